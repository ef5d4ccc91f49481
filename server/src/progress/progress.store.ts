import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { historyPointSchema, type HistoryPoint } from '#shared/contract/progress.js';
import { COMPETENCIES, competencySchema, interviewerSkillSchema } from '#shared/interview/competency.js';
import { levelSchema, trackSchema } from '#shared/interview/track.js';
import { BANDS, SHOWN } from '#shared/rating/shown.js';
import { PreparedStatement } from '../database/prepared.statement.js';
import { boundOf, type Cursor } from './cursor.js';
import { drillRowSchema, ENDED_DRILLS, GOAL, goalRowSchema, OPEN_DRILL } from './drill.store.js';

const shown = z.enum(SHOWN);
const explanation = z.object({
  raw: z.number(),
  severity: z.number(),
  difficulty: z.number(),
  pair: z.number(),
  prior: z.number(),
  priorWeight: z.number(),
  competency: z.number(),
  deviation: z.number(),
});

const estimateOf = <K extends z.ZodType>(competency: K) =>
  z.object({
    competency,
    score: z.number(),
    se: z.number(),
    sheets: z.int(),
    raters: z.int(),
    shown,
    stands: z.enum(['strength', 'weakness']).nullable(),
    offset: z.number(),
    deviation: z.number(),
  });

const partOf = <K extends z.ZodType>(key: K) =>
  z.object({ key, sheets: z.int(), raters: z.int(), mean: z.number(), se: z.number() });

const rated = z.object({ shown, score: z.number(), se: z.number(), sheets: z.int(), raters: z.int() });

const candidateSchema = rated.extend({
  level: levelSchema,
  bands: z.object({ from: z.enum(BANDS), to: z.enum(BANDS) }),
  percentiles: z.object({ from: z.number(), to: z.number() }),
  explain: explanation,
  competencies: z.array(estimateOf(competencySchema)),
  by_track: z.array(partOf(trackSchema)),
  by_level: z.array(partOf(levelSchema)),
  raters_like: z.object({ harsh: z.int(), typical: z.int(), lenient: z.int() }),
});
export type CandidateRow = z.infer<typeof candidateSchema>;

const factsSchema = z.object({
  compiled_at: z.number(),
  sessions: z.int(),
  partners: z.int(),
  as_interviewer: z.object({
    sheets: z.int(),
    skills: z.array(z.object({ skill: interviewerSkillSchema, mean: z.number().nullable(), n: z.int() })),
  }),
  signals: z.array(
    z.object({ competency: competencySchema, unprompted: z.int(), afterCard: z.int(), missed: z.int() }),
  ),
  self: z.partialRecord(
    competencySchema,
    z.object({ n: z.int(), sum: z.number(), weighted: z.number(), share: z.number(), shareSquared: z.number() }),
  ),
});

const pointSchema = historyPointSchema.extend({ sheet: z.uuid() });
type PointRow = HistoryPoint & { sheet: string };

const endSchema = z.object({
  competency: competencySchema,
  at: z.number(),
  room: z.uuid(),
  round: z.union([z.literal(1), z.literal(2)]),
  raw: z.number(),
  score: z.number(),
  se: z.number(),
});
export type EndRow = z.infer<typeof endSchema>;

const numbersSchema = z.object({
  candidate: candidateSchema.nullable(),
  interviewer: rated.extend({ competencies: z.array(estimateOf(interviewerSkillSchema)) }).nullable(),
  rater: z
    .object({
      severity: z.number(),
      se: z.number(),
      sheets: z.int(),
      vignettes: z.int(),
      consistency: z.number().nullable(),
      spread: z.number().nullable(),
    })
    .nullable(),
  facts: factsSchema.nullable(),
  pending: z.boolean(),
  useful: z.int(),
  notUseful: z.int(),
  goal: goalRowSchema.nullable(),
  drill: drillRowSchema.nullable(),
  drilled: z.array(drillRowSchema),
});
/** All that is compiled of one person but for the single points. */
export type Numbers = z.infer<typeof numbersSchema>;

const EPOCH = '(SELECT epoch FROM rating_state)';
const MILLISECONDS = (column: string): string => `floor(extract(epoch FROM ${column}) * 1000)::float8`;

