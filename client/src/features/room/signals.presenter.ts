import type { FlowScript, Step } from '#shared/flow/flow.schema.js';
import type { Competency } from '#shared/interview/competency.js';
import type { Level } from '#shared/interview/track.js';
import type { MarkValue, PlayedCard, RoundRecord } from '#shared/room/state.js';

export interface SignalRow {
  id: string;
  competency: Competency;
  /** What is heard. */
  heard: string;
  /** What it takes at the candidate's level; null where the level does not expect it. */
  takes: string | null;
  mark: MarkValue | null;
  /** The card that it came after. */
  card: PlayedCard | null;
}

/** What to listen for in a step, at the candidate's level. */
export function signalRows(step: Step, record: RoundRecord, level: Level): SignalRow[] {
  return step.signals.map(({ id, competency, heard, ladder }) => {
    const marked = record.marks[id];
    return {
      id,
      competency,
      heard,
      takes: ladder[level] ?? null,
      mark: marked?.mark ?? null,
      card: record.cards.find(({ card }) => card === marked?.card) ?? null,
    };
  });
}

/** The card that most likely brought a signal out: the latest meant for it, else the latest of all. */
export function promptingCard(flow: FlowScript, record: RoundRecord, signal: string): PlayedCard | null {
  const meant = new Set(flow.cards.filter(({ signals }) => signals.includes(signal)).map(({ id }) => id));
  return record.cards.findLast(({ card }) => meant.has(card)) ?? record.cards.at(-1) ?? null;
}

/** What a moment is most likely about: what the step listens for first. */
export function likelyCompetency(flow: FlowScript, step: Step | null): Competency | null {
  const heard = step?.signals.map(({ competency }) => competency) ?? [];
  return heard.find((competency) => flow.exercises.includes(competency)) ?? flow.exercises[0] ?? null;
}
