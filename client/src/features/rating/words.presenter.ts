import { type Overall, OVERALL } from '#shared/rating/sheet.js';
import type { SheetKind } from '#shared/room/state.js';

const LEDES: Record<SheetKind, string> = {
  self: 'Before you see anything: how did you do? The gap between this and what partners see is where you learn most.',
  peer: 'Rate what you saw and heard, not what you suppose. “Not seen” is an honest answer. A 1, 2 or 5 points at something.',
  interviewer: 'How did they carry the interview? It tells them what to do again, and counts for nothing else.',
};

const ALONE =
  'How did you do? Be as strict as somebody who heard you would be: what an interviewer listens for is shown to you next.';

/** What a sheet asks for, in a sentence or two; after a rehearsal nobody else has heard anything. */
export function ledeOf(kind: SheetKind, alone: boolean): string {
  return alone ? ALONE : LEDES[kind];
}

export const OVERALL_WORDS: Record<Overall, string> = {
  'strong-no': 'Strong no',
  no: 'No',
  yes: 'Yes',
  'strong-yes': 'Strong yes',
};

/** In the order in which they are offered. */
export const OVERALL_CHOICES = OVERALL.map((value) => ({ value, label: OVERALL_WORDS[value] }));

export const WORDS_HINTS: Record<SheetKind, { keep: string; change: string }> = {
  self: {
    keep: 'Something that worked, to do again.',
    change: 'The one thing you would do differently tomorrow.',
  },
  peer: {
    keep: 'Something they did, and what it led to. “You asked who acts on the score before choosing a metric.”',
    change: 'Something to do differently next time. “Name the cost of a false alarm before you quote AUC.”',
  },
  interviewer: {
    keep: 'Something they did as interviewer that helped you to show what you can.',
    change: 'Something that would have helped you more.',
  },
};
