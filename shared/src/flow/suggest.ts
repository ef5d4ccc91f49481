import type { Length } from '../interview/track.js';
import { ruleHolds } from './card.rule.js';
import type { Card } from './flow.schema.js';
import { promptedBy, type InterviewProgress } from './interview.progress.js';
import { thinAnswer } from './second.probe.js';
import { reasonFor, reasonForSecond } from './suggestion.reason.js';
import { isAffordable, openSignals, outlookOf, worthOf, type Outlook } from './suggestion.worth.js';

export interface Suggestion {
  card: Card;
  /** In a few words, for the interviewer alone. */
  reason: string;
  /** Not the card, which was played, but its second probe. */
  second: boolean;
  /** Points, to compare suggestions of the same moment by. */
  worth: number;
}

/** A peer can hold about three suggestions in view while listening. */
const AT_MOST = 3;

/** The candidate has asked for a hint: that comes first. A thin answer comes before new cards. */
const FIRST = { hint: 2000, second: 1000 };

/** A world that changes all the time is no pressure any more. */
const TWISTS: Record<Length, number> = { full: 2, short: 1 };

/**
 * At most three cards worth playing now, the best first. The interviewer decides.
 *
 * A card is left out when it was played, its rule does not hold, all that it could reveal was heard, it is one twist too
 * many, it does not fit the time that is left, or it takes too much of the steps to come (`isAffordable`); a hint, as
 * long as nobody asks for one. The rest is ordered by what it
 * is worth (`worthOf`), the flow's order deciding between equals; a hint that was asked for comes first, then the
 * second probe of a card whose answer was thin (`thinAnswer`).
 *
 * The same moment gives the same suggestions. Marking a signal as heard never moves a card that would have prompted it
 * past one that would not.
 */
export function suggestCards(progress: InterviewProgress): Suggestion[] {
  return shortlist(rankCards(progress));
}

/**
 * The three of these that are put into view. Two ways to change the world are not a choice for somebody who listens:
 * the best twist stands for all, as long as there are questions for the other places.
 */
export function shortlist(ranked: readonly Suggestion[]): Suggestion[] {
  const twist = ranked.find(isTwist);
  const spare = (suggestion: Suggestion) => isTwist(suggestion) && suggestion !== twist;
  const chosen = [...ranked.filter((each) => !spare(each)), ...ranked.filter(spare)].slice(0, AT_MOST);
  return ranked.filter((each) => chosen.includes(each));
}

function isTwist({ card, second }: Suggestion): boolean {
  return card.kind === 'twist' && !second;
}

/** All cards that are worth playing now, in the same order. */
export function rankCards(progress: InterviewProgress): Suggestion[] {
  const outlook = outlookOf(progress);
  const cards = progress.flow.cards
    .filter((card) => isWorthPlaying(card, outlook))
    .map((card) => ({
      card,
      second: false,
      worth: worthOf(card, outlook) + (card.kind === 'hint' ? FIRST.hint : 0),
      reason: reasonFor(card, outlook),
    }));
  const thin = thinAnswer(progress);
  const seconds =
    thin && hasTime(thin.card, progress) && isAffordable(thin.card, progress)
      ? [{ card: thin.card, second: true, worth: FIRST.second, reason: reasonForSecond(thin, outlook) }]
      : [];
  return [...seconds, ...cards].sort((a, b) => b.worth - a.worth);
}

function isWorthPlaying(card: Card, outlook: Outlook): boolean {
  const { progress, expected } = outlook;
  const { record, length } = progress;
  if (record.cards.some((played) => played.card === card.id) || !hasTime(card, progress)) return false;
  if (card.kind === 'hint') return record.hintAsked && isOfStep(card, progress);
  if (!isAffordable(card, progress) || !ruleHolds(card.when, progress, new Set(expected.keys()))) return false;
  if (card.kind === 'twist') return record.cards.filter(({ kind }) => kind === 'twist').length < TWISTS[length];
  return promptedBy(card).size === 0 || openSignals(card, outlook).length > 0;
}

function hasTime({ minutes }: Card, { remainingMs }: InterviewProgress): boolean {
  return minutes * 60_000 <= remainingMs;
}

/** Whoever asks for a hint gets one of the step, whether or not the rest of its rule holds. */
function isOfStep({ when: { steps } }: Card, { step }: InterviewProgress): boolean {
  return !steps || steps.includes(step);
}
