import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { ticketRequestSchema, type TicketRequest } from '#shared/contract/queue.js';
import { flowRefSchema } from '#shared/flow/flow.schema.js';
import { competencySchema } from '#shared/interview/competency.js';
import { levelSchema, type Track } from '#shared/interview/track.js';

/** What pairing needs to know of the person, as it was when they queued. */
export const ticketFactsSchema = z.object({
  bot: z.boolean(),
  displayName: z.string(),
  level: levelSchema,
  languages: z.array(z.string()).min(1),
  goals: z.array(competencySchema),
  seenFlows: z.array(z.string()),
  licences: z.array(flowRefSchema).default([]),
  recentPartners: z.array(z.string()),
});
export type TicketFacts = z.infer<typeof ticketFactsSchema>;

const LIVE = ['waiting', 'proposed'] as const;
const ticketRowSchema = z.object({
  id: z.uuid(),
  account_id: z.uuid(),
  status: z.enum([...LIVE, 'matched', 'cancelled', 'not-accepted', 'expired']),
  request: ticketRequestSchema,
  facts: ticketFactsSchema,
  enqueued_at: z.date(),
  heartbeat_at: z.date(),
  partner_declined: z.boolean(),
});
export type TicketRow = z.infer<typeof ticketRowSchema>;

const waitSchema = z.object({ median: z.coerce.number().nullable(), n: z.coerce.number() });

/** A ticket whose owner has not been heard of for this long is given up. */
const SILENT_MS = 90_000;
/** Only who was heard of within this time is proposed to anybody: nobody is kept waiting for a closed tab. */
const FRESH_MS = 30_000;
/** Matches of the last so many days tell the typical wait, from so many on. */
const WAIT_DAYS = 14;
const WAIT_LEAST = 5;

@Injectable()
export class TicketStore {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  /** Take a ticket; `false` where the account already has a live one. */
  async insert(ticket: {
    id: string;
    account: string;
    request: TicketRequest;
    facts: TicketFacts;
    now: Date;
  }): Promise<boolean> {
    const rows: unknown[] = await this.source.query(
      `INSERT INTO ticket (id, account_id, status, request, facts, enqueued_at, heartbeat_at)
       VALUES ($1, $2, 'waiting', $3, $4, $5, $5) ON CONFLICT DO NOTHING RETURNING id`,
      [ticket.id, ticket.account, JSON.stringify(ticket.request), JSON.stringify(ticket.facts), ticket.now],
    );
    return rows.length === 1;
  }

  /** The latest ticket of an account, whatever became of it. */
  async latest(account: string): Promise<TicketRow | null> {
    const rows: unknown[] = await this.source.query(
      'SELECT * FROM ticket WHERE account_id = $1 ORDER BY enqueued_at DESC LIMIT 1',
      [account],
    );
    return rows[0] ? ticketRowSchema.parse(rows[0]) : null;
  }

  async heartbeat(id: string, now: Date): Promise<void> {
    await this.source.query('UPDATE ticket SET heartbeat_at = $2 WHERE id = $1', [id, now]);
  }

  async cancelWaiting(account: string, now: Date): Promise<boolean> {
    const [rows]: [unknown[], number] = await this.source.query(
      `UPDATE ticket SET status = 'cancelled', ended_at = $2 WHERE account_id = $1 AND status = 'waiting' RETURNING id`,
      [account, now],
    );
    return rows.length > 0;
  }

  /** Nobody moves the live ticket of an account until the transaction ends; gives how it stands. */
  async lockLive(manager: EntityManager, account: string): Promise<'waiting' | 'proposed' | null> {
    const rows: unknown = await manager.query(
      `SELECT status FROM ticket WHERE account_id = $1 AND status IN ('waiting', 'proposed') FOR UPDATE`,
      [account],
    );
    return z.array(z.object({ status: z.enum(LIVE) })).parse(rows)[0]?.status ?? null;
  }

  /** All that wait. */
  async waiting(): Promise<TicketRow[]> {
    const rows: unknown = await this.source.query(
      `SELECT * FROM ticket WHERE status = 'waiting' ORDER BY enqueued_at LIMIT 1000`,
    );
    return z.array(ticketRowSchema).parse(rows);
  }

  /** Those to be paired, locked for it; without those that another matchmaker holds. */
  async claim(manager: EntityManager, now: Date): Promise<TicketRow[]> {
    const rows: unknown = await manager.query(
      `SELECT * FROM ticket WHERE status = 'waiting' AND heartbeat_at > $1
       ORDER BY enqueued_at LIMIT 1000 FOR UPDATE SKIP LOCKED`,
      [new Date(now.getTime() - FRESH_MS)],
    );
    return z.array(ticketRowSchema).parse(rows);
  }

  /** Give up tickets whose owners have gone; gives their accounts. */
  async expireSilent(now: Date): Promise<string[]> {
    const [rows]: [unknown, number] = await this.source.query(
      `UPDATE ticket SET status = 'expired', ended_at = $1
       WHERE status = 'waiting' AND heartbeat_at < $2 RETURNING account_id`,
      [now, new Date(now.getTime() - SILENT_MS)],
    );
    return z
      .array(z.object({ account_id: z.uuid() }))
      .parse(rows)
      .map((row) => row.account_id);
  }

  async move(
    manager: EntityManager,
    ids: string[],
    from: 'waiting' | 'proposed',
    to: TicketRow['status'],
    now: Date,
  ): Promise<number> {
    const ended = to === 'waiting' || to === 'proposed' ? null : now;
    const [rows]: [unknown[], number] = await manager.query(
      'UPDATE ticket SET status = $3, ended_at = $4 WHERE id = ANY($1) AND status = $2 RETURNING id',
      [ids, from, to, ended],
    );
    return rows.length;
  }

  /** Back into the queue, at the old place. */
  async keepPlace(manager: EntityManager, id: string): Promise<void> {
    await manager.query(
      `UPDATE ticket SET status = 'waiting', partner_declined = true WHERE id = $1 AND status = 'proposed'`,
      [id],
    );
  }

  /** Median wait of recent matches, by track; `null` where there were too few to say. */
  async typicalWait(tracks: readonly Track[], now: Date): Promise<{ median: number | null; n: number }> {
    const rows: unknown[] = await this.source.query(
      `SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM t.ended_at - t.enqueued_at) * 1000) AS median,
              count(*) AS n
       FROM ticket t JOIN match_seat s ON s.ticket_id = t.id AND s.live JOIN match m ON m.id = s.match_id
       WHERE t.status = 'matched' AND m.track = ANY($1) AND t.ended_at > $2 AND NOT (t.facts->>'bot')::boolean`,
      [tracks, new Date(now.getTime() - WAIT_DAYS * 86_400_000)],
    );
    const { median, n } = waitSchema.parse(rows[0]);
    return { median: n >= WAIT_LEAST ? median : null, n };
  }
}
