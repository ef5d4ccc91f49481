import type { RANGES } from '#shared/contract/progress.js';

export type Range = keyof typeof RANGES;

export const RANGE_CHOICES: readonly { value: Range; label: string }[] = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: 'all', label: 'All' },
];

/** The range inside a sentence. */
export function spanWords(range: Range): string {
  return range === 'all' ? 'since your first session' : `in the last ${range} days`;
}
