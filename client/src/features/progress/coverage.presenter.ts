import type { CompetencyProgress } from '#shared/contract/progress.js';
import { COMPETENCY_NAMES, type Competency } from '#shared/interview/competency.js';

export interface CoverageRow {
  competency: Competency;
  name: string;
  unprompted: number;
  afterCard: number;
  missed: number;
  total: number;
  /** Percent said unasked; `null` where nothing was listened for. */
  percent: number | null;
}

/** Of the signals listened for, how they came, over all counted sessions. */
export function coverageRows(competencies: readonly CompetencyProgress[]): CoverageRow[] {
  return competencies.map(({ competency, unprompted, afterCard, missed }) => {
    const total = unprompted + afterCard + missed;
    const percent = total === 0 ? null : Math.round((100 * unprompted) / total);
    return { competency, name: COMPETENCY_NAMES[competency], unprompted, afterCard, missed, total, percent };
  });
}

/** What the bars say together. */
export function coverageSentence(rows: readonly CoverageRow[]): string {
  const sum = (key: 'unprompted' | 'total') => rows.reduce((all, row) => all + row[key], 0);
  const [unprompted, total] = [sum('unprompted'), sum('total')];
  if (total === 0) return 'No signal has been marked in your counted sessions yet.';
  return `Of ${total} signals that interviewers marked in all your counted sessions, ${unprompted} came before anybody asked.`;
}
