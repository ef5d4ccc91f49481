import type { ReportRound } from '#shared/contract/report.js';
import type { Card, FlowScript, Step } from '#shared/flow/flow.schema.js';

export interface OpenedCard {
  id: string;
  kind: Card['kind'];
  say: string;
  second: string | null;
  good: string;
  /** It was drawn in the rehearsal. */
  drawn: boolean;
}

export interface OpenedStep {
  id: string;
  title: string;
  question: string;
  /** It was come to. */
  reached: boolean;
  /** What is expected at the candidate's level; what is not expected there is left out. */
  signals: { id: string; heard: string; expected: string }[];
  exemplars: Step['exemplars'] | null;
  cards: OpenedCard[];
}

/** The flow as its interviewer would have had it, step by step, beside what became of it. Each card stands once. */
export function openedSteps(flow: FlowScript, { steps, timeline, level }: ReportRound): OpenedStep[] {
  const walked = steps.flatMap(({ id }) => flow.steps.filter((step) => step.id === id));
  const homeOf = ({ when }: Card) => walked.find(({ id }) => when.steps?.includes(id) ?? true)?.id;
  const has = (id: string, ...kinds: string[]) => timeline.some((item) => item.id === id && kinds.includes(item.kind));
  return walked.map(({ id, title, question, signals, exemplars }) => ({
    id,
    title,
    question,
    reached: has(id, 'step'),
    signals: signals.flatMap((signal) => {
      const expected = signal.ladder[level];
      return expected ? [{ id: signal.id, heard: signal.heard, expected }] : [];
    }),
    exemplars: exemplars ?? null,
    cards: flow.cards
      .filter((card) => homeOf(card) === id)
      .map((card) => ({
        id: card.id,
        kind: card.kind,
        say: card.say,
        second: card.second ?? null,
        good: card.good,
        drawn: has(card.id, 'card', 'hint'),
      })),
  }));
}
