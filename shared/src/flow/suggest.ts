import type { Card } from './flow.schema.js';
import { ruleHolds } from './card.rule.js';
import {
  expectedSignals,
  isHeard,
  promptedBy,
  stepTimeLeft,
  type InterviewProgress,
  type InterviewRecord,
} from './interview.progress.js';
import { reasonFor } from './suggestion.reason.js';

export interface Suggestion {
  card: Card;
  /** In a few words, for the interviewer alone. */
  reason: string;
  /** Not the card, which was played, but its second probe. */
  second: boolean;
}

/** A peer can hold about three suggestions in view while listening. */
const AT_MOST = 3;

/** How long a reply may take before the second probe is suggested. */
const REPLY_MS = 30_000;

/**
 * What each thing is worth. A signal is worth no less than the lack of evidence on a competency: so a signal heard
 * never lets a card that would have prompted it pass one that would not.
 */
const WORTH = { signalOfStep: 4, signalElsewhere: 2, missed: 1, noEvidence: 2, weak: 3, fitsStep: 1 };

/** The candidate has asked for a hint: that comes first. An unanswered card comes before a new one. */
const FIRST = { hint: 2000, second: 1000 };

/** At most three cards worth playing now, the best first; the same for the same moment. The interviewer decides. */
export function suggestCards(progress: InterviewProgress): Suggestion[] {
  return rankCards(progress).slice(0, AT_MOST);
}

/** All cards that are worth playing now, the best first; those of equal worth in the flow's order. */
export function rankCards(progress: InterviewProgress): Suggestion[] {
  const expected = new Set(expectedSignals(progress).map(({ id }) => id));
  const cards = progress.flow.cards
    .filter((card) => isWorthPlaying(card, progress, expected))
    .map((card) => ({ card, second: false, worth: worthOf(card, progress, expected) }));
  const unanswered = secondProbeFor(progress);
  const seconds = unanswered ? [{ card: unanswered, second: true, worth: FIRST.second }] : [];
  return [...seconds, ...cards]
    .sort((a, b) => b.worth - a.worth)
    .map(({ card, second }) => ({ card, second, reason: reasonFor(card, second, progress) }));
}

function isWorthPlaying(card: Card, progress: InterviewProgress, expected: ReadonlySet<string>): boolean {
  const { record, remainingMs } = progress;
  if (record.cards.some((played) => played.card === card.id)) return false;
  if (card.kind === 'hint' && !record.hintAsked) return false;
  if (card.minutes * 60_000 > remainingMs) return false;
  const nothingLeft = promptedBy(card).size > 0 && unheardOf(card, record, expected).length === 0;
  return !(card.kind === 'follow-up' && nothingLeft) && ruleHolds(card.when, progress, expected);
}

function worthOf(card: Card, progress: InterviewProgress, expected: ReadonlySet<string>): number {
  const { flow, step, record } = progress;
  const ofStep = new Set(flow.steps.find(({ id }) => id === step)?.signals.map(({ id }) => id));
  const signals = unheardOf(card, record, expected).map(
    (signal) =>
      (ofStep.has(signal) ? WORTH.signalOfStep : WORTH.signalElsewhere) +
      (record.marks[signal]?.mark === 'missed' ? WORTH.missed : 0),
  );
  return (
    signals.reduce((sum, worth) => sum + worth, 0) +
    (hasEvidence(card, progress) ? 0 : WORTH.noEvidence) +
    (card.when.weakOn ? WORTH.weak : 0) +
    (card.minutes * 60_000 <= stepTimeLeft(progress) ? WORTH.fitsStep : 0) +
    (card.kind === 'hint' ? FIRST.hint : 0)
  );
}

function unheardOf(card: Card, record: InterviewRecord, expected: ReadonlySet<string>): string[] {
  return [...promptedBy(card)].filter((signal) => expected.has(signal) && !isHeard(record, signal));
}

/** Something was noted on the competency that the card stands for. */
function hasEvidence({ competencies: [competency] }: Card, progress: InterviewProgress): boolean {
  const { moments, marks } = progress.record;
  return (
    moments.some((moment) => moment.competency === competency) ||
    expectedSignals(progress).some((signal) => signal.competency === competency && marks[signal.id] !== undefined)
  );
}

/** The last card, if it was played in this step and no strong reply has been noted since. */
function secondProbeFor({ flow, record, elapsedMs, remainingMs }: InterviewProgress): Card | null {
  const last = record.cards.findLast(({ kind }) => kind !== 'hint');
  const since = record.steps.at(-1)?.enteredAt ?? 0;
  if (!last || last.second || last.t < since || elapsedMs - last.t < REPLY_MS || remainingMs < 60_000) return null;
  const card = flow.cards.find(({ id }) => id === last.card);
  if (!card?.second) return null;
  const prompted = [...promptedBy(card)];
  const strong =
    prompted.some((signal) => isHeard(record, signal) && (record.marks[signal]?.t ?? 0) >= last.t) ||
    record.moments.some(
      ({ side, competency, t }) => side === 'strong' && t >= last.t && card.competencies.includes(competency),
    );
  return strong ? null : card;
}
