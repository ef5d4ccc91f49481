import type { ReportRound, TimelineItem } from '#shared/contract/report.js';
import { STAGE_NAMES } from '#shared/flow/stage.times.js';
import { COMPETENCY_NAMES } from '#shared/interview/competency.js';

export interface StepBar {
  id: string;
  title: string;
  spentMs: number;
  budgetMs: number;
  /** Shares of the widest bar, 0 to 1. */
  spent: number;
  budget: number;
  over: boolean;
}

/** A step is over its budget from a tenth on: nobody stops in mid-sentence. */
const TOLERANCE = 1.1;

/** Time per step against its budget, all on one scale. */
export function stepBars(steps: ReportRound['steps']): StepBar[] {
  const widest = Math.max(1, ...steps.flatMap(({ spentMs, budgetMs }) => [spentMs, budgetMs]));
  return steps.map(({ id, title, spentMs, budgetMs }) => ({
    id,
    title,
    spentMs,
    budgetMs,
    spent: spentMs / widest,
    budget: budgetMs / widest,
    over: spentMs > budgetMs * TOLERANCE,
  }));
}

/** The stages of a design interview in the same way. */
export function stageBars(stages: ReportRound['stages']): StepBar[] {
  return stepBars(stages.map(({ stage, ...times }) => ({ id: stage, title: STAGE_NAMES[stage], ...times })));
}

/** What the bars say, in a sentence. */
export function stepSentence(bars: readonly StepBar[]): string {
  const over = bars.filter((bar) => bar.over).sort((a, b) => b.spentMs - b.budgetMs - (a.spentMs - a.budgetMs))[0];
  const skipped = bars.filter((bar) => bar.spentMs === 0);
  const parts = [
    over
      ? `“${over.title}” took longer than planned.`
      : skipped.length > 0
        ? 'No step ran over.'
        : 'Every step kept its time.',
    skipped.length === 1 ? `“${skipped[0]?.title}” was not reached.` : '',
    skipped.length > 1 ? `${skipped.length} steps were not reached.` : '',
  ];
  return parts.filter(Boolean).join(' ');
}

const KIND_WORDS: Record<TimelineItem['kind'], string> = {
  step: 'Step',
  card: 'Card',
  second: 'Second probe',
  fact: 'Fact',
  hint: 'Hint',
  signal: 'Signal',
  moment: 'Moment',
};

/** What kind of thing a line of the timeline is, and which competency it is about. */
export function kindWords({ kind, competency, side }: TimelineItem): string {
  const what = kind === 'moment' ? `${side === 'weak' ? 'Weak' : 'Strong'} moment` : KIND_WORDS[kind];
  return competency ? `${what} · ${COMPETENCY_NAMES[competency]}` : what;
}
