import { findQuote } from './quote.js';
import type { Vignette } from './vignette.js';

/** What is wrong with a vignette, and where in it. */
export interface VignetteFault {
  /** Keys and indexes from the top. */
  path: readonly (string | number)[];
  /** Without a full stop. */
  message: string;
}

/** What the schema cannot see: every quote occurs in the answer, and no competency is scored twice. */
export function lintVignette({ answer, scores }: Vignette): VignetteFault[] {
  return scores.flatMap(({ competency, quote }, index) => [
    ...(findQuote(answer, quote)
      ? []
      : [{ path: ['scores', index, 'quote'], message: 'These words do not occur in the answer' }]),
    ...(scores.findIndex((other) => other.competency === competency) < index
      ? [{ path: ['scores', index, 'competency'], message: `${competency} is scored already` }]
      : []),
  ]);
}