/** One statement, so that what it reads is of one moment and one epoch. */
const NUMBERS = new PreparedStatement(
  'progress-numbers',
  `
  SELECT
    (SELECT to_jsonb(c) FROM rating_candidate c
     WHERE c.epoch = ${EPOCH} AND c.role = 'candidate' AND c.account_id = $1) AS candidate,
    (SELECT to_jsonb(c) FROM rating_candidate c
     WHERE c.epoch = ${EPOCH} AND c.role = 'interviewer' AND c.account_id = $1) AS interviewer,
    (SELECT to_jsonb(r) FROM rating_rater r WHERE r.epoch = ${EPOCH} AND r.account_id = $1) AS rater,
    (SELECT to_jsonb(s) || jsonb_build_object('compiled_at', ${MILLISECONDS('s.compiled_at')})
     FROM progress_summary s WHERE s.account_id = $1) AS facts,
    EXISTS (
      SELECT 1 FROM room_rating x JOIN room_peer p ON p.room_id = x.room_id
      WHERE p.account_id = $1 AND NOT p.reported AND x.revealed_at IS NOT NULL AND x.compiled_at IS NULL
    ) AS pending,
    marks.useful, marks."notUseful",
    ${GOAL} AS goal, ${OPEN_DRILL} AS drill, ${ENDED_DRILLS} AS drilled
  FROM (
    SELECT count(*) FILTER (WHERE useful)::int AS useful, count(*) FILTER (WHERE NOT useful)::int AS "notUseful"
    FROM feedback_mark WHERE counts_for = $1
  ) AS marks`,
);

const POINTS = new PreparedStatement(
  'progress-points',
  `SELECT ${MILLISECONDS('at')} AS at, sheet_id AS sheet, room_id AS room, round, track, level, raw, score, se, scores
   FROM rating_point
   WHERE epoch = ${EPOCH} AND role = 'candidate' AND account_id = $1 AND at >= $2
     AND EXISTS (
       SELECT 1 FROM rating_candidate c
       WHERE c.epoch = ${EPOCH} AND c.role = 'candidate' AND c.account_id = $1 AND c.shown <> 'nothing'
     )
     AND (at, sheet_id) < ($3::timestamptz, $4::uuid)
   ORDER BY at DESC, sheet_id DESC LIMIT $5`,
);

/** Only the two: somebody with hundreds of sheets reads no more than somebody with two. */
const ENDS = new PreparedStatement(
  'progress-ends',
  `SELECT own.competency, ${MILLISECONDS('p.at')} AS at, p.room_id AS room, p.round, p.entry->'raw' AS raw,
          p.entry->'score' AS score, p.entry->'se' AS se
   FROM unnest($3::text[]) AS own (competency) CROSS JOIN LATERAL (
     (${endOf('ASC')}) UNION (${endOf('DESC')})
   ) AS p
   ORDER BY p.at, p.sheet_id`,
);

function endOf(order: 'ASC' | 'DESC'): string {
  return `
    SELECT at, sheet_id, room_id, round, jsonb_path_query_first(
      scores, '$[*] ? (@.competency == $own)', jsonb_build_object('own', own.competency)
    ) AS entry
    FROM rating_point
    WHERE epoch = ${EPOCH} AND role = 'candidate' AND account_id = $1 AND at >= $2
      AND scores @> jsonb_build_array(jsonb_build_object('competency', own.competency))
    ORDER BY at ${order}, sheet_id ${order} LIMIT 1`;
}

/** Reads what is compiled. */
@Injectable()
export class ProgressStore {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  async numbers(account: string): Promise<Numbers> {
    const rows = await NUMBERS.run(this.source, [account]);
    return numbersSchema.parse(rows[0]);
  }

  /** The first and the last sheet since a time that scored a competency, of each of the eight. */
  async ends(account: string, since: Date): Promise<EndRow[]> {
    return z.array(endSchema).parse(await ENDS.run(this.source, [account, since, COMPETENCIES]));
  }

  /** Points since a time, newest first, from behind a point on; none while the evidence carries nothing. */
  async points(
    account: string,
    { since, before, count }: { since: Date; before: Cursor | null; count: number },
  ): Promise<PointRow[]> {
    return z.array(pointSchema).parse(await POINTS.run(this.source, [account, since, ...boundOf(before), count]));
  }
}
