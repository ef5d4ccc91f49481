import type { Flow } from './flow.schema.js';

/** A question of the check as it is put: nothing in it tells the right option from the others. */
export interface PutQuestion {
  question: string;
  /** In the order to show; `option` names it in an answer. */
  options: { option: number; text: string }[];
}

/** One answered question: whether it was right, which option is, and why. */
export interface GradedQuestion {
  right: boolean;
  answer: number;
  because: string;
}

/**
 * The check of a flow as somebody is put it for the `attempt`-th time (from 0). The questions keep their order; their
 * options stand in an order of this person's own, and in another one than the last time.
 */
export function paperOf(checks: Flow['checks'], who: string, attempt: number): PutQuestion[] {
  return checks.map(({ question, options }) => {
    const order = options
      .map((text, option) => ({ option, text }))
      .sort((a, b) => scatter(`${who} ${question} ${a.text}`) - scatter(`${who} ${question} ${b.text}`));
    const turn = attempt % order.length;
    return { question, options: [...order.slice(turn), ...order.slice(0, turn)] };
  });
}

/** What answers are worth, in the order of the questions. Passed means that all are right; a missing one is wrong. */
export function gradeOf(
  checks: Flow['checks'],
  answers: readonly number[],
): { passed: boolean; results: GradedQuestion[] } {
  const results = checks.map(({ answer, because }, index) => ({ right: answers[index] === answer, answer, because }));
  return { passed: results.every(({ right }) => right), results };
}

/** A number in 0..2^32-1 from a text (FNV-1a). */
function scatter(text: string): number {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
  return hash >>> 0;
}
