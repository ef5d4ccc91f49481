import type { Competency } from '../interview/competency.js';
import type { Card, Signal } from './flow.schema.js';
import {
  budgetAhead,
  expectedSignals,
  isHeard,
  latestMoment,
  promptedBy,
  stepTimeLeft,
  type InterviewProgress,
} from './interview.progress.js';
import { stepsOf } from './steps.js';

/** Where a signal belongs: to the current step, to one before, or to one that is still to come. */
type Place = 'now' | 'earlier' | 'later';

/** What is known of a moment before cards are compared. */
export interface Outlook {
  progress: InterviewProgress;
  /** Signals that the level is expected to show, by id. */
  expected: ReadonlyMap<string, Signal & { place: Place }>;
  /** Rated competencies on which nothing was noted and no signal was heard, with what evidence on them is worth. */
  untouched: ReadonlyMap<Competency, number>;
  /** No step to come listens for this competency, and the current one is about to end. */
  isLastChance(competency: Competency): boolean;
  /** Signals that a card which was played already asked for. */
  probed: ReadonlySet<string>;
}

/** An expected signal that a card prompts and that has not been heard. */
export interface OpenSignal {
  signal: Signal;
  place: Place;
  missed: boolean;
  probed: boolean;
  worth: number;
}

/** From this little time left on, a step is about to end. */
const ENDING_MS = 180_000;

/** Points for a signal that could be revealed, by the step that it belongs to: one to come may still be raised alone. */
const SIGNAL: Record<Place, number> = { now: 8, earlier: 6, later: 3 };

/** More, where it was marked missed: the direct question comes next, and no twist. */
const MISSED: Record<Place, number> = { now: 16, earlier: 4, later: 4 };

/** Less, where a card asked for it and it was not heard. */
const PROBED = -2;

/** The share that counts of a signal which a card may reveal but is not meant for. */
const ASIDE = 0.5;

/** A reply shows one thing well, and rarely three: each further signal counts so much of the one before. */
const FURTHER = 0.5;

/** A twist tests what was said so far; a direct question reveals more of what was not. */
const BY_TWIST = 0.5;

/** Points for evidence on a competency that has none: while steps so far listened for it, before, and at the end. */
const EVIDENCE = { due: 10, early: 4, lastChance: 14 };

/** Points where a card takes up a weak moment of this step (`takesUpWeakness`); where it is made for that. */
const WEAK = { subject: 12, madeForIt: 24 };

/** Points for a card that builds on what was heard: the talk has got there. */
const BUILDS_ON: Record<Card['kind'], number> = { 'follow-up': 6, twist: 8, hint: 0 };

/** Points for each minute that a card would take from the steps to come. */
const MINUTE_OF_OTHERS = -4;

/** A card that takes more than this share of what the steps to come have is held back. */
const SHARE_OF_OTHERS = 1 / 3;

/** What the cards of a moment are compared by. */
export function outlookOf(progress: InterviewProgress): Outlook {
  const { flow, record } = progress;
  const current = flow.steps.findIndex(({ id }) => id === progress.step);
  const places = new Map(
    flow.steps.flatMap(({ signals }, at): [string, Place][] =>
      signals.map(({ id }) => [id, at === current ? 'now' : at < current ? 'earlier' : 'later']),
    ),
  );
  const signals = expectedSignals(progress).map((signal) => ({ ...signal, place: places.get(signal.id) ?? 'later' }));
  const isLastChance = lastChances(progress);
  const touched = new Set([
    ...record.moments.map(({ competency }) => competency),
    ...signals.filter(({ id }) => isHeard(record, id)).map(({ competency }) => competency),
  ]);
  const worth = (competency: Competency) => {
    if (isLastChance(competency)) return EVIDENCE.lastChance;
    const due = signals.some((signal) => signal.competency === competency && signal.place !== 'later');
    return due ? EVIDENCE.due : EVIDENCE.early;
  };
  return {
    progress,
    expected: new Map(signals.map((signal) => [signal.id, signal])),
    untouched: new Map(flow.exercises.filter((key) => !touched.has(key)).map((key) => [key, worth(key)])),
    isLastChance,
    probed: new Set(
      flow.cards
        .filter(({ id }) => record.cards.some(({ card }) => card === id))
        .flatMap((card) => [...promptedBy(card)]),
    ),
  };
}

