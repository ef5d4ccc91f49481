import type { FindingCounts } from '#shared/contract/studio.js';
import { FINDING_MEANINGS } from '#shared/flow/lint/finding.meanings.js';
import type { LocatedFinding } from '#shared/flow/lint/lint-file.js';

/** How many are to be corrected and how many only looked at. */
export function countFindings(findings: readonly LocatedFinding[]): FindingCounts {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return { errors, warnings: findings.length - errors };
}

/** "2 errors, 1 warning", "Nothing to correct". */
export function countWords(counts: FindingCounts | null): string {
  if (counts === null) return 'Not checked yet';
  const parts = [
    ...(counts.errors > 0 ? [plural(counts.errors, 'error')] : []),
    ...(counts.warnings > 0 ? [plural(counts.warnings, 'warning')] : []),
  ];
  return parts.join(', ') || 'Nothing to correct';
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

export interface FindingLine {
  key: string;
  severity: 'error' | 'warning';
  code: string;
  line: number;
  column: number;
  /** A sentence. */
  message: string;
  /** A sentence. */
  fix: string;
  /** "Step open › Script", for somebody who does not think in paths. */
  where: string;
  /** What its code stands for. */
  explained: { title: string; text: string }[];
}

/** Errors before warnings, each in the order of the text. */
export function findingLines(findings: readonly LocatedFinding[]): FindingLine[] {
  return [...findings]
    .sort((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning') || a.line - b.line)
    .map((finding, index) => ({
      key: `${index} ${finding.code} ${finding.path.join('.')}`,
      severity: finding.severity,
      code: finding.code,
      line: finding.line,
      column: finding.column,
      message: sentence(finding.message),
      fix: sentence(finding.fix),
      where: finding.path.map((part) => (typeof part === 'number' ? `no. ${part + 1}` : part)).join(' › '),
      explained: [
        { title: 'What it means', text: FINDING_MEANINGS[finding.code].means },
        { title: 'How to mend it', text: FINDING_MEANINGS[finding.code].mend },
      ],
    }));
}

/** A sentence by what is said in it and what is to be typed, which stands between backticks. */
export function codeParts(text: string): { text: string; code: boolean }[] {
  return text
    .split('`')
    .map((part, index) => ({ text: part, code: index % 2 === 1 }))
    .filter((part) => part.text !== '');
}

function sentence(words: string): string {
  return /[.?!]$/.test(words) ? words : `${words}.`;
}

/** The stretch of a text to underline for a place: the quoted words, else to the end of its line. */
export function stretchOf(text: string, finding: Pick<LocatedFinding, 'line' | 'column' | 'quote'>): [number, number] {
  const lines = text.split('\n');
  const line = Math.min(finding.line, lines.length);
  const start = lines.slice(0, line - 1).reduce((sum, words) => sum + words.length + 1, 0);
  const words = lines[line - 1] ?? '';
  const from = start + Math.min(finding.column - 1, words.length);
  const end = start + words.trimEnd().length;
  const quoted = finding.quote && text.startsWith(finding.quote, from) ? from + finding.quote.length : end;
  return [Math.min(from, text.length), Math.min(Math.max(quoted, from + 1), text.length)];
}
