import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Flow, FlowRef } from '#shared/flow/flow.schema.js';
import { readFlow, readYaml, type ReadFile, type SourceFile } from '#shared/flow/lint/lint-file.js';
import {
  interviewerRubricSchema,
  rubricSchema,
  type InterviewerRubric,
  type Rubric,
} from '#shared/interview/rubric.js';
import { familyOf, TRACK_FAMILIES, type Track, type TrackFamily } from '#shared/interview/track.js';
import { BootError } from '../config/boot.error.js';
import { contentAt, contentRoot, parseYaml, sourceNeeded, usable, yamlFilesUnder } from '../config/content.files.js';
import { Refused } from '../http/refused.js';

/** How long it may take until this process hears of a flow that was shared, or is so no longer, through another one. */
const SHARED_FRESH_MS = 3_000;

/** Ids of flows that were published in this instance begin so, and those of files never do: none can shadow another. */
export const PUBLISHED_PREFIX = 'studio-';

/** Flows that were published in this instance. */
export interface PublishedFlows {
  /** A version, shared or not: it never changes. */
  read(ref: FlowRef): Promise<Flow | null>;
  /** The versions that may be used for new rooms. */
  shared(): Promise<FlowRef[]>;
}

const NONE: PublishedFlows = { read: () => Promise.resolve(null), shared: () => Promise.resolve([]) };

/**
 * All flows and rubrics. Those of files are read and checked once at boot; those that were published here are read
 * from the database when a room needs them (`hold`) or when they are shared (`refresh`).
 */
export class FlowLibrary {
  /** Of files. */
  private readonly flows = new Map<string, Flow>();
  private readonly texts = new Map<string, string>();
  /** Published here, as far as they were needed. A version never changes, so that nothing here can be out of date. */
  private readonly held = new Map<string, Flow>();
  private shared: FlowRef[] = [];
  private sharedAt = Number.NEGATIVE_INFINITY;
  private refreshing: Promise<void> | null = null;
  private readonly rubrics = new Map<TrackFamily, Rubric>();
  private readonly interviewer: InterviewerRubric;

  /** @param content the folder with flows/ and rubric/ */
  constructor(
    content = contentRoot,
    private readonly published: PublishedFlows = NONE,
    files = flowFilesOf(content).map(readFlowAt),
  ) {
    const rubric = (name: string) => join(content, 'rubric', `${name}.yaml`);
    this.interviewer = contentAt(rubric('interviewer'), (file) => readYaml(file, parseYaml, interviewerRubricSchema));
    for (const family of TRACK_FAMILIES) {
      const path = rubric(family);
      if (!existsSync(path)) continue;
      this.rubrics.set(
        family,
        contentAt(path, (file) => readYaml(file, parseYaml, rubricSchema)),
      );
    }
    for (const { file, flow } of files) this.add(file, flow);
  }

  /** Reads one flow after the other and lets others have a turn: connections that are being made must not time out. */
  static async open(content: string, published: PublishedFlows): Promise<FlowLibrary> {
    const files: FlowFile[] = [];
    for (const path of flowFilesOf(content)) {
      files.push(readFlowAt(path));
      await setImmediate();
    }
    return new FlowLibrary(content, published, files);
  }

  /** The flow of a room, in the version that the room was opened with. One that was published here is held before. */
  get(ref: FlowRef): Flow {
    const flow = this.flows.get(key(ref)) ?? this.held.get(key(ref));
    if (flow === undefined) throw new Error(`There is no flow ${key(ref)}`);
    return flow;
  }

  /** Read what is not here yet, so that `get` has it, also what is no longer shared. */
  async hold(refs: readonly FlowRef[]): Promise<void> {
    for (const ref of refs) {
      if (this.flows.has(key(ref)) || this.held.has(key(ref))) continue;
      const flow = await this.published.read(ref);
      if (flow !== null) this.held.set(key(ref), flow);
    }
  }

  /** Hear which flows are shared, unless that was done a moment ago. `now`: in any case. */
  async refresh(how?: 'now'): Promise<void> {
    if (how !== 'now' && Date.now() - this.sharedAt < SHARED_FRESH_MS) return;
    // One that is under way may have read what was before.
    if (how === 'now') await this.refreshing?.catch(() => undefined);
    this.refreshing ??= this.readShared().finally(() => (this.refreshing = null));
    await this.refreshing;
  }

  /**
   * The latest version of every flow of a file, and the shared version of every shared one, by track and title.
   * Where a flow matters that was shared a moment ago, `refresh` first.
   */
  list(): Flow[] {
    const ids = new Set([...this.flows.values()].map(({ id }) => id));
    const shared = this.shared.flatMap((ref) => this.held.get(key(ref)) ?? []);
    return [...[...ids].flatMap((id) => this.latest(id) ?? []), ...shared].sort(
      (a, b) => a.track.localeCompare(b.track) || a.title.localeCompare(b.title),
    );
  }

  /** The latest version of a flow of a file. */
  latest(id: string): Flow | undefined {
    return [...this.flows.values()].filter((flow) => flow.id === id).sort((a, b) => b.version - a.version)[0];
  }

  /** The YAML of a flow of a file. */
  textOf(ref: FlowRef): string | undefined {
    return this.texts.get(key(ref));
  }

  /** What a text from outside is as a flow, and what is wrong with it. */
  check(text: string): ReadFile<Flow> {
    return readFlow({ name: 'flow.yaml', text }, parseYaml);
  }

  /** Whether flows of this track can be rated here. */
  canRate(track: Track): boolean {
    return this.rubrics.has(familyOf(track));
  }

  rubric(family: TrackFamily): Rubric {
    const rubric = this.rubrics.get(family);
    if (rubric === undefined) throw new Refused('NOT_FOUND', 'There is no such rubric.');
    return rubric;
  }

  interviewerRubric(): InterviewerRubric {
    return this.interviewer;
  }

  private async readShared(): Promise<void> {
    const shared = await this.published.shared();
    await this.hold(shared);
    this.shared = shared;
    this.sharedAt = Date.now();
  }

  private add({ name, text }: SourceFile, flow: Flow): void {
    if (!this.canRate(flow.track)) {
      throw new BootError(`${name} cannot be rated: shared/content/rubric/${familyOf(flow.track)}.yaml is missing.`);
    }
    if (flow.id.startsWith(PUBLISHED_PREFIX)) {
      throw new BootError(`${name}: ids that begin with ${PUBLISHED_PREFIX} are for flows that are published here.`);
    }
    if (this.flows.has(key(flow))) throw new BootError(`${name} repeats the flow ${key(flow)}.`);
    const namesakes = [...this.flows.values()].filter(({ id, track }) => id === flow.id && track !== flow.track);
    if (namesakes.length > 0) throw new BootError(`${name}: another track has a flow ${flow.id} already.`);
    this.flows.set(key(flow), flow);
    this.texts.set(key(flow), text);
  }
}

function key(ref: FlowRef): string {
  return `${ref.id}@${ref.version}`;
}

interface FlowFile {
  file: SourceFile;
  flow: Flow;
}

function flowFilesOf(content: string): string[] {
  const files = yamlFilesUnder(join(content, 'flows'));
  if (files.length === 0) throw new BootError(`There is no flow in ${join(content, 'flows')}.`);
  return files;
}

function readFlowAt(path: string): FlowFile {
  const file = sourceNeeded(path);
  return { file, flow: usable(readFlow(file, parseYaml)) };
}
