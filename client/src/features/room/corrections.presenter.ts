import type { FlowScript } from '#shared/flow/flow.schema.js';
import { stepsOf } from '#shared/flow/steps.js';
import type { Level } from '#shared/interview/track.js';
import { currentRound, partnerOf, roleIn, roundOf } from '#shared/room/seats.js';
import type { RoomState, RoundRecord, Seat } from '#shared/room/state.js';
import { signalRows, type SignalRow } from './signals.presenter.js';
import { timelineEntries, type TimelineEntry } from './timeline.presenter.js';

/** Whether what this seat marked may still be corrected, now that the interview is over (rule 21). */
export function mayCorrect(state: RoomState, seat: Seat): boolean {
  const { phase } = state;
  return phase.name === 'rating' && roleIn(state.rounds, phase.round, seat) === 'interviewer' && !phase.submitted.peer;
}

/** A moment as a line of its own, with what it is called on the timeline. */
export type MomentLine = TimelineEntry & { moment: NonNullable<TimelineEntry['moment']> };

/** The moments of a round, by time. */
export function momentLines(record: RoundRecord): MomentLine[] {
  return timelineEntries(record, null).flatMap(({ moment, ...entry }) => (moment ? [{ ...entry, moment }] : []));
}

export interface SignalGroup {
  step: string;
  title: string;
  rows: SignalRow[];
}

export interface MarkedSignals {
  level: Level;
  groups: SignalGroup[];
}

/** All that there was to listen for in this session's round, by step, at the candidate's level. */
export function markedSignals(flow: FlowScript, state: RoomState, seat: Seat): MarkedSignals {
  const round = currentRound(state);
  const { level } = state.peers[partnerOf(seat)];
  if (round === null) return { level, groups: [] };
  const record = roundOf(state.records, round);
  const groups = stepsOf(flow, state.length).map((step) => ({
    step: step.id,
    title: step.title,
    rows: signalRows(step, record, level),
  }));
  return { level, groups: groups.filter(({ rows }) => rows.length > 0) };
}

/** What was marked, in a few words. */
export function markedWords({ moments, marks }: RoundRecord): string {
  return [counted(moments.length, 'moment'), counted(Object.keys(marks).length, 'signal')].join(', ');
}

function counted(count: number, word: string): string {
  return `${count === 0 ? 'no' : count} ${word}${count === 1 ? '' : 's'}`;
}
