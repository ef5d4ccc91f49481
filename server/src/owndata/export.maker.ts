import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import { EXPORT_DAYS } from '#shared/contract/owndata.js';
import { Transaction } from '../database/transaction.js';
import { ExportFileWriter } from './export.file.js';
import { ExportStore, type Run } from './export.store.js';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Pieces are at least so large, but for the last. */
const PIECE_BYTES = 256 * 1024;
/** Progress is written at most this often. */
const BEAT_MS = 400;
/** Begun so often without an end, an export is given up. */
const MAX_TRIES = 5;

/** Another has taken over, or the export is not wanted any more. */
class Overtaken extends Error {}

/** Makes exports: read room by room, compressed, and kept in pieces. */
@Injectable()
export class ExportMaker {
  constructor(
    private readonly store: ExportStore,
    private readonly file: ExportFileWriter,
    private readonly transaction: Transaction,
  ) {}

  /** Does nothing where somebody else is at it, or it is done. */
  async make(id: string): Promise<void> {
    const run: Run = { export: id, run: randomUUID() };
    const claimed = await this.store.claim(run, new Date());
    if (!claimed) return;
    if (claimed.tries > MAX_TRIES) return this.store.breakOff(run, 'failed');
    try {
      const bytes = await this.write(run, claimed.account);
      const expiresAt = new Date(Date.now() + EXPORT_DAYS * DAY_MS);
      await this.transaction.run((tx) => this.store.finish(tx.manager, run, bytes, expiresAt));
    } catch (error) {
      await this.store.breakOff(run, 'making');
      if (!(error instanceof Overtaken)) throw error;
    }
  }

  /** Gives the size of the file. */
  private async write(run: Run, account: string): Promise<number> {
    let bytes = 0;
    async function* counted(texts: AsyncIterable<string>): AsyncGenerator<Buffer> {
      for await (const text of texts) {
        const piece = Buffer.from(text, 'utf8');
        bytes += piece.length;
        yield piece;
      }
    }
    const texts = this.file.of(account, this.beats(run));
    await pipeline(Readable.from(counted(texts), { objectMode: false }), createGzip(), (compressed) =>
      this.keep(run, compressed),
    );
    return bytes;
  }

  private async keep(run: Run, compressed: AsyncIterable<Buffer>): Promise<void> {
    let n = 0;
    let gathered: Buffer[] = [];
    let size = 0;
    const store = async (): Promise<void> => {
      if (!(await this.store.addPiece(run, n++, Buffer.concat(gathered)))) throw new Overtaken();
      [gathered, size] = [[], 0];
    };
    for await (const piece of compressed) {
      gathered.push(piece);
      size += piece.length;
      if (size >= PIECE_BYTES) await store();
    }
    if (size > 0) await store();
  }

  private beats(run: Run): (done: number, total: number) => Promise<void> {
    let last = 0;
    return async (done, total) => {
      const now = Date.now();
      if (now - last < BEAT_MS && done < total) return;
      last = now;
      if (!(await this.store.beat(run, done, total, new Date(now)))) throw new Overtaken();
    };
  }
}
