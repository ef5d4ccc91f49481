import type { FlowRef } from '../flow/flow.schema.js';
import type { Competency } from '../interview/competency.js';
import type { Length, Level, Track } from '../interview/track.js';

/** Somebody waiting for a partner, with all that pairing looks at. */
export interface Ticket {
  id: string;
  account: string;
  bot: boolean;
  /** In order of preference, at least one. */
  tracks: Track[];
  level: Level;
  length: Length;
  /** May be paired in a neighbouring track. */
  bridging: boolean;
  /** What they would like to do in round 1; `null` without a wish. */
  first: 'interview' | 'answer' | null;
  /** In order of preference, at least one. */
  languages: string[];
  /** Competencies to work on. */
  goals: Competency[];
  /** Competencies in which the own history is above the level's average. */
  strengths: Competency[];
  /** Overall estimate on 1..5 with its standard error; `null` without enough evidence. */
  ability: { value: number; se: number } | null;
  /** 0..1 from what candidates said; `null` without enough evidence. */
  reputation: number | null;
  /** Flows that would surprise them no more: taken, interviewed with, or the brief was read. */
  seenFlows: string[];
  /** Versions of flows that they may interview with. */
  licences: FlowRef[];
  /** Accounts never to be met, whoever blocked whom. */
  blocked: string[];
  /** Accounts of past partners, latest first. */
  recentPartners: string[];
  /** Epoch milliseconds. */
  enqueuedAt: number;
}

/** What pairing needs to know of a flow. */
export interface FlowChoice {
  id: string;
  version: number;
  track: Track;
  levels: Level[];
}

/** Tracks near enough to practise together, with consent of both. */
const BRIDGES: readonly (readonly [Track, Track])[] = [
  ['ml-debugging', 'ml-system-design'],
  ['ml-system-design', 'ml-case'],
  ['product-sense', 'product-execution'],
  ['product-execution', 'data-analytics'],
];

/** Whether two different tracks may be bridged. */
export function canBridge(a: Track, b: Track): boolean {
  return BRIDGES.some(([x, y]) => (x === a && y === b) || (x === b && y === a));
}
