import type { Card } from './flow.schema.js';
import { isHeard, promptedBy, type InterviewProgress } from './interview.progress.js';

/** A card whose answer was thin, and how that is known. */
export interface ThinAnswer {
  card: Card;
  /** `weak`: a weak moment was noted; `missed`: what it asks for was marked missed; `silent`: nothing was noted. */
  sign: 'weak' | 'missed' | 'silent';
}

/** How long a reply may take before nothing noted means a thin answer. */
const REPLY_MS = 30_000;

/** After this, the talk has gone on to something else. */
const STALE_MS = 4 * 60_000;

/** The card that was played last in this step, if its answer was thin and its second probe is still to come. */
export function thinAnswer(progress: InterviewProgress): ThinAnswer | null {
  const { flow, record, elapsedMs } = progress;
  const last = record.cards.findLast(({ kind }) => kind !== 'hint');
  const since = record.steps.at(-1)?.enteredAt ?? 0;
  if (!last || last.second || last.t < since || elapsedMs - last.t > STALE_MS) return null;
  const card = flow.cards.find(({ id }) => id === last.card);
  if (!card?.second) return null;
  const sign = signOf(card, last.t, progress);
  return sign === null || (sign === 'silent' && elapsedMs - last.t < REPLY_MS) ? null : { card, sign };
}

/** What was noted last on a card since it was played; `null` where that is something strong. */
function signOf(card: Card, since: number, { record }: InterviewProgress): ThinAnswer['sign'] | null {
  const noted = [
    ...[...promptedBy(card)].flatMap((id) => {
      const mark = record.marks[id];
      return mark ? [{ t: mark.t, sign: isHeard(record, id) ? null : ('missed' as const) }] : [];
    }),
    ...record.moments
      .filter(({ competency }) => card.competencies.includes(competency))
      .map(({ t, side }) => ({ t, sign: side === 'strong' ? null : ('weak' as const) })),
  ].filter(({ t }) => t >= since);
  const latest = Math.max(...noted.map(({ t }) => t));
  const last = noted.filter(({ t }) => t === latest);
  if (last.length === 0) return 'silent';
  return last.some(({ sign }) => sign === null) ? null : (last[0]?.sign ?? null);
}
