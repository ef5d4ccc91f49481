import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { sessionRowSchema, type SessionRow } from '#shared/contract/progress.js';
import type { Level, Track } from '#shared/interview/track.js';
import { PreparedStatement } from '../database/prepared.statement.js';
import { boundOf, type Cursor } from './cursor.js';

export interface SessionFilter {
  track?: Track | undefined;
  level?: Level | undefined;
  before: Cursor | null;
  count: number;
}

/** A cursor has whole milliseconds. */
const AT = `date_trunc('milliseconds', r.created_at)`;

/** Sessions of peers p as their rooms, ratings and sheets have them now. */
const LIVE = `
  SELECT p.account_id, r.id AS room_id, ${AT} AS at, r.track, r.level, r.length, o.account_id AS partner_id,
         CASE WHEN r.status = 'open' THEN 'open' ELSE r.close_reason END AS outcome,
         x.revealed_at IS NOT NULL AS revealed, coalesce(x.counts, NOT (a.bot OR me.bot)) AS counts,
         -- What somebody who is gone has rated is left out too, and was disputed by nobody.
         coalesce(mine.disputed AND a.erased_at IS NULL, false) AS disputed, mine.mean
  FROM room_peer p
  JOIN room r ON r.id = p.room_id
  JOIN room_peer o ON o.room_id = r.id AND o.account_id <> p.account_id
  JOIN account a ON a.id = o.account_id
  JOIN account me ON me.id = p.account_id AND me.erased_at IS NULL
  LEFT JOIN room_rating x ON x.room_id = r.id
  LEFT JOIN LATERAL (
    SELECT bool_or(s.excluded_at IS NOT NULL) AS disputed, avg((rating->>'score')::float8) AS mean
    FROM sheet s, jsonb_array_elements(s.content->'ratings') AS rating
    WHERE s.room_id = r.id AND s.kind = 'peer' AND s.about_id = p.account_id AND rating->>'score' IS NOT NULL
      AND x.revealed_at IS NOT NULL
  ) AS mine ON true`;

const COLUMNS =
  'account_id, room_id, at, track, level, length, partner_id, outcome, revealed, counts, disputed, mean' as const;

/** What of a list a page holds: $1 whose, $2 and $3 where it begins, $4 track, $5 level, $6 how many. */
const PAGE = `(at, room_id) < ($2::timestamptz, $3::uuid)
  AND ($4::text IS NULL OR track = $4) AND ($5::text IS NULL OR level = $5)
  ORDER BY at DESC, room_id DESC LIMIT $6`;

const LIST = new PreparedStatement(
  'session-list',
  `WITH live AS (${LIVE} WHERE p.account_id = $1 AND NOT p.reported),
   page AS (
     (SELECT ${COLUMNS} FROM session_report WHERE account_id = $1 AND ${PAGE})
     UNION ALL (SELECT ${COLUMNS} FROM live WHERE ${PAGE})
   )
   SELECT page.room_id AS room, floor(extract(epoch FROM page.at) * 1000)::float8 AS at, page.track, page.level,
          page.length, jsonb_build_object('displayName', a.display_name, 'bot', a.bot) AS partner, page.outcome,
          page.revealed, page.counts, page.disputed, page.mean
   FROM page JOIN account a ON a.id = page.partner_id
   ORDER BY page.at DESC, page.room_id DESC LIMIT $6`,
);

/** One's own sessions: those that are over from the table that they are written down in, the few others as they are. */
@Injectable()
export class SessionListStore {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  async count(account: string): Promise<number> {
    const rows: unknown[] = await this.source.query('SELECT count(*)::int AS n FROM room_peer WHERE account_id = $1', [
      account,
    ]);
    return z.object({ n: z.int() }).parse(rows[0]).n;
  }

  /** Newest first, from behind a session on. */
  async list(account: string, { track, level, before, count }: SessionFilter): Promise<SessionRow[]> {
    const values = [account, ...boundOf(before), track ?? null, level ?? null, count];
    return z.array(sessionRowSchema).parse(await LIST.run(this.source, values));
  }

  /** Write down those of these rooms that are closed and compiled; what was written before is replaced. */
  async report(manager: EntityManager, rooms: readonly string[]): Promise<void> {
    await manager.query(
      `WITH over AS (
         UPDATE room_peer p SET reported = true
         FROM room r, room_rating x
         WHERE p.room_id = ANY($1) AND r.id = p.room_id AND r.status = 'closed'
           AND x.room_id = p.room_id AND x.compiled_at IS NOT NULL
         RETURNING p.room_id, p.account_id
       )
       INSERT INTO session_report (${COLUMNS})
       SELECT live.* FROM (${LIVE} WHERE p.room_id = ANY($1)) AS live JOIN over USING (room_id, account_id)
       ON CONFLICT (account_id, at, room_id) DO UPDATE SET outcome = excluded.outcome, revealed = excluded.revealed,
         counts = excluded.counts, disputed = excluded.disputed, mean = excluded.mean`,
      [rooms],
    );
  }

  /** Rooms that are over and compiled, and not written down. */
  async unreported(): Promise<string[]> {
    const rows: unknown = await this.source.query(
      `SELECT DISTINCT p.room_id FROM room_peer p
       JOIN room r ON r.id = p.room_id AND r.status = 'closed'
       JOIN room_rating x ON x.room_id = p.room_id AND x.compiled_at IS NOT NULL
       WHERE NOT p.reported AND NOT p.open LIMIT 200`,
    );
    return z
      .array(z.object({ room_id: z.uuid() }))
      .parse(rows)
      .map(({ room_id }) => room_id);
  }
}
