import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { scorePairSchema } from '#shared/contract/calibration.js';
import { trackSchema } from '#shared/interview/track.js';

const rowSchema = z.object({
  id: z.uuid(),
  account_id: z.uuid(),
  track: trackSchema,
  attempt: z.union([z.literal(1), z.literal(2)]),
  vignette: z.string(),
  version: z.int(),
  scores: z.array(scorePairSchema),
  rated_at: z.date(),
});
export type RatingRow = z.infer<typeof rowSchema>;

@Injectable()
export class CalibrationStore {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  /** Keep a rating for good; `false` where its id or its vignette was rated before. */
  async insert(manager: EntityManager, row: RatingRow): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      `INSERT INTO vignette_rating (id, account_id, track, attempt, vignette, version, scores, rated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING id`,
      [
        row.id,
        row.account_id,
        row.track,
        row.attempt,
        row.vignette,
        row.version,
        JSON.stringify(row.scores),
        row.rated_at,
      ],
    );
    return rows.length === 1;
  }

  async byId(id: string): Promise<RatingRow | null> {
    const rows: unknown[] = await this.source.query('SELECT * FROM vignette_rating WHERE id = $1', [id]);
    return rows[0] ? rowSchema.parse(rows[0]) : null;
  }

  /** All that somebody has rated, newest first: at most two sets of three a track. */
  async of(account: string): Promise<RatingRow[]> {
    const rows: unknown[] = await this.source.query(
      'SELECT * FROM vignette_rating WHERE account_id = $1 ORDER BY rated_at DESC, id',
      [account],
    );
    return z.array(rowSchema).parse(rows);
  }
}
