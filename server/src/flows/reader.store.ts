import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';

@Injectable()
export class ReaderStore {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  async add(manager: EntityManager, account: string, flow: string): Promise<void> {
    await manager.query('INSERT INTO flow_reader (account_id, flow_id) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      account,
      flow,
    ]);
  }

  async of(account: string): Promise<string[]> {
    const rows: unknown = await this.source.query('SELECT flow_id FROM flow_reader WHERE account_id = $1', [account]);
    return z
      .array(z.object({ flow_id: z.string() }))
      .parse(rows)
      .map((row) => row.flow_id);
  }
}
