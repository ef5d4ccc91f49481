import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { credentialsSchema, type Credentials } from './account.store.js';

export type TokenPurpose = 'confirm' | 'reset';

const usedSchema = z.tuple([
  z.array(z.object({ account_id: z.uuid(), pending: credentialsSchema.nullable() })),
  z.number(),
]);
export type UsedToken = z.infer<typeof usedSchema>[0][number];

/** Tokens of mails, by their hash. */
@Injectable()
export class TokenStore {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  async insert(
    manager: EntityManager,
    token: { hash: Buffer; accountId: string; purpose: TokenPurpose; pending: Credentials | null; expiresAt: Date },
  ): Promise<void> {
    await manager.query(
      'INSERT INTO account_token (token_hash, account_id, purpose, pending, expires_at) VALUES ($1, $2, $3, $4, $5)',
      [
        token.hash,
        token.accountId,
        token.purpose,
        token.pending === null ? null : JSON.stringify(token.pending),
        token.expiresAt,
      ],
    );
  }

  /** Use a token up; `null` where there is no such token, or not any more. */
  async use(manager: EntityManager, hash: Buffer, purpose: TokenPurpose, now: Date): Promise<UsedToken | null> {
    const result: unknown = await manager.query(
      `DELETE FROM account_token WHERE token_hash = $1 AND purpose = $2 AND expires_at > $3
       RETURNING account_id, pending`,
      [hash, purpose, now],
    );
    return usedSchema.parse(result)[0][0] ?? null;
  }

  async removeAll(manager: EntityManager, accountId: string): Promise<void> {
    await manager.query('DELETE FROM account_token WHERE account_id = $1', [accountId]);
  }

  async removeExpired(now: Date): Promise<void> {
    await this.source.query('DELETE FROM account_token WHERE expires_at <= $1', [now]);
  }
}
