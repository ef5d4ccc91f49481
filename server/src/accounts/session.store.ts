import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { profileSchema } from '#shared/contract/account.js';

const heldSchema = z.object({
  id: z.uuid(),
  account_id: z.uuid(),
  created_at: z.date(),
  last_seen_at: z.date(),
  email: z.string(),
  display_name: z.string(),
  bot: z.boolean(),
  profile: profileSchema.nullable(),
  email_confirmed_at: z.date().nullable(),
});
/** A session with the account it belongs to. */
export type HeldSession = z.infer<typeof heldSchema>;

const listedSchema = z.object({ id: z.uuid(), created_at: z.date(), last_seen_at: z.date(), user_agent: z.string() });
export type ListedSession = z.infer<typeof listedSchema>;

const endedSchema = z.object({ id: z.uuid(), account_id: z.uuid() });
const deletedSchema = z.tuple([z.array(endedSchema), z.number()]);
export type EndedSession = z.infer<typeof endedSchema>;

@Injectable()
export class SessionStore {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  async insert(
    manager: EntityManager,
    session: { id: string; accountId: string; tokenHash: Buffer; userAgent: string; at: Date },
  ): Promise<void> {
    await manager.query(
      `INSERT INTO session (id, account_id, token_hash, user_agent, created_at, last_seen_at)
       VALUES ($1, $2, $3, $4, $5, $5)`,
      [session.id, session.accountId, session.tokenHash, session.userAgent, session.at],
    );
  }

  async byToken(tokenHash: Buffer): Promise<HeldSession | null> {
    const rows: unknown[] = await this.source.query(
      `SELECT s.id, s.account_id, s.created_at, s.last_seen_at,
              a.email, a.display_name, a.bot, a.profile, a.email_confirmed_at
       FROM session s JOIN account a ON a.id = s.account_id WHERE s.token_hash = $1`,
      [tokenHash],
    );
    return rows[0] === undefined ? null : heldSchema.parse(rows[0]);
  }

  async touch(id: string, at: Date): Promise<void> {
    await this.source.query('UPDATE session SET last_seen_at = $2 WHERE id = $1 AND last_seen_at < $2', [id, at]);
  }

  async ofAccount(accountId: string, seenSince: Date, createdSince: Date): Promise<ListedSession[]> {
    const rows: unknown = await this.source.query(
      `SELECT id, created_at, last_seen_at, user_agent FROM session
       WHERE account_id = $1 AND last_seen_at > $2 AND created_at > $3 ORDER BY last_seen_at DESC, id`,
      [accountId, seenSince, createdSince],
    );
    return z.array(listedSchema).parse(rows);
  }

  /** `false` where the account has no such session. */
  async remove(manager: EntityManager, accountId: string, id: string): Promise<boolean> {
    const result: unknown = await manager.query(
      'DELETE FROM session WHERE id = $1 AND account_id = $2 RETURNING id, account_id',
      [id, accountId],
    );
    return deletedSchema.parse(result)[1] > 0;
  }

  /** End whatever session a secret belongs to. */
  async removeByToken(manager: EntityManager, tokenHash: Buffer): Promise<EndedSession[]> {
    const result: unknown = await manager.query('DELETE FROM session WHERE token_hash = $1 RETURNING id, account_id', [
      tokenHash,
    ]);
    return deletedSchema.parse(result)[0];
  }

  async removeAll(manager: EntityManager, accountId: string): Promise<EndedSession[]> {
    const result: unknown = await manager.query('DELETE FROM session WHERE account_id = $1 RETURNING id, account_id', [
      accountId,
    ]);
    return deletedSchema.parse(result)[0];
  }

  /** End what somebody has beyond so many, seen longest ago first. */
  async removeBeyond(manager: EntityManager, accountId: string, most: number): Promise<EndedSession[]> {
    const result: unknown = await manager.query(
      `DELETE FROM session WHERE id IN (
         SELECT id FROM session WHERE account_id = $1 ORDER BY last_seen_at DESC, id OFFSET $2
       ) RETURNING id, account_id`,
      [accountId, most],
    );
    return deletedSchema.parse(result)[0];
  }

  async removeExpired(seenBefore: Date, createdBefore: Date): Promise<EndedSession[]> {
    const result: unknown = await this.source.query(
      'DELETE FROM session WHERE last_seen_at <= $1 OR created_at <= $2 RETURNING id, account_id',
      [seenBefore, createdBefore],
    );
    return deletedSchema.parse(result)[0];
  }
}
