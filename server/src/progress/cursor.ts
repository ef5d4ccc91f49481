import { z } from 'zod';
import { Refused } from '../http/refused.js';

const cursorSchema = z.string().regex(/^\d{1,15}_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);

/** Where a page ends, `<epoch ms>_<id>`: what follows is older, or as old with a smaller id. */
export interface Cursor {
  at: Date;
  id: string;
}

/** @throws Refused where it is not the `next` of any page */
export function parseCursor(cursor: string | undefined): Cursor | null {
  if (cursor === undefined) return null;
  const parsed = cursorSchema.safeParse(cursor);
  const [at = '', id = ''] = parsed.data?.split('_') ?? [];
  const date = new Date(Number(at));
  if (!parsed.success || Number.isNaN(date.getTime())) {
    throw new Refused('BAD_REQUEST', '`before` must be the `next` of an earlier page.');
  }
  return { at: date, id };
}

/** What a row of the page is smaller than, as values of a statement: everything is, without a cursor. */
export function boundOf(cursor: Cursor | null): [at: Date | 'infinity', id: string] {
  return cursor ? [cursor.at, cursor.id] : ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];
}

/** A page of at most `size` rows out of one row more, and the cursor of the next. */
export function pageOf<T extends { at: number }>(
  rows: readonly T[],
  size: number,
  idOf: (row: T) => string,
): { rows: T[]; next: string | null } {
  const page = rows.slice(0, size);
  const last = page.at(-1);
  return { rows: page, next: rows.length > size && last ? `${last.at}_${idOf(last)}` : null };
}
