import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';

const rowSchema = z.object({ account_id: z.uuid(), requested_at: z.date(), email: z.string() });
const endedSchema = z.tuple([z.array(rowSchema), z.number()]);

/** Deletions that are under way, and the rooms that are still to be gone through. */
@Injectable()
export class ErasureStore {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  async begin(manager: EntityManager, account: string, email: string, now: Date, nextAt: Date): Promise<void> {
    await manager.query('INSERT INTO erasure (account_id, requested_at, email, next_at) VALUES ($1, $2, $3, $4)', [
      account,
      now,
      email,
      nextAt,
    ]);
    await manager.query(
      'INSERT INTO erasure_room (account_id, room_id) SELECT account_id, room_id FROM room_peer WHERE account_id = $1',
      [account],
    );
  }

  async of(account: string): Promise<{ requestedAt: Date } | null> {
    const rows: unknown[] = await this.source.query('SELECT * FROM erasure WHERE account_id = $1', [account]);
    return rows[0] ? { requestedAt: rowSchema.parse(rows[0]).requested_at } : null;
  }

  async rooms(account: string): Promise<string[]> {
    const rows: unknown = await this.source.query('SELECT room_id FROM erasure_room WHERE account_id = $1', [account]);
    return z
      .array(z.object({ room_id: z.uuid() }))
      .parse(rows)
      .map((row) => row.room_id);
  }

  async roomDone(manager: EntityManager, account: string, room: string): Promise<void> {
    await manager.query('DELETE FROM erasure_room WHERE account_id = $1 AND room_id = $2', [account, room]);
  }

  async lookAgain(account: string, at: Date): Promise<void> {
    await this.source.query('UPDATE erasure SET next_at = $2 WHERE account_id = $1', [account, at]);
  }

  /** It is done; gives the address to tell. `null` where somebody else has ended it. */
  async end(manager: EntityManager, account: string): Promise<string | null> {
    const result: unknown = await manager.query('DELETE FROM erasure WHERE account_id = $1 RETURNING *', [account]);
    return endedSchema.parse(result)[0][0]?.email ?? null;
  }

  /** Deletions that should have gone on by now. */
  async due(now: Date): Promise<string[]> {
    const rows: unknown = await this.source.query(
      'SELECT account_id FROM erasure WHERE next_at <= $1 ORDER BY next_at LIMIT 20',
      [now],
    );
    return z
      .array(z.object({ account_id: z.uuid() }))
      .parse(rows)
      .map((row) => row.account_id);
  }
}
