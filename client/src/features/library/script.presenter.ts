import type { FlowScript } from '#shared/flow/flow.schema.js';
import type { Card, Signal, Step } from '#shared/flow/flow.schema.js';
import { COMPETENCY_NAMES } from '#shared/interview/competency.js';
import { LEVEL_NAMES, LEVELS, type Level } from '#shared/interview/track.js';

/** A place in the document. `parts` stand inside it. */
export interface Place {
  /** Names it in the address, after the #. */
  id: string;
  title: string;
  parts: { id: string; title: string }[];
}

export const CARD_KINDS: readonly { kind: Card['kind']; id: string; title: string; note: string }[] = [
  { kind: 'follow-up', id: 'follow-ups', title: 'Follow-up cards', note: 'Probes for when something was left out.' },
  { kind: 'twist', id: 'twists', title: 'Twists', note: 'They change the world in the middle of the interview.' },
  { kind: 'hint', id: 'hints', title: 'Hints', note: 'For a candidate who is stuck and asks.' },
];

/** The table of contents. */
export function contentsOf(script: FlowScript): Place[] {
  const plain = (id: string, title: string): Place => ({ id, title, parts: [] });
  const kinds = CARD_KINDS.filter(({ kind }) => script.cards.some((card) => card.kind === kind));
  return [
    plain('prompt', 'What the candidate reads'),
    plain('brief', 'The brief'),
    plain('facts', 'Facts to give'),
    {
      id: 'steps',
      title: 'The steps',
      parts: script.steps.map((step, index) => ({ id: stepId(step), title: `${index + 1} ${step.title}` })),
    },
    { id: 'cards', title: 'The cards', parts: kinds.map(({ id, title }) => ({ id, title })) },
    ...(script.worked?.length ? [plain('figures', 'The figures')] : []),
  ];
}

export function stepId({ id }: Pick<Step, 'id'>): string {
  return `step-${id}`;
}

/** "6 minutes, 3 in the short interview". */
export function stepTime({ minutes }: Pick<Step, 'minutes'>): string {
  const full = `${minutes.full} ${minutes.full === 1 ? 'minute' : 'minutes'}`;
  return minutes.short === 0
    ? `${full}, left out of the short interview`
    : `${full}, ${minutes.short} in the short interview`;
}

/** What to listen for, with what it takes level by level; `null` where the level does not expect it. */
export interface SignalRow {
  id: string;
  heard: string;
  competency: string;
  ladder: { level: Level; name: string; text: string | null }[];
}

/** The signals of a step for one level, or for all that the flow fits. */
export function signalRows(signals: readonly Signal[], levels: readonly Level[], only: Level | null): SignalRow[] {
  const shown = LEVELS.filter((level) => levels.includes(level) && (only === null || level === only));
  return signals.map(({ id, heard, competency, ladder }) => ({
    id,
    heard,
    competency: COMPETENCY_NAMES[competency],
    ladder: shown.map((level) => ({ level, name: LEVEL_NAMES[level], text: ladder[level] ?? null })),
  }));
}

/** In which steps a card is suggested, by their titles; empty where in any. */
export function suggestedIn(card: Card, steps: readonly Pick<Step, 'id' | 'title'>[]): string {
  const titles = steps.filter(({ id }) => card.when.steps?.includes(id)).map(({ title }) => title);
  return new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(titles);
}
