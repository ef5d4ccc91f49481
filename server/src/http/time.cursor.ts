import { z } from 'zod';
import { Refused } from './refused.js';

const cursorSchema = z.string().regex(/^\d{1,15}_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);

/** Where a page ends in a list that is ordered by a time, newest first, and by an id where two are of one moment. */
export interface TimeCursor {
  at: Date;
  id: string;
}

/** The cursor that a client gave back; `null` for the first page. */
export function cursorFrom(before: string | undefined): TimeCursor | null {
  if (before === undefined) return null;
  const parsed = cursorSchema.safeParse(before);
  if (!parsed.success) throw new Refused('BAD_REQUEST', '`before` must be the `next` of an earlier page.');
  const [at = '', id = ''] = parsed.data.split('_');
  return { at: new Date(Number(at)), id };
}

/** A page of at most `size` out of rows of which one more was read, and where the next one begins. */
export function pageOf<T>(
  rows: readonly T[],
  size: number,
  keyOf: (row: T) => { at: number; id: string },
): { rows: T[]; next: string | null } {
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  if (rows.length <= size || last === undefined) return { rows: shown, next: null };
  const { at, id } = keyOf(last);
  return { rows: shown, next: `${at}_${id}` };
}
