import type { RoomState } from '#shared/room/state.js';
import type { ReportRound } from '#shared/contract/report.js';
import { calledBy, type Revealed } from './report.presenter.js';

/** One part of talking it through: a round, or what is left at the end. Epoch milliseconds by the server's clock. */
export interface TalkPart {
  key: string;
  title: string;
  /** What to begin with. */
  hint: string;
  from: number;
  until: number;
}

type TimedRoom = Pick<RoomState, 'phase'> & { durations: Pick<RoomState['durations'], 'debrief'> };

/** As much of a debrief as decides what there is to talk about. */
export type Talked = Pick<Revealed, 'seat' | 'revealedAt' | 'partner'> & {
  rounds: readonly Pick<ReportRound, 'round' | 'candidate' | 'rehearsal'>[];
};

export interface TalkView {
  parts: readonly (TalkPart & {
    state: 'over' | 'now' | 'next';
    /** How much of it has passed, 0..1. */ passed: number;
  })[];
  /** The part that it is time for; `null` once all of the time has passed. */
  current: TalkPart | null;
  leftMs: number;
}

/** The rounds share this much of the time; the rest is for what one takes along. */
const OF_ROUNDS = 0.9;
/** Less time than this is not divided any more. */
const SHORTEST_MS = 60_000;

/**
 * The time that a debrief has, for each round that both held and for the end. It begins for both at the same moment:
 * with the debrief, or with the reveal where that came later. Nothing happens when a part is over: it is soft.
 */
export function talkParts({ phase, durations }: TimedRoom, report: Talked): TalkPart[] {
  if (phase.name !== 'debrief') return [];
  const rounds = report.rounds.filter(({ rehearsal }) => !rehearsal);
  const from = Math.max(phase.until - durations.debrief, report.revealedAt);
  const each = ((phase.until - from) * OF_ROUNDS) / Math.max(1, rounds.length);
  if (rounds.length === 0 || phase.until - from < SHORTEST_MS) return [];
  const partner = calledBy(report);
  const talks = rounds.map((round, index): TalkPart => {
    const own = round.candidate === report.seat;
    return {
      key: `round-${round.round}`,
      title: own ? 'Your interview' : `${partner}’s interview`,
      hint: own
        ? `Ask ${partner} about what surprised you, and for the moment in which it was seen.`
        : 'Say what you saw and heard, and what one step up would have sounded like.',
      from: from + index * each,
      until: from + (index + 1) * each,
    };
  });
  const rest = {
    key: 'end',
    title: 'To take along',
    hint: 'Each names one thing to do differently next time.',
    from: from + rounds.length * each,
    until: phase.until,
  };
  return [...talks, rest];
}

export function talkView(parts: readonly TalkPart[], now: number): TalkView {
  const current = parts.find(({ until }) => now < until) ?? null;
  return {
    parts: parts.map((part) => ({
      ...part,
      state: now >= part.until ? 'over' : part === current ? 'now' : 'next',
      passed: Math.min(1, Math.max(0, (now - part.from) / (part.until - part.from))),
    })),
    current,
    leftMs: current ? Math.max(0, current.until - now) : 0,
  };
}
