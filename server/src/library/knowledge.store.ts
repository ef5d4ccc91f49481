import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import type { FlowRef } from '#shared/flow/flow.schema.js';
import type { Meeting, Study } from '#shared/flow/knowledge.js';
import { PreparedStatement } from '../database/prepared.statement.js';

const studyRowSchema = z
  .object({
    account_id: z.uuid(),
    flow_id: z.string(),
    flow_version: z.int(),
    brief_opened_at: z.date(),
    attempts: z.int(),
    licensed_at: z.date().nullable(),
  })
  .transform((row) => ({
    account: row.account_id,
    attempts: row.attempts,
    flow: { id: row.flow_id, version: row.flow_version },
    briefOpenedAt: row.brief_opened_at.getTime(),
    licensedAt: row.licensed_at?.getTime() ?? null,
  }));
/** A study with how often its check was answered. */
export type StudyRow = Study & { account: string; attempts: number };

const meetingRowSchema = z
  .object({
    flow_id: z.string(),
    flow_version: z.int(),
    role: z.enum(['candidate', 'interviewer']),
    over: z.boolean(),
    briefed_at: z.date().nullable(),
    began_at: z.date().nullable(),
  })
  .transform((row): Meeting => ({
    flow: { id: row.flow_id, version: row.flow_version },
    role: row.role,
    over: row.over,
    briefedAt: row.briefed_at?.getTime() ?? null,
    beganAt: row.began_at?.getTime() ?? null,
  }));

/**
 * How far the rounds of peers p got that are in a room, by person, flow and seat, and whether the room is through. The
 * first entry of a room's log pins the flows; the condition on the others is that of the index `room_entry_round`.
 */
const landmarks = (peers: string): string => `
  SELECT account_id, pinned->'flow'->>'id' AS flow_id, (pinned->'flow'->>'version')::int AS flow_version, role, over,
         max(at) FILTER (WHERE type = 'briefingStarted') AS briefed_at,
         max(at) FILTER (
           WHERE type = 'interviewStarted' OR type = 'rehearsalStarted' AND role = 'candidate'
         ) AS began_at
  FROM (
    SELECT p.account_id, r.phase IN ('debrief', 'closed') AS over, e.at, event->>'type' AS type, round.pinned,
           CASE WHEN round.pinned->>'candidate' = p.seat THEN 'candidate' ELSE 'interviewer' END AS role
    FROM room_peer p
    JOIN account a ON a.id = p.account_id AND a.erased_at IS NULL
    JOIN room r ON r.id = p.room_id
    JOIN room_entry opened ON opened.room_id = p.room_id AND opened.seq = 1
    JOIN room_entry e ON e.room_id = p.room_id
      AND e.events @? '$[*] ? (@.type == "briefingStarted" || @.type == "interviewStarted" || @.type == "rehearsalStarted")'
    CROSS JOIN LATERAL jsonb_array_elements(e.events) AS event
    CROSS JOIN LATERAL (SELECT opened.events->0->'rounds'->((event->>'round')::int - 1) AS pinned) AS round
    WHERE ${peers} AND event->>'type' IN ('briefingStarted', 'interviewStarted', 'rehearsalStarted')
  ) AS landmark
  GROUP BY 1, 2, 3, 4, 5`;

/** Those that are written down, and those of the few rooms that are not yet. */
const MEETINGS = new PreparedStatement(
  'flow-meetings',
  `SELECT flow_id, flow_version, role, true AS over, briefed_at, began_at FROM flow_met WHERE account_id = $1
   UNION ALL
   SELECT flow_id, flow_version, role, over, briefed_at, began_at
   FROM (${landmarks('p.account_id = $1 AND NOT p.reported')}) AS live`,
);

/** In one order for all, so that nobody waits for each other. */
const WRITE_DOWN = `
  INSERT INTO flow_met AS m (account_id, flow_id, flow_version, role, briefed_at, began_at)
  SELECT account_id, flow_id, flow_version, role, max(briefed_at), max(began_at)
  FROM (${landmarks('p.room_id = ANY($1) AND p.reported')}) AS reported
  GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
  ON CONFLICT (account_id, flow_id, flow_version, role) DO UPDATE
    SET briefed_at = greatest(m.briefed_at, excluded.briefed_at), began_at = greatest(m.began_at, excluded.began_at)`;

/** What people have studied, and what they have met: kept here of rooms that are over, and read from the logs of the others. */
@Injectable()
export class KnowledgeStore {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  /** All studies of these accounts, in every version. */
  async studies(accounts: readonly string[], manager = this.source.manager): Promise<StudyRow[]> {
    return z
      .array(studyRowSchema)
      .parse(await manager.query('SELECT * FROM flow_study WHERE account_id = ANY($1)', [accounts]));
  }

  /** Whose whole text which of these accounts have read. */
  async read(accounts: readonly string[], manager = this.source.manager): Promise<{ account: string; flow: string }[]> {
    return z
      .array(z.object({ account: z.uuid(), flow: z.string() }))
      .parse(
        await manager.query(
          'SELECT account_id AS account, flow_id AS flow FROM flow_reader WHERE account_id = ANY($1)',
          [accounts],
        ),
      );
  }

  async addRead(manager: EntityManager, account: string, flow: string): Promise<void> {
    await manager.query('INSERT INTO flow_reader (account_id, flow_id) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      account,
      flow,
    ]);
  }

  async study(account: string, flow: FlowRef): Promise<StudyRow | null> {
    const rows: unknown[] = await this.source.query(
      'SELECT * FROM flow_study WHERE account_id = $1 AND flow_id = $2 AND flow_version = $3',
      [account, flow.id, flow.version],
    );
    return rows[0] ? studyRowSchema.parse(rows[0]) : null;
  }

  async meetings(account: string): Promise<Meeting[]> {
    return z.array(meetingRowSchema).parse(await MEETINGS.run(this.source, [account]));
  }

  /** What is met in these rooms is kept, as far as the rooms are written down. Repeatable. */
  async writeDown(manager: EntityManager, rooms: readonly string[]): Promise<void> {
    await manager.query(WRITE_DOWN, [rooms]);
  }

  /** One after the other until the end of the transaction: who opens a brief, and who chooses flows for them. */
  async lock(manager: EntityManager, accounts: readonly string[]): Promise<void> {
    for (const account of [...accounts].sort()) {
      await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 7))', [account]);
    }
  }

  /** The brief was opened; the first time is kept. */
  async open(manager: EntityManager, account: string, flow: FlowRef, now: Date): Promise<void> {
    await manager.query(
      `INSERT INTO flow_study (account_id, flow_id, flow_version, brief_opened_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING`,
      [account, flow.id, flow.version, now],
    );
  }

  /** The check was answered; the first time that it was passed is kept. */
  async answered(account: string, flow: FlowRef, passed: boolean, now: Date): Promise<StudyRow> {
    const rows: unknown[] = await this.source.query(
      `INSERT INTO flow_study AS s (account_id, flow_id, flow_version, brief_opened_at, attempts, licensed_at)
       VALUES ($1, $2, $3, $4, 1, $5)
       ON CONFLICT (account_id, flow_id, flow_version)
       DO UPDATE SET attempts = s.attempts + 1, licensed_at = coalesce(s.licensed_at, excluded.licensed_at)
       RETURNING *`,
      [account, flow.id, flow.version, now, passed ? now : null],
    );
    return studyRowSchema.parse(rows[0]);
  }
}
