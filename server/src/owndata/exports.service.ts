import { randomUUID } from 'node:crypto';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import { EXPORTS_A_DAY, type OwnExport, type OwnExports } from '#shared/contract/owndata.js';
import { Transaction } from '../database/transaction.js';
import { Refused } from '../http/refused.js';
import { JobQueue } from '../jobs/job.queue.js';
import { ExportStore, type ExportRow, type Run } from './export.store.js';

const DAY_MS = 24 * 60 * 60 * 1000;

/** A file to hand out. */
export interface Download {
  name: string;
  bytes: number;
  content: Readable;
}

/** Exports of one's own data: asked for, listed, handed out and deleted, by their owner alone. */
@Injectable()
export class ExportsService {
  constructor(
    private readonly store: ExportStore,
    private readonly transaction: Transaction,
    private readonly jobs: JobQueue,
  ) {}

  async list(account: string): Promise<OwnExports> {
    const now = new Date();
    const rows = await this.store.list(account, now);
    const counted = await this.transaction.run((tx) => this.store.requestedSince(tx.manager, account, dayBefore(now)));
    return { exports: rows.map(toOwnExport), nextAt: nextAt(counted) };
  }

  async request(account: string): Promise<OwnExport> {
    const id = randomUUID();
    return this.transaction.run(async (tx) => {
      const now = new Date();
      const next = nextAt(await this.store.requestedSince(tx.manager, account, dayBefore(now)));
      if (next !== null) {
        const retryAfterMs = next - now.getTime();
        throw new Refused(
          'RATE_LIMITED',
          `You have asked ${EXPORTS_A_DAY} times within a day. The next is for later.`,
          {
            retryAfterMs,
          },
        );
      }
      const row = await this.store.insert(tx.manager, id, account, now);
      if (!row) throw new Refused('CONFLICT', 'An export is being made already. Wait for it, or delete it first.');
      tx.afterCommit(() => this.jobs.add({ name: 'export-account', export: id }));
      return toOwnExport(row);
    });
  }

  async remove(account: string, id: string): Promise<void> {
    if (await this.transaction.run((tx) => this.store.remove(tx.manager, account, id))) return;
    throw noSuchExport();
  }

  /** The file, read piece by piece as fast as it is taken. */
  async download(account: string, id: string): Promise<Download> {
    const found = await this.store.ready(account, id, new Date());
    if (!found) throw noSuchExport();
    const content = createGunzip();
    // An error of the source ends what is read from it; who reads sees that it was cut off.
    pipeline(Readable.from(this.pieces(found)), content, () => undefined);
    const day = found.requestedAt.toISOString().slice(0, 10);
    return { name: `turnabout-data-${day}.json`, bytes: found.bytes, content };
  }

  private async *pieces(run: Run): AsyncGenerator<Buffer> {
    for (let n = 0; ; n++) {
      const piece = await this.store.piece(run, n);
      if (piece === null) return;
      yield piece;
    }
  }
}

function dayBefore(now: Date): Date {
  return new Date(now.getTime() - DAY_MS);
}

/** When there is room for one more, epoch milliseconds; `null` for now. */
function nextAt(counted: readonly Date[]): number | null {
  const oldest = counted.at(-EXPORTS_A_DAY);
  return oldest === undefined ? null : oldest.getTime() + DAY_MS;
}

function toOwnExport({ id, requested_at, state, done, total, bytes, expires_at }: ExportRow): OwnExport {
  return {
    id,
    requestedAt: requested_at.getTime(),
    state,
    done,
    total,
    bytes,
    expiresAt: expires_at?.getTime() ?? null,
  };
}

function noSuchExport(): Refused {
  return new Refused('NOT_FOUND', 'There is no such export.');
}
