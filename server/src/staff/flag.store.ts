import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import type { Flag } from '#shared/contract/staff.js';
import { signOf, standingOutSchema } from './flag.signs.js';

const personSchema = z.object({ id: z.uuid(), displayName: z.string() });
const rowSchema = z
  .object({
    id: z.string(),
    people: z.array(personSchema).min(1).max(2),
    flags: z.array(standingOutSchema),
    vignettes: z.int().nullable(),
    seen: z.boolean(),
    looked_at: z.date().nullable(),
    looked_by: personSchema.nullable(),
    note: z.string().nullable(),
  })
  .transform(({ flags, seen, looked_at: at, looked_by: by, note, ...row }): Flag => ({
    ...row,
    signs: flags.map(signOf),
    looked: seen && at ? { at: at.getTime(), by, note: note ?? '' } : null,
  }));

/**
 * What stands out in the current epoch: raters by themselves, and pairs. It counts as looked at as long as no sign has
 * come that was not there when somebody looked. Who is gone stands out no more.
 */
const STANDING = `
  WITH standing AS (
    SELECT 'rater_' || r.account_id AS id, ARRAY[r.account_id] AS members, r.vignettes,
           jsonb_path_query_array(r.flags, '$[*] ? (@.kind != "pair")') AS flags
    FROM rating_rater r JOIN rating_state s ON s.epoch = r.epoch
    WHERE r.flags <> '[]' AND jsonb_path_exists(r.flags, '$[*] ? (@.kind != "pair")')
    UNION ALL
    SELECT 'pair_' || p.a || '_' || p.b, ARRAY[p.a, p.b], NULL,
           jsonb_build_array(jsonb_build_object('kind', 'pair', 'effect', p.effect, 'sheets', p.sheets))
    FROM rating_pair p JOIN rating_state s ON s.epoch = p.epoch
  ),
  named AS (
    SELECT f.id, f.flags, f.vignettes, people.all AS people, l.at AS looked_at, l.note,
           CASE WHEN b.id IS NOT NULL THEN jsonb_build_object('id', b.id, 'displayName', b.display_name) END AS looked_by,
           l.flag IS NOT NULL AND NOT EXISTS (
             SELECT 1 FROM jsonb_array_elements(f.flags) AS sign WHERE sign->>'kind' <> ALL (l.signs)
           ) AS seen
    FROM standing f
    CROSS JOIN LATERAL (
      SELECT count(*) AS n, jsonb_agg(jsonb_build_object('id', a.id, 'displayName', a.display_name) ORDER BY a.id) AS all
      FROM account a WHERE a.id = ANY (f.members)
    ) AS people
    LEFT JOIN flag_look l ON l.flag = f.id
    LEFT JOIN account b ON b.id = l.account_id
    WHERE people.n = cardinality(f.members)
  )`;

export interface FlagCursor {
  seen: boolean;
  id: string;
}

/** Raters and pairs that stand out, and what staff found when they looked. */
@Injectable()
export class FlagStore {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  /** Those to look at first; one more than asked for where there are more. */
  async page(after: FlagCursor | null, size: number): Promise<Flag[]> {
    const rows: unknown = await this.source.query(
      `${STANDING} SELECT * FROM named WHERE $1::boolean IS NULL OR (seen, id) > ($1, $2) ORDER BY seen, id LIMIT $3`,
      [after?.seen ?? null, after?.id ?? null, size + 1],
    );
    return z.array(rowSchema).parse(rows);
  }

  async open(): Promise<number> {
    const rows: unknown = await this.source.query(`${STANDING} SELECT count(*)::int AS n FROM named WHERE NOT seen`);
    return z.tuple([z.object({ n: z.int() })]).parse(rows)[0].n;
  }

  async byId(id: string): Promise<Flag | null> {
    const rows: unknown[] = await this.source.query(`${STANDING} SELECT * FROM named WHERE id = $1`, [id]);
    return rows[0] ? rowSchema.parse(rows[0]) : null;
  }

  async look(
    manager: EntityManager,
    { id, signs }: Flag,
    { by, note, now }: { by: string; note: string; now: Date },
  ): Promise<void> {
    await manager.query(
      `INSERT INTO flag_look (flag, signs, note, at, account_id) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (flag) DO UPDATE SET signs = excluded.signs, note = excluded.note, at = excluded.at,
         account_id = excluded.account_id`,
      [id, signs.map(({ sign }) => sign), note, now, by],
    );
  }

  /** `false` where nobody had looked. */
  async reopen(manager: EntityManager, id: string): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      'WITH gone AS (DELETE FROM flag_look WHERE flag = $1 RETURNING flag) SELECT flag FROM gone',
      [id],
    );
    return rows.length === 1;
  }
}
