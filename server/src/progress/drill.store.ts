import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { competencySchema, type Competency } from '#shared/interview/competency.js';
import { levelSchema, trackSchema } from '#shared/interview/track.js';
import { PreparedStatement } from '../database/prepared.statement.js';
import type { Evidence } from './drill.rule.js';

export interface Estimate {
  score: number;
  se: number;
}

const estimateOf = (score: number | null, se: number | null): Estimate | null =>
  score === null || se === null ? null : { score, se };

/** From a column, or from a row as JSON. */
const time = z.union([z.date(), z.iso.datetime({ offset: true })]).transform((value) => new Date(value).getTime());

export const goalRowSchema = z
  .object({
    competency: competencySchema,
    since: time,
    before_score: z.number().nullable(),
    before_se: z.number().nullable(),
    sheets: z.int(),
  })
  .transform(({ competency, since, sheets, before_score, before_se }) => ({
    competency,
    since,
    before: estimateOf(before_score, before_se),
    sheets,
  }));
export type GoalRow = z.infer<typeof goalRowSchema>;

export const drillRowSchema = z
  .object({
    id: z.uuid(),
    competency: competencySchema,
    reason: z.string(),
    flow_id: z.string().nullable(),
    since: time,
    from_at: time,
    until_at: time,
    before_score: z.number().nullable(),
    before_se: z.number().nullable(),
    after_score: z.number().nullable(),
    after_se: z.number().nullable(),
    sheets: z.int(),
  })
  .transform((row) => ({
    id: row.id,
    competency: row.competency,
    reason: row.reason,
    flow: row.flow_id,
    since: row.since,
    from: row.from_at,
    until: row.until_at,
    before: estimateOf(row.before_score, row.before_se),
    after: estimateOf(row.after_score, row.after_se),
    sheets: row.sheets,
  }));
export type DrillRow = z.infer<typeof drillRowSchema>;

export interface NewDrill {
  competency: Competency;
  reason: string;
  flow: string | null;
  since: Date;
  from: Date;
  until: Date;
  before: Estimate | null;
}

const circumstancesSchema = z.object({
  tracks: z.array(trackSchema).catch([]),
  level: levelSchema.nullable().catch(null),
  zone: z.string().nullable(),
  last: z.date().nullable(),
});
export type Circumstances = z.infer<typeof circumstancesSchema>;

/** Sheets p of $1 in the epoch that is read that scored a competency in rounds that were over after a moment. */
const scoredSince = (competency: string, since: string): string =>
  `p.epoch = (SELECT epoch FROM rating_state) AND p.role = 'candidate' AND p.account_id = $1 AND p.at > ${since}
    AND p.scores @> jsonb_build_array(jsonb_build_object('competency', ${competency}))`;

const evidenceSchema = z.object({
  rated: z.array(z.object({ at: z.number(), flow: z.string().nullable() })),
  awaiting: z.boolean(),
});

/** Ratings are open 48 hours after an interview at the latest; those that are not by now are waited for no more. */
const AWAITED = "interval '3 days'";
const EVIDENCE = new PreparedStatement(
  'drill-evidence',
  `
  SELECT (
    SELECT coalesce(jsonb_agg(
      jsonb_build_object('at', floor(extract(epoch FROM p.at) * 1000)::float8, 'flow', h.flow_id)
    ), '[]')
    FROM rating_point p LEFT JOIN held_round h ON h.room_id = p.room_id AND h.round = p.round
    WHERE ${scoredSince('$2::text', '$3::timestamptz')}
  ) AS rated, EXISTS (
    SELECT 1 FROM room_peer o JOIN room r ON r.id = o.room_id LEFT JOIN room_rating x ON x.room_id = r.id
    WHERE o.account_id = $1 AND NOT o.reported AND coalesce(r.closed_at > $3, true)
      AND x.compiled_at IS NULL AND coalesce(x.counts, true)
      AND (x.revealed_at IS NOT NULL OR r.created_at > now() - ${AWAITED})
  ) AS awaiting`,
);

/** What somebody's profile says; and their sessions that are written down are read by the newest, the few others all. */
const CIRCUMSTANCES = new PreparedStatement(
  'drill-circumstances',
  `SELECT a.profile->'tracks' AS tracks, a.profile->>'level' AS level, a.profile->>'timeZone' AS zone, greatest(
     (SELECT s.at FROM session_report s WHERE s.account_id = $1 AND s.counts ORDER BY s.at DESC LIMIT 1),
     (SELECT max(r.created_at) FROM room_peer p JOIN room r ON r.id = p.room_id
      JOIN room_rating x ON x.room_id = r.id AND x.counts WHERE p.account_id = $1 AND NOT p.reported)
   ) AS last
   FROM account a WHERE a.id = $1`,
);

const DRILLED_SHOWN = 5;

