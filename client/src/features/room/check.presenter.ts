import type { Flow } from '#shared/flow/flow.schema.js';

/** What was chosen for each question of a flow's check; null where nothing was yet. */
export type Chosen = readonly (number | null)[];

export interface CheckRow {
  question: string;
  options: readonly string[];
  chosen: number | null;
  /** Null until something was chosen. */
  right: boolean | null;
  because: string;
}

/** The check's questions with what was chosen so far. */
export function checkRows({ checks }: Flow, chosen: Chosen): CheckRow[] {
  return checks.map(({ question, options, answer, because }, index) => {
    const choice = chosen[index] ?? null;
    return { question, options, chosen: choice, right: choice === null ? null : choice === answer, because };
  });
}

/** All three are right by now. */
export function isPassed(rows: readonly CheckRow[]): boolean {
  return rows.every(({ right }) => right === true);
}
