import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { competencySchema } from '#shared/interview/competency.js';
import type { CountedSignals, Facts, FactSheet } from '#shared/rating/facts.js';
import { sheetSchema } from '#shared/rating/sheet.js';
import type { FlowRef } from '#shared/flow/flow.schema.js';
import type { Level, Track } from '#shared/interview/track.js';

const factRowSchema = z
  .object({ room_id: z.uuid(), kind: z.string(), content: z.unknown(), partner: z.uuid() })
  .transform(({ room_id: room, kind, content, partner }): FactSheet => ({
    room,
    partner,
    ...sheetSchema.parse({ kind, content }),
  }));

const signalsRowSchema = z.object({
  competency: competencySchema,
  unprompted: z.int(),
  afterCard: z.int(),
  missed: z.int(),
});

export interface CoverageRow extends CountedSignals {
  notReached: number;
}

/** What of a room's log the ratings of one round need. */
export interface HeldRound {
  room: string;
  round: number;
  track: Track;
  flow: FlowRef;
  candidateLevel: Level;
  interviewerLevel: Level;
  endedAt: Date;
}

/** A compile that began before an account was deleted must not bring anything of it back. */
const STILL_THERE = 'erased_at IS NULL';

/** Facts of rooms and people that need no model; always inside the compile's transaction. */
@Injectable()
export class CompileStore {
  async hold(manager: EntityManager, held: HeldRound): Promise<void> {
    await manager.query(
      `INSERT INTO held_round (room_id, round, track, flow_id, flow_version, candidate_level, interviewer_level, ended_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
      [
        held.room,
        held.round,
        held.track,
        held.flow.id,
        held.flow.version,
        held.candidateLevel,
        held.interviewerLevel,
        held.endedAt,
      ],
    );
  }

  /** Revealed, counted sheets about somebody; none of a rehearsal, and none that was excluded. */
  async counted(manager: EntityManager, account: string): Promise<FactSheet[]> {
    const rows: unknown = await manager.query(
      `SELECT s.room_id, s.kind, s.content, o.account_id AS partner
       FROM sheet s
       JOIN room_rating x ON x.room_id = s.room_id AND x.counts AND x.revealed_at IS NOT NULL
         AND x.rehearsed IS DISTINCT FROM s.round
       JOIN room_peer o ON o.room_id = s.room_id AND o.account_id <> $1
       WHERE s.about_id = $1 AND s.excluded_at IS NULL`,
      [account],
    );
    return z.array(factRowSchema).parse(rows);
  }

  async signals(manager: EntityManager, account: string): Promise<CountedSignals[]> {
    const rows: unknown = await manager.query(
      `SELECT c.competency, c.unprompted, c.after_card AS "afterCard", c.missed
       FROM round_coverage c JOIN room_rating x ON x.room_id = c.room_id AND x.counts AND x.revealed_at IS NOT NULL
       WHERE c.account_id = $1`,
      [account],
    );
    return z.array(signalsRowSchema).parse(rows);
  }

  async writeCoverage(
    manager: EntityManager,
    room: string,
    round: number,
    account: string,
    rows: readonly CoverageRow[],
  ): Promise<void> {
    for (const row of rows) {
      await manager.query(
        `INSERT INTO round_coverage (room_id, round, account_id, competency, unprompted, after_card, missed, not_reached)
         SELECT $1, $2, id, $4, $5, $6, $7, $8 FROM account WHERE id = $3 AND ${STILL_THERE}
         ON CONFLICT (room_id, round, competency) DO UPDATE
         SET unprompted = excluded.unprompted, after_card = excluded.after_card,
             missed = excluded.missed, not_reached = excluded.not_reached`,
        [room, round, account, row.competency, row.unprompted, row.afterCard, row.missed, row.notReached],
      );
    }
  }

  async writeFacts(manager: EntityManager, account: string, facts: Facts, now: Date): Promise<void> {
    await manager.query(
      `INSERT INTO progress_summary (account_id, compiled_at, sessions, partners, as_interviewer, signals, self)
       SELECT id, $2, $3, $4, $5, $6, $7 FROM account WHERE id = $1 AND ${STILL_THERE}
       ON CONFLICT (account_id) DO UPDATE SET compiled_at = excluded.compiled_at, sessions = excluded.sessions,
         partners = excluded.partners, as_interviewer = excluded.as_interviewer, signals = excluded.signals,
         self = excluded.self, drill_at = NULL`,
      [
        account,
        now,
        facts.sessions,
        facts.partners,
        JSON.stringify(facts.asInterviewer),
        JSON.stringify(facts.signals),
        JSON.stringify(facts.self),
      ],
    );
  }
}
