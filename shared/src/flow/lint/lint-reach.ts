import { LENGTHS, type Length } from '../../interview/track.js';
import type { Card, Flow } from '../flow.schema.js';
import { promptedBy } from '../interview.progress.js';
import { signalsOf, stepsOf } from '../steps.js';
import { error, type Finding } from './finding.js';

type Reason = [why: string, fix: string];

/** Why a card could never be suggested, by its rule alone. */
export function lintReach(card: Card, index: number, flow: Flow): Finding[] {
  return [
    ...timesApart(card),
    ...timesElsewhere(card, flow),
    ...heardAndNot(card),
    ...circle(card, flow),
    ...tooLate(card, flow),
    ...neverExpected(card, flow),
    ...neverWeak(card, flow),
  ].map(([why, fix]) => error('unreachable-card', ['cards', index, 'when'], `It can never be suggested: ${why}`, fix));
}

function timesApart({ when: { notBefore = 0, notAfter = 1 } }: Card): Reason[] {
  return notBefore > notAfter
    ? [[`${notBefore} of the time comes after ${notAfter}`, 'Let notBefore be smaller than notAfter']]
    : [];
}

/** By the budgets, its steps are over before it may come, or begin after it; in a full and in a short interview. */
function timesElsewhere({ when: { steps, notBefore = 0, notAfter = 1 } }: Card, flow: Flow): Reason[] {
  const spans = LENGTHS.flatMap((length) => spansOf(flow, length)).filter(({ id }) => !steps || steps.includes(id));
  const meets = spans.some(({ from, to }) => from < notAfter && to > notBefore);
  return meets || spans.length === 0 || notBefore > notAfter
    ? []
    : [['its steps lie at another time of the interview', 'Change its steps, or notBefore and notAfter']];
}

/** Where in an interview each step lies by its budget, as shares of the whole. */
function spansOf(flow: Flow, length: Length): { id: string; from: number; to: number }[] {
  const steps = stepsOf(flow, length);
  const total = steps.reduce((sum, { minutes }) => sum + minutes[length], 0);
  let passed = 0;
  return steps.map(({ id, minutes }) => {
    const from = passed / total;
    passed += minutes[length];
    return { id, from, to: passed / total };
  });
}

function heardAndNot({ when: { unheard, heard = [], missed } }: Card): Reason[] {
  const within = (ids: readonly string[] | undefined) => ids !== undefined && ids.every((id) => heard.includes(id));
  return within(unheard) || within(missed)
    ? [['it waits for the same signals to be heard and not to be', 'Take them out of one of the two']]
    : [];
}

function circle(card: Card, { cards }: Flow): Reason[] {
  const seen = new Set<string>();
  let current: Card | undefined = card;
  while (current?.when.afterCard !== undefined && !seen.has(current.id)) {
    seen.add(current.id);
    const before: string = current.when.afterCard;
    current = cards.find(({ id }) => id === before);
  }
  return current !== undefined && seen.has(current.id)
    ? [['the card that it follows waits for it', 'Let one of them come without the other']]
    : [];
}

/** The card that it follows comes in later steps only. */
function tooLate({ when }: Card, flow: Flow): Reason[] {
  const before = flow.cards.find(({ id }) => id === when.afterCard);
  const order = (ids: readonly string[] = []) => ids.map((id) => flow.steps.findIndex((step) => step.id === id));
  const [first, last] = [Math.min(...order(before?.when.steps)), Math.max(...order(when.steps))];
  return before?.when.steps && when.steps && first > last
    ? [
        [
          `${before.id}, which it follows, comes in later steps`,
          'Let it follow a card of its own steps or earlier ones',
        ],
      ]
    : [];
}

function neverExpected(card: Card, flow: Flow): Reason[] {
  const expected = new Set(
    signalsOf(flow)
      .filter(({ ladder }) => flow.levels.some((level) => ladder[level] !== undefined))
      .map(({ id }) => id),
  );
  const none = (ids: readonly string[]) => ids.length > 0 && !ids.some((id) => expected.has(id));
  const fix = 'Name signals that have a ladder';
  if (none(card.when.unheard ?? [])) return [['no level of this flow expects the signals that it waits for', fix]];
  return card.kind === 'follow-up' && none([...promptedBy(card)])
    ? [['no level of this flow expects what it asks for', fix]]
    : [];
}

/** A moment is noted on what the flow exercises only. */
function neverWeak({ when: { weakOn } }: Card, { exercises }: Flow): Reason[] {
  return weakOn && !weakOn.some((competency) => exercises.includes(competency))
    ? [['moments are noted only on what the flow exercises', `Wait for a weak moment on ${exercises.join(', ')}`]]
    : [];
}
