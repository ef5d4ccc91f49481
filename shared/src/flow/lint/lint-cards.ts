import type { Card, Flow } from '../flow.schema.js';
import { signalsOf } from '../steps.js';
import { error, repeated, warning, type Finding, type FindingPath } from './finding.js';
import { lintReach } from './lint-reach.js';

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
      ...lintTopic(card, index, flow),
    ]),
    ...lintHints(flow),
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

function unknown(kind: string, named: readonly string[] = [], known: readonly string[], path: FindingPath): Finding[] {
  return named
    .filter((id) => !known.includes(id))
    .map((id) =>
      error('unknown-reference', path, `There is no ${kind} ${id} in this flow`, `Name a ${kind} that the flow has`),
    );
}

function lintKind({ kind, second }: Card, index: number): Finding[] {
  if (kind === 'hint' && second !== undefined) {
    const fix = 'Make it a hint of its own';
    return [error('hint-with-second', ['cards', index, 'second'], 'A hint has no second probe', fix)];
  }
  if (kind !== 'follow-up' || second !== undefined) return [];
  const message = 'A follow-up without a second probe leaves a thin answer as it is';
  return [warning('no-second', ['cards', index], message, 'Write the deeper question that follows a thin answer')];
}

function lintTopic({ competencies }: Card, index: number, { exercises }: Flow): Finding[] {
  if (competencies.some((competency) => exercises.includes(competency))) return [];
  const message = `The flow exercises none of ${competencies.join(', ')}`;
  const fix = 'Give the card a competency that is rated after this flow';
  return [warning('card-off-topic', ['cards', index, 'competencies'], message, fix)];
}

function lintHints({ cards }: Flow): Finding[] {
  if (cards.some(({ kind }) => kind === 'hint')) return [];
  return [warning('no-hint', ['cards'], 'There is no hint', 'Write one for a candidate who is stuck and asks')];
}
