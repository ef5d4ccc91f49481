import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { profileSchema, type Profile } from '#shared/contract/account.js';
import { DELETED_NAME } from '#shared/room/forget.js';

const rowSchema = z.object({
  id: z.uuid(),
  email: z.string(),
  display_name: z.string(),
  password_hash: z.string(),
  bot: z.boolean(),
  profile: profileSchema.nullable(),
  email_confirmed_at: z.date().nullable(),
  created_at: z.date(),
});
export type AccountRow = z.infer<typeof rowSchema>;

/** What a sign-up chose. It belongs to the token of its own mail: whoever confirms gets what they typed themselves. */
export const credentialsSchema = z.object({ displayName: z.string(), passwordHash: z.string(), bot: z.boolean() });
export type Credentials = z.infer<typeof credentialsSchema>;

const COLUMNS = 'id, email, display_name, password_hash, bot, profile, email_confirmed_at, created_at';

@Injectable()
export class AccountStore {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  async byEmail(email: string, manager: EntityManager = this.source.manager): Promise<AccountRow | null> {
    return one(
      await manager.query(`SELECT ${COLUMNS} FROM account WHERE lower(email) = lower($1) AND erased_at IS NULL`, [
        email,
      ]),
    );
  }

  async byId(id: string, manager: EntityManager = this.source.manager): Promise<AccountRow | null> {
    return one(await manager.query(`SELECT ${COLUMNS} FROM account WHERE id = $1`, [id]));
  }

  async byIds(ids: readonly string[]): Promise<AccountRow[]> {
    const rows: unknown = await this.source.query(`SELECT ${COLUMNS} FROM account WHERE id = ANY($1)`, [ids]);
    return z.array(rowSchema).parse(rows);
  }

  /** `false` where the address is taken. */
  async insert(
    manager: EntityManager,
    account: { id: string; email: string; at: Date } & Credentials,
  ): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      `INSERT INTO account (id, email, display_name, password_hash, bot, created_at)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING id`,
      [account.id, account.email, account.displayName, account.passwordHash, account.bot, account.at],
    );
    return rows.length === 1;
  }

  async setCredentials(manager: EntityManager, id: string, chosen: Credentials): Promise<void> {
    await manager.query('UPDATE account SET display_name = $2, password_hash = $3, bot = $4 WHERE id = $1', [
      id,
      chosen.displayName,
      chosen.passwordHash,
      chosen.bot,
    ]);
  }

  async setPassword(manager: EntityManager, id: string, passwordHash: string): Promise<void> {
    await manager.query('UPDATE account SET password_hash = $2 WHERE id = $1', [id, passwordHash]);
  }

  async confirmEmail(manager: EntityManager, id: string, at: Date): Promise<void> {
    await manager.query('UPDATE account SET email_confirmed_at = $2 WHERE id = $1 AND email_confirmed_at IS NULL', [
      id,
      at,
    ]);
  }

  /** Nobody else changes the account until the transaction ends. */
  async lock(manager: EntityManager, id: string): Promise<AccountRow | null> {
    return one(
      await manager.query(`SELECT ${COLUMNS} FROM account WHERE id = $1 AND erased_at IS NULL FOR UPDATE`, [id]),
    );
  }

  /**
   * Delete an account with everything that goes with it, and put an empty one in its place for what stays. Of the old
   * one it has the id, which is a number made by chance, and whether it was a script. No sign-in or mail finds it.
   */
  async bury(manager: EntityManager, id: string, at: Date): Promise<void> {
    await manager.query('SET CONSTRAINTS ALL DEFERRED');
    const [rows]: [unknown, number] = await manager.query('DELETE FROM account WHERE id = $1 RETURNING bot', [id]);
    const [gone] = z.array(z.object({ bot: z.boolean() })).parse(rows);
    if (!gone) return;
    await manager.query(
      `INSERT INTO account (id, email, display_name, password_hash, bot, email_confirmed_at, created_at, erased_at)
       VALUES ($1, $2, $3, '', $4, $5, $5, $5)`,
      [id, `${id}@deleted.invalid`, DELETED_NAME, gone.bot, at],
    );
  }

  async removeUnconfirmed(createdBefore: Date): Promise<void> {
    await this.source.query('DELETE FROM account WHERE email_confirmed_at IS NULL AND created_at < $1', [
      createdBefore,
    ]);
  }

  async setProfile(
    manager: EntityManager,
    id: string,
    change: { displayName?: string; profile?: Profile },
  ): Promise<void> {
    await manager.query(
      'UPDATE account SET display_name = coalesce($2, display_name), profile = coalesce($3, profile) WHERE id = $1',
      [id, change.displayName ?? null, change.profile === undefined ? null : JSON.stringify(change.profile)],
    );
  }
}

function one(rows: unknown[]): AccountRow | null {
  return rows[0] === undefined ? null : rowSchema.parse(rows[0]);
}
