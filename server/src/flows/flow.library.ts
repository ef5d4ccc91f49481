import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Flow, FlowRef } from '#shared/flow/flow.schema.js';
import { readFlow, readYaml, type ReadFile, type SourceFile } from '#shared/flow/lint/lint-file.js';
import {
  interviewerRubricSchema,
  rubricSchema,
  type InterviewerRubric,
  type Rubric,
} from '#shared/interview/rubric.js';
import { familyOf, TRACK_FAMILIES, type TrackFamily } from '#shared/interview/track.js';
import { BootError } from '../config/boot.error.js';
import { messageOf } from '../config/error.code.js';
import { Refused } from '../http/refused.js';
import { contentRoot, parseYaml, sourceOf, yamlFilesUnder } from './content.files.js';

/** All flows and rubrics, read and checked once at boot. */
export class FlowLibrary {
  private readonly flows = new Map<string, Flow>();
  private readonly rubrics = new Map<TrackFamily, Rubric>();
  private readonly interviewer: InterviewerRubric;

  /** @param content the folder with flows/ and rubric/ */
  constructor(content = contentRoot) {
    const rubric = (name: string) => join(content, 'rubric', `${name}.yaml`);
    this.interviewer = usable(readYaml(sourceAt(rubric('interviewer')), parseYaml, interviewerRubricSchema));
    for (const family of TRACK_FAMILIES) {
      const path = rubric(family);
      if (existsSync(path)) this.rubrics.set(family, usable(readYaml(sourceAt(path), parseYaml, rubricSchema)));
    }
    const files = yamlFilesUnder(join(content, 'flows'));
    if (files.length === 0) throw new BootError(`There is no flow in ${join(content, 'flows')}.`);
    for (const path of files) {
      const file = sourceAt(path);
      this.add(file.name, usable(readFlow(file, parseYaml)));
    }
  }

  /** The flow of a room, in the version that the room was opened with. */
  get(ref: FlowRef): Flow {
    const flow = this.flows.get(key(ref));
    if (flow === undefined) throw new Error(`There is no flow ${key(ref)}`);
    return flow;
  }

  /** The latest version of every flow, by track and title. */
  list(): Flow[] {
    const ids = new Set([...this.flows.values()].map(({ id }) => id));
    return [...ids]
      .flatMap((id) => this.latest(id) ?? [])
      .sort((a, b) => a.track.localeCompare(b.track) || a.title.localeCompare(b.title));
  }

  latest(id: string): Flow | undefined {
    return [...this.flows.values()].filter((flow) => flow.id === id).sort((a, b) => b.version - a.version)[0];
  }

  rubric(family: TrackFamily): Rubric {
    const rubric = this.rubrics.get(family);
    if (rubric === undefined) throw new Refused('NOT_FOUND', 'There is no such rubric.');
    return rubric;
  }

  interviewerRubric(): InterviewerRubric {
    return this.interviewer;
  }

  private add(name: string, flow: Flow): void {
    if (!this.rubrics.has(familyOf(flow.track))) {
      throw new BootError(`${name} cannot be rated: shared/content/rubric/${familyOf(flow.track)}.yaml is missing.`);
    }
    if (this.flows.has(key(flow))) throw new BootError(`${name} repeats the flow ${key(flow)}.`);
    const namesakes = [...this.flows.values()].filter(({ id, track }) => id === flow.id && track !== flow.track);
    if (namesakes.length > 0) throw new BootError(`${name}: another track has a flow ${flow.id} already.`);
    this.flows.set(key(flow), flow);
  }
}

function key(ref: FlowRef): string {
  return `${ref.id}@${ref.version}`;
}

function sourceAt(path: string): SourceFile {
  try {
    return sourceOf(path);
  } catch (error) {
    throw new BootError(`${path} cannot be read: ${messageOf(error)}.`);
  }
}

function usable<T>({ name, value, findings }: ReadFile<T>): T {
  const fault = findings.find(({ severity }) => severity === 'error');
  if (fault !== undefined) {
    const where = [
      `${name}:${fault.line}:${fault.column} is not valid`,
      ...(fault.path.length ? [fault.path.join('.')] : []),
    ];
    throw new BootError(`${where.join(': ')}: ${fault.message}. ${fault.fix}.`);
  }
  if (value === null) throw new BootError(`${name} cannot be read.`);
  return value;
}
