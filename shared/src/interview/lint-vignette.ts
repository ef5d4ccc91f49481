import { findQuote } from './quote.js';
import type { Vignette } from './vignette.js';

/** What is wrong with a vignette, and where in it. */
export interface VignetteFault {
  /** Keys and indexes from the top. */
  path: readonly (string | number)[];
  /** What is wrong, without a full stop. */
  message: string;
  /** What to do, without a full stop. */
  fix: string;
}

/** What the schema cannot see: every quote occurs in the answer, and no competency is scored twice. */
export function lintVignette({ answer, scores }: Vignette): VignetteFault[] {
  return scores.flatMap(({ competency, quote }, index) => [
    ...(findQuote(answer, quote)
      ? []
      : [fault(index, 'quote', 'These words do not occur in the answer', 'Quote the answer word for word')]),
    ...(scores.findIndex((other) => other.competency === competency) < index
      ? [fault(index, 'competency', `${competency} is scored already`, 'Score each competency once')]
      : []),
  ]);
}

function fault(index: number, field: string, message: string, fix: string): VignetteFault {
  return { path: ['scores', index, field], message, fix };
}
