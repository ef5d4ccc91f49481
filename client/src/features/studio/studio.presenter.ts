import type { Forkable, OwnFlow, OwnVersion, PublishedFlow } from '#shared/contract/studio.js';
import { TRACK_NAMES } from '#shared/interview/track.js';
import { dateOf, timeOf } from '../../ui/dates.js';
import { countWords } from './findings.presenter.js';

export interface FlowLine {
  id: string;
  title: string;
  to: string;
  /** What is said of it, most important first. */
  states: { words: string; tone: 'accent' | 'neutral' | 'strong' }[];
  findings: string;
  /** Something stands in the way of publishing it. */
  faulty: boolean;
  saved: string;
  origin: string | null;
  removable: boolean;
}

export function flowLines(flows: readonly OwnFlow[], now: number): FlowLine[] {
  return flows.map((flow) => ({
    id: flow.id,
    title: titleOf(flow.title),
    to: `/studio/${flow.id}`,
    states: statesOf(flow),
    findings: countWords(flow.findings),
    faulty: (flow.findings?.errors ?? 0) > 0,
    saved: momentOf(flow.savedAt, now),
    origin: flow.origin,
    removable: flow.shared === null,
  }));
}

/** A draft need not have a title yet. */
export function titleOf(title: string): string {
  return title === '' ? 'Untitled flow' : title;
}

function statesOf({ latest, shared, changed }: OwnFlow): FlowLine['states'] {
  if (latest === null) return [{ words: 'Draft', tone: 'neutral' }];
  return [
    { words: `Version ${latest.version}`, tone: 'accent' },
    ...(shared === null ? [] : [{ words: sharedWords(shared, latest.version), tone: 'strong' as const }]),
    ...(changed ? [{ words: 'Changed since', tone: 'neutral' as const }] : []),
  ];
}

/** Which version everybody may use, seen from the latest. */
export function sharedWords(shared: number, latest: number): string {
  return shared === latest ? 'Shared' : `Version ${shared} is shared`;
}

/** "14:05" today, else the date. */
export function momentOf(at: number, now: number): string {
  return dateOf(at) === dateOf(now) ? timeOf(at) : dateOf(at);
}

export interface VersionLine {
  version: number;
  words: string;
  at: string;
  shared: boolean;
}

export function versionLines(versions: readonly OwnVersion[], now: number): VersionLine[] {
  return versions.map(({ version, publishedAt, shared }) => ({
    version,
    words: `Version ${version}`,
    at: momentOf(publishedAt, now),
    shared,
  }));
}

const SOURCES: Record<Forkable['from'], string> = {
  own: 'Your flows',
  shared: 'Shared in this instance',
  'built-in': 'Flows that you have been through',
};

export interface ForkGroup {
  name: string;
  flows: { key: string; title: string; track: string; flow: Forkable['flow'] }[];
}

/** What can be forked, by where it comes from. */
export function forkGroups(flows: readonly Forkable[]): ForkGroup[] {
  const sources: Forkable['from'][] = ['own', 'shared', 'built-in'];
  return sources
    .map((source) => ({
      name: SOURCES[source],
      flows: flows
        .filter(({ from }) => from === source)
        .map(({ flow, title, track }) => ({
          key: `${flow.id}@${flow.version}`,
          title,
          track: TRACK_NAMES[track],
          flow,
        })),
    }))
    .filter((group) => group.flows.length > 0);
}

export interface PublishedLine {
  flow: string;
  title: string;
  about: string;
  version: number;
  state: string;
  /** What pressing its button does. */
  action: { words: string; version: number | null };
  /** Beside sharing the latest: take back what is shared. */
  mayStop: boolean;
}

/** Published flows, for staff. */
export function publishedLines(flows: readonly PublishedFlow[], now: number): PublishedLine[] {
  return flows.map(({ flow, title, track, author, version, publishedAt, shared }) => ({
    flow,
    title,
    about: `${TRACK_NAMES[track]} · by ${author} · version ${version}, ${momentOf(publishedAt, now)}`,
    version,
    state: shared === null ? 'Private' : sharedWords(shared, version),
    action:
      shared === version ? { words: 'Stop sharing', version: null } : { words: `Share version ${version}`, version },
    mayStop: shared !== null && shared !== version,
  }));
}

/** What a text is called on somebody's disk: "books-that-come-back-late-v2.yaml". */
export function fileNameOf(title: string, version: number | null): string {
  const words = title
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return `${words || 'flow'}${version === null ? '' : `-v${version}`}.yaml`;
}
