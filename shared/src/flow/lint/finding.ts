/** What can be wrong with a flow. The documentation explains each (docs/flows.md), and a test holds the two together. */
export const FINDING_CODES = [
  'unreachable-card',
  'unreachable-answer',
  'repeated-id',
  'repeated-competency',
  'unknown-reference',
  'budget-sum',
  'stage-order',
  'long-script',
  'few-exemplars',
  'unprobed-competency',
  'unheard-competency',
  'level-without-signal',
  'signal-without-ladder',
  'no-hint',
  'hint-with-second',
  'no-second',
  'card-off-topic',
  'wrong-figure',
  'absent-figure',
  'broken-sum',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

/** Where in a file, as keys and indexes from its top. */
export type FindingPath = readonly (string | number)[];

/** A fault of a flow, and what to do about it. */
export interface Finding {
  /** `error`: the flow must not be used like this; `warning`: it would be better otherwise. */
  severity: 'error' | 'warning';
  code: FindingCode;
  path: FindingPath;
  /** What is wrong, without a full stop. */
  message: string;
  /** What to do, without a full stop. */
  fix: string;
}

/** What a check says of one place. */
type Said = [code: FindingCode, path: FindingPath, message: string, fix: string];

export function error(...[code, path, message, fix]: Said): Finding {
  return { severity: 'error', code, path, message, fix };
}

export function warning(...[code, path, message, fix]: Said): Finding {
  return { severity: 'warning', code, path, message, fix };
}

/** One error for each id that occurs a second time in a list. */
export function repeated(ids: readonly string[], pathOf: (index: number) => FindingPath): Finding[] {
  return ids.flatMap((id, index) =>
    ids.indexOf(id) < index
      ? [error('repeated-id', pathOf(index), `The id ${id} is taken`, 'Give this one an id of its own')]
      : [],
  );
}
