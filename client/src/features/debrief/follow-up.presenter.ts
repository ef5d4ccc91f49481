import { DISPUTE_REASONS, type DisputeReason, type SheetFollowUp } from '#shared/contract/follow-up.js';
import { timeOf } from '../../ui/dates.js';

/** As the person who disputes reads them, and staff. */
export const REASON_WORDS: Record<DisputeReason, string> = {
  'not-said': 'It is not about what I said',
  unfair: 'It is unfair or rude',
  'wrong-thing': 'It rates the wrong thing',
  technical: 'Technical trouble got in the way',
  other: 'Something else',
};

const REASON_HINTS: Record<DisputeReason, string> = {
  'not-said': 'A score or its evidence names something that did not happen.',
  unfair: 'It judges the person and not the task, or is meant to hurt.',
  'wrong-thing': 'The evidence belongs to another competency, or the case was misread.',
  technical: 'What was said could not be heard or seen.',
  other: 'Say it in your own words below.',
};

export const REASON_CHOICES = DISPUTE_REASONS.map((value) => ({
  value,
  label: REASON_WORDS[value],
  hint: REASON_HINTS[value],
}));

export interface FollowUpWords {
  tone: 'neutral' | 'weak' | 'strong';
  text: string;
  /** What staff said with their decision. */
  note: string | null;
}

const inSentence = (words: string) => words.charAt(0).toLowerCase() + words.slice(1);
const dayOf = (at: number) => new Date(at).toLocaleDateString('en-GB', { day: 'numeric', month: 'long' });

/** What became of a sheet after it was opened, in a sentence; `null` where nothing has been disputed. */
export function disputeWords({ own, disputed, dispute }: SheetFollowUp, partner: string): FollowUpWords | null {
  if (disputed === null) return null;
  return own ? wordsForAuthor(disputed, partner) : wordsForDisputer(disputed, dispute);
}

function wordsForAuthor(disputed: NonNullable<SheetFollowUp['disputed']>, partner: string): FollowUpWords {
  const texts = {
    undecided: `${partner} disputes this rating. It is in nobody’s numbers until staff have looked at it. Why is between them and staff.`,
    'kept-out': `${partner} disputed this rating. Staff have looked at it: it stays out of the numbers.`,
    'counts-again': `${partner} disputed this rating. Staff have looked at it: it counts.`,
  };
  return { tone: 'neutral', text: texts[disputed], note: null };
}

function wordsForDisputer(
  disputed: NonNullable<SheetFollowUp['disputed']>,
  dispute: SheetFollowUp['dispute'],
): FollowUpWords {
  const since = dispute ? ` on ${dayOf(dispute.openedAt)}: ${inSentence(REASON_WORDS[dispute.reason])}` : '';
  const note = dispute?.note ?? null;
  if (disputed === 'undecided') {
    const text = `You disputed this rating${since}. It is in nobody’s numbers until staff have looked at it.`;
    return { tone: 'weak', text, note };
  }
  return disputed === 'kept-out'
    ? { tone: 'strong', text: 'Staff agree with you: this rating stays out of your numbers.', note }
    : { tone: 'neutral', text: 'Staff have looked at what you disputed: this rating counts.', note };
}

/** When a sheet was last corrected; empty where it was not. */
export function correctedWords({ correctedAt }: SheetFollowUp): string {
  return correctedAt === null ? '' : `Corrected at ${timeOf(correctedAt)} on ${dayOf(correctedAt)}`;
}

/** Until when something is possible: a time where that is today's business, else a day. */
export function untilWords(until: number, now: number): string {
  return until - now < 12 * 3_600_000 ? `until ${timeOf(until)}` : `until ${dayOf(until)}`;
}
