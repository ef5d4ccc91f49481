import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';

const rowSchema = z.object({
  id: z.uuid(),
  recipient: z.string(),
  subject: z.string(),
  body: z.string(),
  created_at: z.date(),
});
export type MailRow = z.infer<typeof rowSchema>;

const claimedSchema = z.tuple([z.array(rowSchema.extend({ attempts: z.int() })), z.number()]);
export type ClaimedMail = z.infer<typeof claimedSchema>[0][number];

const countSchema = z.array(z.object({ n: z.coerce.number() })).length(1);

const COLUMNS = 'id, recipient, subject, body, created_at';
/** Between two tries: one minute, doubled each time up to about an hour. */
const BACKOFF = `interval '1 minute' * power(2, least(attempts, 6))`;
const MAX_ATTEMPTS = 12;

@Injectable()
export class MailStore {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  async insert(
    manager: EntityManager,
    mail: { id: string; recipient: string; kind: string; subject: string; body: string; forget: boolean; at: Date },
  ): Promise<void> {
    await manager.query(
      `INSERT INTO mail (id, recipient, kind, subject, body, forget, created_at, next_attempt_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $7)`,
      [mail.id, mail.recipient, mail.kind, mail.subject, mail.body, mail.forget, mail.at],
    );
  }

  /** How many of a kind somebody was written since then. */
  async countSince(manager: EntityManager, recipient: string, kind: string, since: Date): Promise<number> {
    const rows: unknown = await manager.query(
      'SELECT count(*) AS n FROM mail WHERE lower(recipient) = lower($1) AND kind = $2 AND created_at > $3',
      [recipient, kind, since],
    );
    return countSchema.parse(rows)[0]?.n ?? 0;
  }

  /** Take mails that are due: whoever gets a row tries it, everybody else leaves it alone until its next time. */
  async claimDue(now: Date, most: number, id?: string): Promise<ClaimedMail[]> {
    const result: unknown = await this.source.query(
      `UPDATE mail SET attempts = attempts + 1, next_attempt_at = $1::timestamptz + ${BACKOFF}
       WHERE id IN (
         SELECT id FROM mail
         WHERE sent_at IS NULL AND attempts < ${MAX_ATTEMPTS} AND next_attempt_at <= $1 AND ($3::uuid IS NULL OR id = $3)
           AND created_at > $1::timestamptz - interval '1 day'
         ORDER BY next_attempt_at LIMIT $2 FOR UPDATE SKIP LOCKED
       ) RETURNING ${COLUMNS}, attempts`,
      [now, most, id ?? null],
    );
    return claimedSchema.parse(result)[0];
  }

  /** Sent: its links are no longer needed here. */
  async markSent(id: string, at: Date): Promise<void> {
    await this.source.query(`UPDATE mail SET sent_at = $2, body = '' WHERE id = $1`, [id, at]);
    await this.source.query('DELETE FROM mail WHERE id = $1 AND forget', [id]);
  }

  async latest(recipient: string | undefined, most: number): Promise<MailRow[]> {
    const rows: unknown = await this.source.query(
      `SELECT ${COLUMNS} FROM mail WHERE $1::text IS NULL OR lower(recipient) = lower($1)
       ORDER BY created_at DESC, id LIMIT $2`,
      [recipient ?? null, most],
    );
    return z.array(rowSchema).parse(rows);
  }

  async removeTo(manager: EntityManager, recipient: string): Promise<void> {
    await manager.query('DELETE FROM mail WHERE lower(recipient) = lower($1)', [recipient]);
  }

  /** `forgetBefore`: of those that are not kept any longer than they must. */
  async removeBefore(time: Date, forgetBefore: Date): Promise<void> {
    await this.source.query('DELETE FROM mail WHERE created_at < $1 OR (forget AND created_at < $2)', [
      time,
      forgetBefore,
    ]);
  }
}
