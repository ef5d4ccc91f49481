import { basename, dirname, relative, resolve, sep } from 'node:path';
import { flowSchema, type Flow } from '#shared/flow/flow.schema.js';
import { error } from '#shared/flow/lint/finding.js';
import { duplicatesAcross } from '#shared/flow/lint/lint-duplicates.js';
import {
  readFlow,
  readVignette,
  readYaml,
  type LocatedFinding,
  type ReadFile,
  type SourceFile,
} from '#shared/flow/lint/lint-file.js';
import { interviewerRubricSchema, rubricSchema } from '#shared/interview/rubric.js';
import { familyOf } from '#shared/interview/track.js';
import type { Vignette } from '#shared/interview/vignette.js';
import { parseYaml } from '../config/content.files.js';

export interface LintedFlow {
  file: string;
  flow: Flow;
  findings: LocatedFinding[];
}

export interface LintedContent {
  /** How many files were read. */
  files: number;
  /** Those that keep to the schema, by file. */
  flows: LintedFlow[];
  /** How many vignettes keep to the schema. */
  vignettes: number;
  /** Of all files, by file and place. */
  findings: LocatedFinding[];
}

/**
 * Everything that is wrong with files of content, taken together: each by its schema, flows by all that the linter
 * knows, and what only shows when one sees several.
 *
 * @param library the files that these are to go with, and that nothing is said of; `null` where these are all
 */
export function lintContent(sources: readonly SourceFile[], library: readonly SourceFile[] | null): LintedContent {
  const flows = sources.filter(({ name }) => kindOf(name) === 'flow').map((source) => readFlow(source, parseYaml));
  const rubrics = sources.filter(({ name }) => kindOf(name) === 'rubric').map(readRubric);
  const vignettes = sources
    .filter(({ name }) => kindOf(name) === 'vignette')
    .map((source) => readVignette(source, parseYaml));
  const [usable, ratable] = [usableOf(flows), usableOf(vignettes)];
  const findings = [...flows, ...rubrics, ...vignettes].flatMap((read) => read.findings);
  findings.push(...usable.flatMap(misplaced), ...acrossFlows(usable, library ?? []));
  findings.push(...ratable.flatMap(misplaced), ...ratable.flatMap((read, at) => repeated(read, ratable.slice(0, at))));
  if (library === null) findings.push(...usable.flatMap((read) => unrated(read, sources)));
  findings.sort(byPlace);
  return {
    files: sources.length,
    flows: usable.map(({ name, value }) => ({
      file: name,
      flow: value,
      findings: findings.filter(({ file }) => file === name),
    })),
    vignettes: ratable.length,
    findings,
  };
}

type Usable<T> = ReadFile<T> & { value: T };
type UsableFlow = Usable<Flow>;

function usableOf<T>(files: readonly ReadFile<T>[]): Usable<T>[] {
  return files.flatMap((read) => (read.value === null ? [] : [{ ...read, value: read.value }]));
}

function acrossFlows(usable: readonly UsableFlow[], library: readonly SourceFile[]): LocatedFinding[] {
  const names = new Set(usable.map(({ name }) => resolve(name)));
  const beside = library.filter(({ name }) => kindOf(name) === 'flow' && !names.has(resolve(name)));
  const before = usableOf(beside.map((source) => readYaml(source, parseYaml, flowSchema)));
  const alike = duplicatesAcross([...before, ...usable].map(({ value }) => value)).slice(before.length);
  return usable.flatMap((read, at) => [
    ...(alike[at] ?? []).map(read.locate),
    ...repeatedFlow(read, usable.slice(0, at)),
  ]);
}

type Kind = 'flow' | 'rubric' | 'vignette';

/** By the folder that a file lies in; what lies elsewhere is taken for a flow. */
function kindOf(name: string): Kind {
  const folders = dirname(resolve(name)).split(sep);
  if (folders.includes('vignettes')) return 'vignette';
  return folders.includes('rubric') ? 'rubric' : 'flow';
}

function readRubric(source: SourceFile): ReadFile<unknown> {
  const interviewer = basename(source.name) === 'interviewer.yaml';
  return readYaml(source, parseYaml, interviewer ? interviewerRubricSchema : rubricSchema);
}

/** What is found by its track and its id lies in <track>/<id>.yaml, or <id>.v<version>.yaml. */
function misplaced({ name, value, locate }: Usable<Flow> | Usable<Vignette>): LocatedFinding[] {
  const { track, id, version } = value;
  const [folder, file] = [dirname(resolve(name)), basename(name)];
  const allowed = [`${id}.yaml`, `${id}.v${version}.yaml`];
  if (basename(folder) === track && allowed.includes(file)) return [];
  // Somebody may lint a draft that lies anywhere.
  if (!['flows', 'vignettes'].includes(basename(dirname(folder)))) return [];
  const message = `${id} of ${track} lies in ${relative(dirname(folder), resolve(name))}`;
  return [
    locate(error('misplaced-file', ['id'], message, `Name the file ${track}/${id}.yaml, or correct id and track`)),
  ];
}

function repeatedFlow(
  { value: { id, version, track }, locate }: UsableFlow,
  before: readonly UsableFlow[],
): LocatedFinding[] {
  const same = before.find(({ value }) => value.id === id && (value.version === version || value.track !== track));
  if (same === undefined) return [];
  const message = `${same.name} has the flow ${id} already`;
  return [locate(error('repeated-id', ['id'], message, 'Give it an id of its own, or the next version'))];
}

function unrated({ value: { track }, locate }: UsableFlow, sources: readonly SourceFile[]): LocatedFinding[] {
  const rubric = `${familyOf(track)}.yaml`;
  if (sources.some(({ name }) => kindOf(name) === 'rubric' && basename(name) === rubric)) return [];
  return [
    locate(error('no-rubric', ['track'], `It cannot be rated: there is no rubric/${rubric}`, 'Write that first')),
  ];
}

function repeated({ value: { id }, locate }: Usable<Vignette>, before: readonly Usable<Vignette>[]): LocatedFinding[] {
  const same = before.find(({ value }) => value.id === id);
  if (same === undefined) return [];
  const message = `${same.name} has the vignette ${id} already`;
  return [locate(error('repeated-id', ['id'], message, 'Give it an id of its own'))];
}

function byPlace(a: LocatedFinding, b: LocatedFinding): number {
  return a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column;
}
