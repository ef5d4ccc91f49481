import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import {
  progressSchema,
  sessionRowSchema,
  type CompetencyProgress,
  type SessionRow,
} from '#shared/contract/progress.js';
import { COMPETENCIES, competencySchema } from '#shared/interview/competency.js';

const estimateRowSchema = z.object({
  competency: competencySchema,
  sheets: z.int(),
  raters: z.int(),
  shown: z.enum(['nothing', 'band', 'score']),
  estimate: z.number().nullable(),
  se: z.number().nullable(),
  unprompted: z.int(),
  after_card: z.int(),
  missed: z.int(),
  self: z.number().nullable(),
  self_sheets: z.int(),
  gap: z.object({ value: z.number(), se: z.number(), blind: z.boolean() }).nullable(),
});

const pointRowSchema = z.object({
  competency: competencySchema,
  at: z.date(),
  room_id: z.uuid(),
  round: z.union([z.literal(1), z.literal(2)]),
  raw: z.number(),
  estimate: z.number(),
  se: z.number(),
});

const summaryRowSchema = z.object({
  compiled_at: z.date(),
  sessions: z.int(),
  partners: z.int(),
  as_interviewer: z.object({
    sheets: z.int(),
    skills: z.array(progressSchema.shape.asInterviewer.shape.skills.element.pick({ skill: true, mean: true, n: true })),
  }),
  drill: z.object({ competency: competencySchema, reason: z.string() }).nullable(),
});

const NOTHING: Omit<CompetencyProgress, 'competency'> = {
  sheets: 0,
  raters: 0,
  shown: 'nothing',
  estimate: null,
  se: null,
  stands: null,
  explain: null,
  points: [],
  unprompted: 0,
  afterCard: 0,
  missed: 0,
  self: null,
  selfSheets: 0,
  gap: null,
};

const PAGE = 20;

/** Reads the compiled tables. */
@Injectable()
export class ProgressStore {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  async summary(account: string): Promise<z.infer<typeof summaryRowSchema> | null> {
    const rows: unknown[] = await this.source.query('SELECT * FROM progress_summary WHERE account_id = $1', [account]);
    return rows[0] ? summaryRowSchema.parse(rows[0]) : null;
  }

  /** All eight, with the points since a time. */
  async competencies(account: string, since: Date): Promise<CompetencyProgress[]> {
    const estimates = z
      .array(estimateRowSchema)
      .parse(await this.source.query('SELECT * FROM competency_estimate WHERE account_id = $1', [account]));
    const points = z
      .array(pointRowSchema)
      .parse(
        await this.source.query(
          'SELECT * FROM history_point WHERE account_id = $1 AND at >= $2 ORDER BY at, sheet_id',
          [account, since],
        ),
      );
    return COMPETENCIES.map((competency) => {
      const row = estimates.find((entry) => entry.competency === competency);
      if (!row) return { competency, ...NOTHING };
      const { after_card: afterCard, self_sheets: selfSheets, ...rest } = row;
      const mine = points.filter((point) => point.competency === competency);
      return {
        ...rest,
        afterCard,
        selfSheets,
        stands: null,
        explain: null,
        points: mine.map(({ at, room_id: room, round, raw, estimate, se }) => ({
          at: at.getTime(),
          room,
          round,
          raw,
          estimate,
          se,
        })),
      };
    });
  }

  /** Whether a room of this account was revealed and is not compiled yet. */
  async pending(account: string): Promise<boolean> {
    const rows: unknown[] = await this.source.query(
      `SELECT 1 FROM room_rating x JOIN room_peer p ON p.room_id = x.room_id
       WHERE p.account_id = $1 AND x.revealed_at IS NOT NULL AND x.compiled_at IS NULL LIMIT 1`,
      [account],
    );
    return rows.length > 0;
  }

  /** What candidates said of this account's feedback. */
  async usefulness(account: string): Promise<{ useful: number; notUseful: number }> {
    const rows: unknown[] = await this.source.query(
      `SELECT count(*) FILTER (WHERE f.useful)::int AS useful, count(*) FILTER (WHERE NOT f.useful)::int AS "notUseful"
       FROM feedback_mark f JOIN room_rating x ON x.room_id = f.room_id AND x.counts
       JOIN room_peer p ON p.room_id = f.room_id AND p.account_id = $1
       WHERE f.account_id <> $1`,
      [account],
    );
    return z.object({ useful: z.int(), notUseful: z.int() }).parse(rows[0]);
  }

  async countSessions(account: string): Promise<number> {
    const rows: unknown[] = await this.source.query('SELECT count(*)::int AS n FROM room_peer WHERE account_id = $1', [
      account,
    ]);
    return z.object({ n: z.int() }).parse(rows[0]).n;
  }

  /** Sessions, newest first, from a cursor `<epoch ms>_<room>` on. */
  async sessions(
    account: string,
    before: { at: Date; room: string } | null,
  ): Promise<{ rows: SessionRow[]; more: boolean }> {
    const rows: unknown = await this.source.query(
      `SELECT r.id AS room, extract(epoch FROM r.created_at)::float8 * 1000 AS at, r.track, r.level, r.length,
              jsonb_build_object('displayName', a.display_name, 'bot', a.bot) AS partner,
              CASE WHEN r.status = 'open' THEN 'open' ELSE r.close_reason END AS outcome,
              x.revealed_at IS NOT NULL AS revealed, coalesce(x.counts, NOT (a.bot OR me.bot)) AS counts, false AS disputed,
              CASE WHEN x.revealed_at IS NULL THEN NULL ELSE (
                SELECT avg((rating->>'score')::float8) FROM sheet s, jsonb_array_elements(s.content->'ratings') rating
                WHERE s.room_id = r.id AND s.kind = 'peer' AND s.about_id = $1 AND rating->>'score' IS NOT NULL
              ) END AS mean
       FROM room_peer p
       JOIN room r ON r.id = p.room_id
       JOIN room_peer o ON o.room_id = r.id AND o.account_id <> p.account_id
       JOIN account a ON a.id = o.account_id
       JOIN account me ON me.id = p.account_id
       LEFT JOIN room_rating x ON x.room_id = r.id
       WHERE p.account_id = $1 AND ($2::timestamptz IS NULL OR (r.created_at, r.id) < ($2, $3::uuid))
       ORDER BY r.created_at DESC, r.id DESC LIMIT ${PAGE + 1}`,
      [account, before?.at ?? null, before?.room ?? null],
    );
    const parsed = z.array(sessionRowSchema.extend({ at: z.number().transform(Math.floor) })).parse(rows);
    return { rows: parsed.slice(0, PAGE), more: parsed.length > PAGE };
  }
}
