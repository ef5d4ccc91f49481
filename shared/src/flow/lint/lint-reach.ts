import type { Card, Flow, Signal } from '../flow.schema.js';
import { signalsOf } from '../steps.js';
import { error, type Finding } from './finding.js';

/** Why a card could never be suggested, by its rule alone. */
export function lintReach(card: Card, index: number, flow: Flow): Finding[] {
  return [...timesApart(card), ...heardAndNot(card), ...circle(card, flow), ...neverExpected(card, flow)].map(
    ([why, fix]) => error('unreachable-card', ['cards', index, 'when'], `It can never be suggested: ${why}`, fix),
  );
}

type Reason = [why: string, fix: string];

function timesApart({ when: { notBefore = 0, notAfter = 1 } }: Card): Reason[] {
  return notBefore > notAfter
    ? [[`${notBefore} of the time comes after ${notAfter}`, 'Let notBefore be smaller than notAfter']]
    : [];
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

function neverExpected({ when: { unheard } }: Card, flow: Flow): Reason[] {
  const signals = signalsOf(flow);
  const expected = (id: string) =>
    isExpected(
      signals.find((signal) => signal.id === id),
      flow,
    );
  return unheard && !unheard.some(expected)
    ? [['no level of this flow expects the signals that it waits for', 'Wait for signals that have a ladder']]
    : [];
}

function isExpected(signal: Signal | undefined, { levels }: Flow): boolean {
  return signal !== undefined && levels.some((level) => signal.ladder[level] !== undefined);
}
