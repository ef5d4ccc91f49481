import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { flowRefSchema } from '#shared/flow/flow.schema.js';
import { lengthSchema, levelSchema, trackSchema } from '#shared/interview/track.js';
import { SEATS } from '#shared/room/state.js';

const matchRowSchema = z.object({
  id: z.uuid(),
  status: z.enum(['proposed', 'made', 'lapsed']),
  track: trackSchema,
  level: levelSchema,
  length: lengthSchema,
  flows: z.tuple([flowRefSchema, flowRefSchema]),
  reasons: z.array(z.string()),
  expires_at: z.date(),
  room_id: z.uuid().nullable(),
});
export type MatchRow = z.infer<typeof matchRowSchema>;

const seatRowSchema = z.object({
  seat: z.enum(SEATS),
  ticket_id: z.uuid(),
  account_id: z.uuid(),
  accepted_at: z.date().nullable(),
});
export type MatchSeatRow = z.infer<typeof seatRowSchema>;

export interface NewMatch {
  id: string;
  track: string;
  level: string;
  length: string;
  flows: unknown;
  reasons: string[];
  now: Date;
  expiresAt: Date;
  seats: { A: { ticket: string; account: string }; B: { ticket: string; account: string } };
}

@Injectable()
export class MatchStore {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  async insert(manager: EntityManager, match: NewMatch): Promise<void> {
    await manager.query(
      `INSERT INTO match (id, status, track, level, length, flows, reasons, created_at, expires_at)
       VALUES ($1, 'proposed', $2, $3, $4, $5, $6, $7, $8)`,
      [
        match.id,
        match.track,
        match.level,
        match.length,
        JSON.stringify(match.flows),
        JSON.stringify(match.reasons),
        match.now,
        match.expiresAt,
      ],
    );
    for (const seat of SEATS) {
      const { ticket, account } = match.seats[seat];
      await manager.query('INSERT INTO match_seat (match_id, seat, ticket_id, account_id) VALUES ($1, $2, $3, $4)', [
        match.id,
        seat,
        ticket,
        account,
      ]);
    }
  }

  /** The match, locked until the end of the transaction. */
  async lock(manager: EntityManager, id: string): Promise<{ match: MatchRow; seats: MatchSeatRow[] } | null> {
    const rows: unknown[] = await manager.query('SELECT * FROM match WHERE id = $1 FOR UPDATE', [id]);
    return rows[0] ? { match: matchRowSchema.parse(rows[0]), seats: await this.seats(manager, id) } : null;
  }

  /** The live match of a ticket. */
  async ofTicket(ticket: string): Promise<{ match: MatchRow; seats: MatchSeatRow[] } | null> {
    const rows: unknown[] = await this.source.query(
      'SELECT m.* FROM match m JOIN match_seat s ON s.match_id = m.id WHERE s.ticket_id = $1 AND s.live',
      [ticket],
    );
    if (!rows[0]) return null;
    const match = matchRowSchema.parse(rows[0]);
    return { match, seats: await this.seats(this.source.manager, match.id) };
  }

  private async seats(manager: EntityManager, id: string): Promise<MatchSeatRow[]> {
    const rows: unknown[] = await manager.query(
      'SELECT seat, ticket_id, account_id, accepted_at FROM match_seat WHERE match_id = $1 ORDER BY seat',
      [id],
    );
    return z.array(seatRowSchema).parse(rows);
  }

  async accept(manager: EntityManager, match: string, account: string, now: Date): Promise<void> {
    await manager.query(
      'UPDATE match_seat SET accepted_at = coalesce(accepted_at, $3) WHERE match_id = $1 AND account_id = $2',
      [match, account, now],
    );
  }

  async made(manager: EntityManager, match: string, room: string): Promise<void> {
    await manager.query(`UPDATE match SET status = 'made', room_id = $2 WHERE id = $1`, [match, room]);
  }

  async lapse(manager: EntityManager, match: string): Promise<void> {
    await manager.query(`UPDATE match SET status = 'lapsed' WHERE id = $1`, [match]);
    await manager.query('UPDATE match_seat SET live = false WHERE match_id = $1', [match]);
  }

  /** Proposed matches whose time is up. */
  async due(now: Date): Promise<string[]> {
    const rows: unknown[] = await this.source.query(
      `SELECT id FROM match WHERE status = 'proposed' AND expires_at <= $1 LIMIT 200`,
      [now],
    );
    return z
      .array(z.object({ id: z.uuid() }))
      .parse(rows)
      .map((row) => row.id);
  }

  /** Whom somebody has met, latest first. */
  async recentPartners(account: string): Promise<string[]> {
    const rows: unknown[] = await this.source.query(
      `SELECT o.account_id AS partner
       FROM match_seat s JOIN match m ON m.id = s.match_id JOIN match_seat o ON o.match_id = m.id AND o.seat <> s.seat
       WHERE s.account_id = $1 AND m.status = 'made' ORDER BY m.created_at DESC LIMIT 200`,
      [account],
    );
    const past = z.array(z.object({ partner: z.uuid() })).parse(rows);
    return [...new Set(past.map(({ partner }) => partner))];
  }
}
