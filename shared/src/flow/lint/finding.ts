/** What can be wrong with a flow. The documentation explains each (docs/flows.md), and a test holds the two together. */
export const FINDING_CODES = [
  'unreadable',
  'missing-field',
  'unknown-field',
  'invalid-value',
  'few-facts',
  'few-cards',
  'few-twists',
  'few-exemplars',
  'long-brief',
  'unreachable-card',
  'unreachable-answer',
  'telling-length',
  'misplaced-file',
  'no-rubric',
  'repeated-id',
  'repeated-competency',
  'unknown-reference',
  'budget-sum',
  'stage-order',
  'long-script',
  'unprobed-competency',
  'unheard-competency',
  'level-without-signal',
  'signal-without-ladder',
  'no-hint',
  'hint-with-second',
  'no-second',
  'leaked-words',
  'leaked-term',
  'leaked-figure',
  'near-duplicate',
  'idiom',
  'hard-to-say',
  'card-off-topic',
  'wrong-figure',
  'absent-figure',
  'broken-sum',
  'no-worked',
  'unworked-figure',
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
  /** The words below `path` that it is about, where it is about some words alone. */
  quote?: string;
}

/** What a check says of one place. */
type Said = [code: FindingCode, path: FindingPath, message: string, fix: string, quote?: string];

export function error(...said: Said): Finding {
  return finding('error', said);
}

export function warning(...said: Said): Finding {
  return finding('warning', said);
}

function finding(severity: Finding['severity'], [code, path, message, fix, quote]: Said): Finding {
  return { severity, code, path, message, fix, ...(quote === undefined ? {} : { quote }) };
}

/** One error for each id that occurs a second time in a list. */
export function repeated(ids: readonly string[], pathOf: (index: number) => FindingPath): Finding[] {
  return ids.flatMap((id, index) =>
    ids.indexOf(id) < index
      ? [error('repeated-id', pathOf(index), `The id ${id} is taken`, 'Give this one an id of its own')]
      : [],
  );
}
