import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { sessionRowSchema, type SessionRow } from '#shared/contract/progress.js';
import type { Level, Track } from '#shared/interview/track.js';

export interface SessionFilter {
  track?: Track | undefined;
  level?: Level | undefined;
  before: { at: Date; id: string } | null;
  count: number;
}

/** One's own sessions. */
@Injectable()
export class SessionListStore {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  /** Newest first, from behind a session on. */
  async list(account: string, { track, level, before, count }: SessionFilter): Promise<SessionRow[]> {
    const rows: unknown = await this.source.query(
      `SELECT r.id AS room, floor(extract(epoch FROM r.created_at) * 1000)::float8 AS at, r.track, r.level, r.length,
              jsonb_build_object('displayName', a.display_name, 'bot', a.bot) AS partner,
              CASE WHEN r.status = 'open' THEN 'open' ELSE r.close_reason END AS outcome,
              x.revealed_at IS NOT NULL AS revealed, coalesce(x.counts, NOT (a.bot OR me.bot)) AS counts,
              coalesce(mine.disputed, false) AS disputed, mine.mean
       FROM room_peer p
       JOIN room r ON r.id = p.room_id
       JOIN room_peer o ON o.room_id = r.id AND o.account_id <> p.account_id
       JOIN account a ON a.id = o.account_id
       JOIN account me ON me.id = p.account_id
       LEFT JOIN room_rating x ON x.room_id = r.id
       LEFT JOIN LATERAL (
         SELECT bool_or(s.excluded_at IS NOT NULL) AS disputed, avg((rating->>'score')::float8) AS mean
         FROM sheet s, jsonb_array_elements(s.content->'ratings') AS rating
         WHERE s.room_id = r.id AND s.kind = 'peer' AND s.about_id = $1 AND rating->>'score' IS NOT NULL
           AND x.revealed_at IS NOT NULL
       ) AS mine ON true
       WHERE p.account_id = $1
         AND ($2::timestamptz IS NULL OR (date_trunc('milliseconds', r.created_at), r.id) < ($2, $3::uuid))
         AND ($4::text IS NULL OR r.track = $4) AND ($5::text IS NULL OR r.level = $5)
       ORDER BY date_trunc('milliseconds', r.created_at) DESC, r.id DESC LIMIT $6`,
      [account, before?.at ?? null, before?.id ?? null, track ?? null, level ?? null, count],
    );
    return z.array(sessionRowSchema).parse(rows);
  }
}
