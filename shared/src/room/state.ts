import type { Competency } from '../interview/competency.js';
import type { FlowRef } from '../flow/flow.schema.js';
import type { Length, Level, Track } from '../interview/track.js';
import type { Card } from '../flow/flow.schema.js';

/** The two places in a room. Seat A interviews in round 1, seat B in round 2 (rule 6). */
export const SEATS = ['A', 'B'] as const;
export type Seat = (typeof SEATS)[number];

/** Who caused an event: a peer, or the system (a deadline, an absence). */
export type Actor = Seat | 'system';

export type RoundNumber = 1 | 2;

/** All times of a room, in milliseconds; parameters of the room, fixed when it opens. */
export interface Durations {
  gathering: number;
  briefing: number;
  interview: number;
  rating: number;
  debrief: number;
  /** Longest single pause before it resumes by itself. */
  pauseLimit: number;
  /** All pauses of a round together. */
  pauseTotal: number;
  /** What one agreed extension adds, and how many a round may have. */
  extension: number;
  extensionsMax: number;
  /** How long an absent peer's seat is held. */
  seatHold: number;
  /** How long a proposal stands. */
  proposalLapse: number;
}

export interface Peer {
  account: string;
  displayName: string;
  level: Level;
  bot: boolean;
  /** Has deleted their account since (rule 31). */
  deleted?: true;
}

export interface Round {
  interviewer: Seat;
  candidate: Seat;
  /** `null` in the view of this round's candidate until the debrief (rules 22 and 24). */
  flow: FlowRef | null;
}

export interface Presence {
  present: boolean;
  /** Has been in the room at least once. */
  entered: boolean;
  /** When the last tab went away; `null` while present or before the first entry. */
  absentSince: number | null;
  /** The hold of rule 9 has run out: the partner may end without blame. */
  released: boolean;
}

export interface StepVisit {
  step: string;
  question: string;
  /** Milliseconds on the round's clock (pauses do not count). */
  enteredAt: number;
  leftAt: number | null;
}

export interface PlayedCard {
  card: string;
  kind: Card['kind'];
  say: string;
  /** Milliseconds on the round's clock. */
  t: number;
  second: { say: string; t: number } | null;
}

export interface ReleasedFact {
  fact: string;
  text: string;
  t: number;
}

export const MARKS = ['unprompted', 'after-card', 'missed'] as const;
export type MarkValue = (typeof MARKS)[number];

export interface SignalMark {
  mark: MarkValue;
  /** The card that prompted it; only with `after-card`. */
  card: string | null;
  t: number;
}

export interface Moment {
  id: string;
  /** Milliseconds on the round's clock. */
  t: number;
  side: 'strong' | 'weak';
  competency: Competency;
  text: string;
}

/** What happened in one interview. */
export interface RoundRecord {
  /** Epoch milliseconds. */
  startedAt: number | null;
  endedAt: number | null;
  prompt: { title: string; text: string } | null;
  steps: StepVisit[];
  /** In the order played; hints included. */
  cards: PlayedCard[];
  facts: ReleasedFact[];
  /** The candidate has asked for a hint that was not given yet. */
  hintAsked: boolean;
  hintsAsked: number;
  /** By signal id. Empty in the candidate's view. */
  marks: Record<string, SignalMark>;
  /** In the order added. Empty in the candidate's view. */
  moments: Moment[];
  /** Pauses that are over, in milliseconds. */
  pausedMs: number;
  extensions: number;
}

export interface ChatMessage {
  id: string;
  seat: Seat;
  text: string;
  at: number;
}

export const END_SCOPES = ['interview', 'session', 'void'] as const;
/** `interview`: go on to the rating; `session`: close the room; `void`: close it as a technical failure. */
export type EndScope = (typeof END_SCOPES)[number];

export interface EndProposal {
  by: Seat;
  scope: EndScope;
  lapsesAt: number;
}

export interface Pause {
  by: Seat;
  since: number;
  /** It resumes by itself then (rule 12). */
  resumesAt: number;
}

export const SHEET_KINDS = ['self', 'peer', 'interviewer'] as const;
/** `self`: the candidate rates themself; `peer`: the interviewer rates the candidate; `interviewer`: the candidate rates the interviewer. */
export type SheetKind = (typeof SHEET_KINDS)[number];

export const CLOSE_REASONS = ['completed', 'ended-early', 'abandoned', 'no-show', 'void', 'rehearsed'] as const;
export type CloseReason = (typeof CLOSE_REASONS)[number];

export type Both<T> = Record<Seat, T>;

/** The time was turned into a rehearsal of `round` by its candidate, while the room was in round `from` (rule 9). */
export interface Rehearsal {
  round: RoundNumber;
  from: RoundNumber;
}

/** Exactly one of these at a time; every open phase has one deadline `until`, epoch milliseconds (rule 11). */
export type Phase =
  | { name: 'gathering'; until: number }
  | { name: 'briefing'; round: RoundNumber; until: number; ready: Both<boolean>; end: EndProposal | null }
  | {
      name: 'interview';
      round: RoundNumber;
      /** While paused: the deadline as it stood; it moves on by the pause's length when resumed. */
      until: number;
      step: string;
      pause: Pause | null;
      extension: { by: Seat; lapsesAt: number } | null;
      end: EndProposal | null;
    }
  /** One peer alone against the clock, in the round in which they are the candidate (rule 9). */
  | { name: 'rehearsal'; round: RoundNumber; until: number; step: string }
  | { name: 'rating'; round: RoundNumber; until: number; submitted: Record<SheetKind, boolean> }
  | { name: 'debrief'; until: number; done: Both<boolean> }
  | { name: 'closed'; reason: CloseReason; at: number; by: Actor };

export type PhaseName = Phase['name'];

/**
 * A room, or one viewer's view of it: the same shape, with what the viewer may not see left out.
 * `seq` counts the events folded so far: in a view, those that this viewer was sent.
 */
export interface RoomState {
  id: string;
  seq: number;
  /** Time of the last event folded, epoch milliseconds. */
  at: number;
  openedAt: number;
  track: Track;
  level: Level;
  length: Length;
  durations: Durations;
  peers: Both<Peer>;
  rounds: [Round, Round];
  phase: Phase;
  presence: Both<Presence>;
  records: [RoundRecord, RoundRecord];
  chat: ChatMessage[];
  /** Private notes of each round; the partner's are empty in a view. */
  notes: [Both<string>, Both<string>];
  thanked: Both<boolean>;
  /** The debrief was reached: each candidate may now see their round's flow, where that round was held. */
  debriefed: boolean;
  /** From the moment on that it began; `null` in a session of two. */
  rehearsal: Rehearsal | null;
}
