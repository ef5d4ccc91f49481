import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import { lintFlow } from '#shared/flow/lint/lint.js';
import { flowSchema, type Flow, type FlowRef } from '#shared/flow/flow.schema.js';
import {
  interviewerRubricSchema,
  rubricSchema,
  type InterviewerRubric,
  type Rubric,
} from '#shared/interview/rubric.js';
import { familyOf, TRACK_FAMILIES, type TrackFamily } from '#shared/interview/track.js';
import { BootError } from '../config/boot.error.js';
import { messageOf } from '../config/error.code.js';
import { packageRoot } from '../config/package.root.js';
import { Refused } from '../http/refused.js';

/** All flows and rubrics, read and checked once at boot. */
export class FlowLibrary {
  private readonly flows = new Map<string, Flow>();
  private readonly rubrics = new Map<TrackFamily, Rubric>();
  private readonly interviewer: InterviewerRubric;

  /** @param content the folder with flows/ and rubric/ */
  constructor(content = join(packageRoot, 'shared', 'content')) {
    this.interviewer = read(join(content, 'rubric', 'interviewer.yaml'), interviewerRubricSchema);
    for (const family of TRACK_FAMILIES) {
      const path = join(content, 'rubric', `${family}.yaml`);
      if (existsSync(path)) this.rubrics.set(family, read(path, rubricSchema));
    }
    for (const path of yamlFilesUnder(join(content, 'flows'))) this.add(path, read(path, flowSchema));
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

  private add(path: string, flow: Flow): void {
    const fault = lintFlow(flow).find(({ severity }) => severity === 'error');
    if (fault !== undefined)
      throw new BootError(`${named(path)} is not valid: ${fault.path.join('.')}: ${fault.message}.`);
    if (!this.rubrics.has(familyOf(flow.track))) {
      throw new BootError(
        `${named(path)} cannot be rated: shared/content/rubric/${familyOf(flow.track)}.yaml is missing.`,
      );
    }
    if (this.flows.has(key(flow))) throw new BootError(`${named(path)} repeats the flow ${key(flow)}.`);
    const namesakes = [...this.flows.values()].filter(({ id, track }) => id === flow.id && track !== flow.track);
    if (namesakes.length > 0) throw new BootError(`${named(path)}: another track has a flow ${flow.id} already.`);
    this.flows.set(key(flow), flow);
  }
}

function key(ref: FlowRef): string {
  return `${ref.id}@${ref.version}`;
}

function yamlFilesUnder(folder: string): string[] {
  if (!existsSync(folder)) throw new BootError(`The folder ${named(folder)} is missing.`);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function read<S extends z.ZodType>(path: string, schema: S): z.output<S> {
  let content: unknown;
  try {
    content = parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new BootError(`${named(path)} cannot be read: ${messageOf(error)}`);
  }
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new BootError(`${named(path)} is not valid: ${issue?.path.join('.') || 'the file'}: ${issue?.message}.`);
}

function named(path: string): string {
  return relative(packageRoot, path);
}
