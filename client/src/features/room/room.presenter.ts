import { TRACK_NAMES, type Length } from '#shared/interview/track.js';
import { DELETED_NAME } from '#shared/room/forget.js';
import { isLeftOut, rehearserOf } from '#shared/room/rehearsal.js';
import { currentRound, partnerOf, roleIn, roundOf } from '#shared/room/seats.js';
import { timeLeft } from '#shared/room/clock.js';
import { stageOf, type Stage } from '#shared/room/transitions.js';
import type { Peer, PhaseName, Presence, RoomState, RoundNumber, RoundRecord, Seat } from '#shared/room/state.js';

export type Role = 'interviewer' | 'candidate';

export interface PersonView {
  seat: Seat;
  /** As they chose it. */
  fullName: string;
  /** The first word of it, for sentences. */
  name: string;
  bot: boolean;
  role: Role | null;
  presence: Presence;
}

/** The room from one seat: who I am in this round, and who is opposite. */
export interface SeatView {
  phase: PhaseName;
  round: RoundNumber | null;
  role: Role | null;
  me: PersonView;
  partner: PersonView;
  record: RoundRecord | null;
  /** I have turned the time into a rehearsal, and am alone. */
  alone: boolean;
  /** My partner has, while I was away. */
  leftOut: boolean;
}

export function seatView(state: RoomState, seat: Seat): SeatView {
  const round = currentRound(state);
  return {
    phase: state.phase.name,
    round,
    role: round && roleIn(state.rounds, round, seat),
    me: person(state, seat, round),
    partner: person(state, partnerOf(seat), round),
    record: round && roundOf(state.records, round),
    alone: rehearserOf(state) === seat,
    leftOut: isLeftOut(state, seat),
  };
}

function person(state: RoomState, seat: Seat, round: RoundNumber | null): PersonView {
  const { displayName, bot }: Peer = state.peers[seat];
  const role = round && roleIn(state.rounds, round, seat);
  return { seat, fullName: displayName, name: shortName(displayName), bot, role, presence: state.presence[seat] };
}

/** How somebody is called in a sentence: by the first word of their name, unless that is a mere initial. */
export function shortName(displayName: string): string {
  if (displayName === DELETED_NAME) return displayName;
  const first = displayName.trim().split(/\s+/)[0] ?? '';
  return first.replace('.', '').length > 1 ? first : displayName;
}

const LENGTH_WORDS: Record<Length, string> = { full: 'Full length', short: 'Short' };
const ROLE_WORDS: Record<Role, string> = { interviewer: 'You interview', candidate: 'Candidate' };

/** The head of the page. The title of a case is known to its candidate once the interview has begun. */
export function titleOf(state: RoomState, seat: Seat, flowTitle: string | null): { title: string; meta: string } {
  const { round, role, record, alone, leftOut } = seatView(state, seat);
  const track = TRACK_NAMES[state.track];
  const title = record?.prompt?.title ?? (role === 'interviewer' ? flowTitle : null) ?? track;
  if (leftOut) return { title: track, meta: 'Not your session any more' };
  if (alone) return { title, meta: `Rehearsal, you alone · ${state.level}` };
  const parts = round
    ? [...(role ? [ROLE_WORDS[role]] : []), `round ${round} of 2`, state.level]
    : [LENGTH_WORDS[state.length], state.level];
  return { title, meta: parts.join(' · ') };
}

/** What the time at the top counts down to. */
const COUNTS_TO: Record<PhaseName, string> = {
  gathering: 'left to arrive',
  briefing: 'to the interview',
  interview: 'left',
  rehearsal: 'left',
  rating: 'to rate',
  debrief: 'to talk it over',
  closed: 'closed',
};

function wordFor({ phase, rehearsal }: RoomState): string {
  return rehearsal && phase.name === 'debrief' ? 'to read it' : COUNTS_TO[phase.name];
}

export interface TimeView {
  leftMs: number;
  word: string;
  paused: boolean;
  /** The last minute of a phase: said, not only coloured. */
  ending: boolean;
}

export function timeView(state: RoomState, now: number): TimeView {
  const leftMs = timeLeft(state, now);
  const paused = state.phase.name === 'interview' && state.phase.pause !== null;
  return {
    leftMs,
    word: paused ? 'paused' : wordFor(state),
    paused,
    ending: !paused && state.phase.name !== 'closed' && leftMs <= 60_000,
  };
}

export interface StageSegment {
  key: Stage;
  label: string;
  /** 1 or 2, or null for what belongs to no round. */
  round: RoundNumber | null;
  minutes: number;
  /** Of its time, 0 to 1. */
  share: number;
  current: boolean;
}

const STAGES: { key: Stage; label: string; round: RoundNumber | null }[] = [
  { key: 'briefing-1', label: 'Briefing', round: 1 },
  { key: 'interview-1', label: 'Interview', round: 1 },
  { key: 'rating-1', label: 'Rating', round: 1 },
  { key: 'briefing-2', label: 'Briefing', round: 2 },
  { key: 'interview-2', label: 'Interview', round: 2 },
  { key: 'rating-2', label: 'Rating', round: 2 },
  { key: 'debrief', label: 'Debrief', round: null },
];

/** A rehearsal takes the place of all that was still to come. */
function stagesOf({ rehearsal }: RoomState): typeof STAGES {
  if (!rehearsal) return STAGES;
  const { round } = rehearsal;
  return [
    { key: `rehearsal-${round}`, label: 'Rehearsal', round },
    { key: `rating-${round}`, label: 'Rating', round },
    { key: 'debrief', label: 'Debrief', round: null },
  ];
}

/** The whole session as segments. */
export function stageSegments(state: RoomState, now: number): StageSegment[] {
  const stages = stagesOf(state);
  const at = stages.findIndex(({ key }) => key === stageOf(state.phase));
  const over = state.phase.name === 'closed';
  return stages.map(({ key, label, round }, index) => {
    const total = durationOf(state, key);
    const share = index === at ? 1 - Math.min(1, timeLeft(state, now) / total) : over || index < at ? 1 : 0;
    return { key, label, round, minutes: Math.round(total / 60_000), share, current: index === at };
  });
}

function durationOf({ durations, records }: RoomState, stage: Stage): number {
  if (stage === 'debrief') return durations.debrief;
  if (stage.startsWith('briefing')) return durations.briefing;
  if (stage.startsWith('rating')) return durations.rating;
  return durations.interview + roundOf(records, stage.endsWith('1') ? 1 : 2).extensions * durations.extension;
}

/** Text with its blank lines as the ends of paragraphs. */
export function paragraphsOf(text: string): string[] {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter(Boolean);
}
