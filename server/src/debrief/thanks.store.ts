import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { z } from 'zod';

/** Thanks that were said when the room was closed already. */
@Injectable()
export class ThanksStore {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  /** `false` where they were said before. */
  async insert(room: string, account: string, now: Date): Promise<boolean> {
    const rows: unknown[] = await this.source.query(
      'INSERT INTO room_thanks (room_id, account_id, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING room_id',
      [room, account, now],
    );
    return rows.length === 1;
  }

  /** Who has said them, and when. */
  async of(room: string): Promise<{ account: string; at: number }[]> {
    const rows: unknown = await this.source.query('SELECT account_id, at FROM room_thanks WHERE room_id = $1', [room]);
    return z
      .array(z.object({ account_id: z.uuid(), at: z.date() }))
      .parse(rows)
      .map(({ account_id: account, at }) => ({ account, at: at.getTime() }));
  }
}