/** The goal of $1, the drill that is open, and those that ended, newest first: each one value of a statement. */
export const GOAL = `(
  SELECT to_jsonb(g) || jsonb_build_object('sheets', (
    SELECT count(*)::int FROM rating_point p WHERE ${scoredSince('g.competency', 'g.since')}
  ))
  FROM goal g WHERE g.account_id = $1
)`;
export const OPEN_DRILL = '(SELECT to_jsonb(d) FROM drill d WHERE d.account_id = $1 AND d.ended_at IS NULL)';
export const ENDED_DRILLS = `(
  SELECT coalesce(jsonb_agg(to_jsonb(d) ORDER BY d.since DESC), '[]') FROM (
    SELECT * FROM drill WHERE account_id = $1 AND ended_at IS NOT NULL ORDER BY since DESC LIMIT ${DRILLED_SHOWN}
  ) AS d
)`;

/** What people set out to get better at, and what was suggested to them. */
@Injectable()
export class DrillStore {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  /** One at a time a person, until the transaction ends. */
  async lock(manager: EntityManager, account: string): Promise<void> {
    await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 13))', [account]);
  }

  async setGoal(account: string, competency: Competency | null, before: Estimate | null, now: Date): Promise<void> {
    if (competency === null) {
      await this.source.query('DELETE FROM goal WHERE account_id = $1', [account]);
      return;
    }
    // The same once more is no new beginning.
    await this.source.query(
      `INSERT INTO goal AS g (account_id, competency, since, before_score, before_se) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (account_id) DO UPDATE SET competency = excluded.competency, since = excluded.since,
         before_score = excluded.before_score, before_se = excluded.before_se
       WHERE g.competency <> excluded.competency`,
      [account, competency, now, before?.score ?? null, before?.se ?? null],
    );
  }

  async open(manager: EntityManager, account: string): Promise<DrillRow | null> {
    const rows: unknown[] = await manager.query('SELECT * FROM drill WHERE account_id = $1 AND ended_at IS NULL', [
      account,
    ]);
    return rows[0] ? drillRowSchema.parse(rows[0]) : null;
  }

  /** What speaks for a drill of this competency being done, and whether more may come. */
  async evidence(manager: EntityManager, account: string, competency: Competency, since: number): Promise<Evidence> {
    const rows = await EVIDENCE.runIn(manager, [account, competency, new Date(since)]);
    return evidenceSchema.parse(rows[0]);
  }

  async end(
    manager: EntityManager,
    id: string,
    { after, sheets, now }: { after: Estimate | null; sheets: number; now: Date },
  ): Promise<void> {
    await manager.query(
      'UPDATE drill SET ended_at = $2, after_score = $3, after_se = $4, sheets = $5 WHERE id = $1 AND ended_at IS NULL',
      [id, now, after?.score ?? null, after?.se ?? null, sheets],
    );
  }

  /** It has lapsed: nothing came of it that could be told. */
  async forget(manager: EntityManager, id: string): Promise<void> {
    await manager.query('DELETE FROM drill WHERE id = $1 AND ended_at IS NULL', [id]);
  }

  async begin(manager: EntityManager, account: string, drill: NewDrill): Promise<void> {
    const { competency, reason, flow, since, from, until, before } = drill;
    await manager.query(
      `INSERT INTO drill (account_id, competency, reason, flow_id, since, from_at, until_at, before_score, before_se)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`,
      [account, competency, reason, flow, since, from, until, before?.score ?? null, before?.se ?? null],
    );
  }

  async changeFlow(manager: EntityManager, id: string, flow: string | null): Promise<void> {
    await manager.query('UPDATE drill SET flow_id = $2 WHERE id = $1', [id, flow]);
  }

  /** What somebody's profile says, and when their last session that counts was: not when it was rated or compiled. */
  async circumstances(account: string): Promise<Circumstances> {
    const rows = await CIRCUMSTANCES.run(this.source, [account]);
    return circumstancesSchema.parse(rows[0]);
  }

  /** Unless numbers were compiled since those that were thought about. */
  async thoughtAbout(manager: EntityManager, account: string, compiledAt: number, now: Date): Promise<void> {
    await manager.query(
      `UPDATE progress_summary SET drill_at = $3
       WHERE account_id = $1 AND date_trunc('milliseconds', compiled_at) = $2 AND drill_at IS NULL`,
      [account, new Date(compiledAt), now],
    );
  }

  /** Whose numbers were compiled before this moment, and no drill thought about since. */
  async unthought(before: Date): Promise<string[]> {
    const rows: unknown = await this.source.query(
      'SELECT account_id FROM progress_summary WHERE drill_at IS NULL AND compiled_at < $1 LIMIT 200',
      [before],
    );
    return z
      .array(z.object({ account_id: z.uuid() }))
      .parse(rows)
      .map(({ account_id }) => account_id);
  }
}
