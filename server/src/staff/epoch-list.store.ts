import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { platformSchema, type Epoch, type RatingsOverview } from '#shared/contract/staff.js';

const PAST = 20;

const rowSchema = z
  .object({
    id: z.int(),
    reason: z.string(),
    state: z.enum(['running', 'current', 'past', 'failed']),
    started_at: z.date(),
    finished_at: z.date().nullable(),
    sheets: z.int(),
    sweeps: z.int(),
    last_change: z.number(),
    done: z.int(),
    total: z.int(),
  })
  .transform(({ started_at, finished_at, last_change: lastChange, done, total, ...row }): Epoch => ({
    ...row,
    lastChange,
    startedAt: started_at.getTime(),
    finishedAt: finished_at?.getTime() ?? null,
    progress: { done, total },
  }));

const COLUMNS = 'id, reason, state, started_at, finished_at, sheets, sweeps, last_change, done, total';

/** The epochs of the rating model, as its own part of the server writes them. */
@Injectable()
export class EpochListStore {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  async overview(): Promise<RatingsOverview> {
    const [live, past, platform, waiting, wished] = await Promise.all([
      this.epochs(`state IN ('current', 'running')`, 2),
      this.epochs(`state IN ('past', 'failed')`, PAST),
      this.platform(),
      this.waiting(),
      this.isWished(),
    ]);
    const find = (state: Epoch['state']) => live.find((epoch) => epoch.state === state) ?? null;
    return { current: find('current'), running: find('running'), platform, waiting, wished, past };
  }

  async isRunning(): Promise<boolean> {
    return (await this.epochs(`state = 'running'`, 1)).length > 0;
  }

  private async isWished(): Promise<boolean> {
    const rows: unknown = await this.source.query('SELECT wished FROM rating_state');
    return z.tuple([z.object({ wished: z.boolean() })]).parse(rows)[0].wished;
  }

  private async epochs(which: string, count: number): Promise<Epoch[]> {
    const rows: unknown = await this.source.query(
      `SELECT ${COLUMNS} FROM rating_epoch WHERE ${which} ORDER BY id DESC LIMIT $1`,
      [count],
    );
    return z.array(rowSchema).parse(rows);
  }

  private async platform(): Promise<RatingsOverview['platform']> {
    const rows: unknown = await this.source.query(`SELECT platform FROM rating_epoch WHERE state = 'current'`);
    return z.array(z.object({ platform: platformSchema.nullable() })).parse(rows)[0]?.platform ?? null;
  }

  private async waiting(): Promise<number> {
    const rows: unknown = await this.source.query(
      'SELECT count(*)::int AS n FROM counted_sheet WHERE added_batch IS NULL',
    );
    return z.tuple([z.object({ n: z.int() })]).parse(rows)[0].n;
  }
}