function lastChances(progress: InterviewProgress): Outlook['isLastChance'] {
  if (stepTimeLeft(progress) > ENDING_MS) return () => false;
  const steps = stepsOf(progress.flow, progress.length);
  const ahead = steps.slice(steps.findIndex(({ id }) => id === progress.step) + 1).flatMap(({ signals }) => signals);
  const heardLater = new Set(
    ahead.filter(({ ladder }) => ladder[progress.level] !== undefined).map(({ competency }) => competency),
  );
  return (competency) => !heardLater.has(competency);
}

/** The signals that a card could still reveal, the most worthwhile first. */
export function openSignals(card: Card, { expected, probed, progress: { record } }: Outlook): OpenSignal[] {
  return [...promptedBy(card)]
    .flatMap((id) => expected.get(id) ?? [])
    .filter(({ id }) => !isHeard(record, id))
    .map((signal) => {
      const { id, place } = signal;
      const missed = record.marks[id]?.mark === 'missed';
      const asked = probed.has(id);
      const direct = missed && card.kind !== 'twist' ? MISSED[place] : 0;
      const points = SIGNAL[place] + direct + (asked ? PROBED : 0);
      const share = card.when.unheard && !card.when.unheard.includes(id) ? ASIDE : 1;
      return { signal, place, missed, probed: asked, worth: points * share };
    })
    .sort((a, b) => b.worth - a.worth);
}

/**
 * The competencies that a card is about: those of what it can still reveal; where it names no signals at all, those
 * under which it is shown.
 */
export function subjectsOf(card: Card, open: readonly OpenSignal[], { expected }: Outlook): Competency[] {
  const named = [...promptedBy(card)].some((id) => expected.has(id));
  return named ? [...new Set(open.map(({ signal }) => signal.competency))] : card.competencies;
}

/**
 * What a card is worth at a moment, in points: the signals that it could reveal, the best one counting most; evidence on
 * each of its competencies that has none; a weak moment that it takes up, or something heard that it builds on; less for
 * every minute that it would take from the steps to come.
 *
 * Marking a signal as heard takes from a card that prompts it the points for its competency's evidence, if it had none,
 * and some for the signal; from any other card at most the former. So such a card never passes another.
 */
export function worthOf(card: Card, outlook: Outlook): number {
  const open = openSignals(card, outlook);
  const subjects = subjectsOf(card, open, outlook);
  const signals = open.reduce((sum, { worth }, index) => sum + worth * FURTHER ** index, 0);
  return (
    signals * (card.kind === 'twist' ? BY_TWIST : 1) +
    subjects.reduce((sum, competency) => sum + (outlook.untouched.get(competency) ?? 0), 0) +
    weakness(card, open, outlook) +
    (card.when.heard && isDue(card, outlook) ? BUILDS_ON[card.kind] : 0) +
    minutesOfOthers(card, outlook.progress) * MINUTE_OF_OTHERS
  );
}

/** What belongs to steps to come alone waits for them, however well it would follow. */
function isDue(card: Card, { expected }: Outlook): boolean {
  const places = [...promptedBy(card)].flatMap((id) => expected.get(id)?.place ?? []);
  return places.length === 0 || places.some((place) => place !== 'later');
}

function weakness(card: Card, open: readonly OpenSignal[], outlook: Outlook): number {
  if (card.when.weakOn?.some((competency) => isWeak(competency, outlook))) return WEAK.madeForIt;
  return takesUpWeakness(card, open, outlook) ? WEAK.subject : 0;
}

/** Whether a card asks once more about what was weak in this step: no twist does, and no question of another step. */
export function takesUpWeakness(card: Card, open: readonly OpenSignal[], outlook: Outlook): boolean {
  if (card.kind === 'twist') return false;
  const here = open.filter(({ place }) => place === 'now').map(({ signal }) => signal.competency);
  const subjects = open.length > 0 ? here : subjectsOf(card, open, outlook);
  return subjects.some((competency) => isWeak(competency, outlook));
}

function isWeak(competency: Competency, { progress }: Outlook): boolean {
  return latestMoment(progress, competency)?.side === 'weak';
}

/** Whether a card leaves enough to the steps to come. */
export function isAffordable(card: Card, progress: InterviewProgress): boolean {
  return minutesOfOthers(card, progress) * 60_000 <= budgetAhead(progress) * SHARE_OF_OTHERS;
}

/** How many minutes the steps to come would be short of if a card were played now. */
function minutesOfOthers(card: Card, progress: InterviewProgress): number {
  return Math.max(0, card.minutes - stepTimeLeft(progress) / 60_000);
}
