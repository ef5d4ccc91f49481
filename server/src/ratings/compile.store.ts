import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import type { CompiledHistory, CountedSheet, CountedSignals } from '#shared/rating/compile.js';
import { competencySchema } from '#shared/interview/competency.js';
import { sheetSchema } from '#shared/rating/sheet.js';

const countedRowSchema = z
  .object({
    id: z.uuid(),
    room_id: z.uuid(),
    round: z.union([z.literal(1), z.literal(2)]),
    kind: z.string(),
    content: z.unknown(),
    partner: z.uuid(),
    submitted_at: z.date(),
  })
  .transform(({ id, room_id: room, round, kind, content, partner, submitted_at }): CountedSheet => ({
    id,
    room,
    round,
    partner,
    at: submitted_at.getTime(),
    ...sheetSchema.parse({ kind, content }),
  }));

const coverageRowSchema = z.object({
  competency: competencySchema,
  unprompted: z.int(),
  afterCard: z.int(),
  missed: z.int(),
});

export interface CoverageRow extends CountedSignals {
  notReached: number;
}

/** Reads what is counted and writes the compiled tables, always inside the compile's transaction. */
@Injectable()
export class CompileStore {
  /** One compile a person at a time, until the transaction ends. */
  async lock(manager: EntityManager, account: string): Promise<void> {
    await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 4))', [account]);
  }

  /** Revealed, counted sheets about somebody; none of a rehearsal. */
  async counted(manager: EntityManager, account: string): Promise<CountedSheet[]> {
    const rows: unknown = await manager.query(
      `SELECT s.id, s.room_id, s.round, s.kind, s.content, s.submitted_at, o.account_id AS partner
       FROM sheet s
       JOIN room_rating x ON x.room_id = s.room_id AND x.counts AND x.revealed_at IS NOT NULL
         AND x.rehearsed IS DISTINCT FROM s.round
       JOIN room_peer o ON o.room_id = s.room_id AND o.account_id <> $1
       WHERE s.about_id = $1`,
      [account],
    );
    return z.array(countedRowSchema).parse(rows);
  }

  async signals(manager: EntityManager, account: string): Promise<CountedSignals[]> {
    const rows: unknown = await manager.query(
      `SELECT c.competency, c.unprompted, c.after_card AS "afterCard", c.missed
       FROM round_coverage c JOIN room_rating x ON x.room_id = c.room_id AND x.counts AND x.revealed_at IS NOT NULL
       WHERE c.account_id = $1`,
      [account],
    );
    return z.array(coverageRowSchema).parse(rows);
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
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (room_id, round, competency) DO UPDATE
         SET unprompted = excluded.unprompted, after_card = excluded.after_card,
             missed = excluded.missed, not_reached = excluded.not_reached`,
        [room, round, account, row.competency, row.unprompted, row.afterCard, row.missed, row.notReached],
      );
    }
  }

  /** Replace everything compiled for one person. */
  async write(manager: EntityManager, account: string, history: CompiledHistory, now: Date): Promise<void> {
    await manager.query('DELETE FROM competency_estimate WHERE account_id = $1', [account]);
    await manager.query('DELETE FROM history_point WHERE account_id = $1', [account]);
    for (const entry of history.competencies) {
      await manager.query(
        `INSERT INTO competency_estimate (account_id, competency, sheets, raters, shown, estimate, se, unprompted, after_card,
                                          missed, self, self_sheets, gap)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
        [
          account,
          entry.competency,
          entry.sheets,
          entry.raters,
          entry.shown,
          entry.estimate?.value ?? null,
          entry.estimate?.se ?? null,
          entry.unprompted,
          entry.afterCard,
          entry.missed,
          entry.self,
          entry.selfSheets,
          entry.gap && JSON.stringify(entry.gap),
        ],
      );
      for (const point of entry.points) {
        await manager.query(
          `INSERT INTO history_point (account_id, competency, sheet_id, room_id, round, at, raw, estimate, se)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
          [
            account,
            entry.competency,
            point.sheet,
            point.room,
            point.round,
            new Date(point.at),
            point.raw,
            point.value,
            point.se,
          ],
        );
      }
    }
    await manager.query(
      `INSERT INTO progress_summary (account_id, compiled_at, sessions, partners, as_interviewer, drill)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (account_id) DO UPDATE SET compiled_at = excluded.compiled_at, sessions = excluded.sessions,
         partners = excluded.partners, as_interviewer = excluded.as_interviewer, drill = excluded.drill`,
      [
        account,
        now,
        history.sessions,
        history.partners,
        JSON.stringify(history.asInterviewer),
        history.drill && JSON.stringify(history.drill),
      ],
    );
  }
}
