import { error, repeated, warning, type Finding } from './finding.js';
import type { Card, Flow, Signal } from './flow.schema.js';
import { signalsOf } from './steps.js';

/** What cards name exists, and each card can be played at some time. */
export function lintCards(flow: Flow): Finding[] {
  const { cards } = flow;
  return [
    ...repeated(
      cards.map(({ id }) => id),
      (index) => ['cards', index, 'id'],
    ),
    ...cards.flatMap((card, index) => [
      ...lintReferences(card, index, flow),
      ...lintReach(card, index, flow),
      ...lintKind(card, index),
      ...lintCompetency(card, index, flow),
    ]),
    ...(cards.some(({ kind }) => kind === 'hint')
      ? []
      : [warning(['cards'], 'There is no hint; a candidate who asks for one should get one')]),
  ];
}

function lintReferences({ when, signals }: Card, index: number, flow: Flow): Finding[] {
  const steps = flow.steps.map(({ id }) => id);
  const known = signalsOf(flow).map(({ id }) => id);
  const cards = flow.cards.map(({ id }) => id);
  const at = (key: string) => ['cards', index, 'when', key];
  return [
    ...unknown('step', when.steps, steps, at('steps')),
    ...unknown('signal', when.unheard, known, at('unheard')),
    ...unknown('signal', when.heard, known, at('heard')),
    ...unknown('signal', when.missed, known, at('missed')),
    ...unknown('signal', signals, known, ['cards', index, 'signals']),
    ...unknown('card', when.afterCard === undefined ? [] : [when.afterCard], cards, at('afterCard')),
  ];
}

function unknown(
  kind: string,
  named: readonly string[] = [],
  known: readonly string[],
  path: Finding['path'],
): Finding[] {
  return named.flatMap((id) => (known.includes(id) ? [] : [error(path, `There is no ${kind} ${id} in this flow`)]));
}

function lintReach(card: Card, index: number, flow: Flow): Finding[] {
  const { unheard, heard = [], missed, notBefore = 0, notAfter = 1 } = card.when;
  const path = ['cards', index, 'when'];
  const within = (ids: readonly string[] | undefined) => ids !== undefined && ids.every((id) => heard.includes(id));
  return [
    ...(notBefore > notAfter
      ? [error(path, 'It may be played neither before nor after: its times exclude each other')]
      : []),
    ...(within(unheard) || within(missed)
      ? [error(path, 'It can never be suggested: it waits for the same signals to be heard and not to be')]
      : []),
    ...(waitsForItself(card, flow)
      ? [error(path, 'It can never be suggested: the card that it follows waits for it')]
      : []),
    ...(unheard &&
    !unheard.some((id) =>
      isExpected(
        signalsOf(flow).find((signal) => signal.id === id),
        flow,
      ),
    )
      ? [error(path, 'It can never be suggested: no level of this flow expects the signals that it waits for')]
      : []),
  ];
}

function isExpected(signal: Signal | undefined, { levels }: Flow): boolean {
  return signal !== undefined && levels.some((level) => signal.ladder[level] !== undefined);
}

function waitsForItself(card: Card, { cards }: Flow): boolean {
  const seen = new Set<string>();
  let current: Card | undefined = card;
  while (current?.when.afterCard !== undefined && !seen.has(current.id)) {
    seen.add(current.id);
    const before: string = current.when.afterCard;
    current = cards.find(({ id }) => id === before);
  }
  return current !== undefined && seen.has(current.id);
}

function lintKind({ kind, second }: Card, index: number): Finding[] {
  if (kind === 'hint' && second !== undefined) {
    return [error(['cards', index, 'second'], 'A hint has no second probe; make it a hint of its own')];
  }
  return kind === 'follow-up' && second === undefined
    ? [warning(['cards', index], 'A follow-up without a second probe leaves a thin answer as it is')]
    : [];
}

function lintCompetency({ competencies }: Card, index: number, { exercises }: Flow): Finding[] {
  return competencies.some((competency) => exercises.includes(competency))
    ? []
    : [warning(['cards', index, 'competencies'], `The flow exercises none of ${competencies.join(', ')}`)];
}
