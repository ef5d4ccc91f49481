import type { RoundRecord } from '#shared/room/state.js';

export interface Asked {
  key: string;
  kind: 'follow-up' | 'twist' | 'hint' | 'second';
  /** Said of what is no plain follow-up. */
  label: string | null;
  say: string;
  /** Milliseconds on the round's clock. */
  t: number;
}

const LABELS = { 'follow-up': null, twist: 'Something changes', hint: 'Hint', second: null } as const;

/** The twist that stands: put last of all, and no new question since. */
export function twistNow(record: RoundRecord): Asked | null {
  const [latest] = askedSoFar(record);
  const askedAt = record.steps.at(-1)?.enteredAt ?? 0;
  return latest?.kind === 'twist' && latest.t >= askedAt ? latest : null;
}

/** What was put to the candidate beside the questions, newest first. */
export function askedSoFar({ cards }: RoundRecord): Asked[] {
  const asked = cards.flatMap(({ card, kind, say, t, second }): Asked[] => [
    { key: card, kind, label: LABELS[kind], say, t },
    ...(second ? [{ key: `${card} second`, kind: 'second' as const, label: null, say: second.say, t: second.t }] : []),
  ]);
  return asked.sort((a, b) => b.t - a.t);
}
