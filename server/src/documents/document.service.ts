import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { DocumentName } from '#shared/contract/socket.js';
import type { RoomState } from '#shared/room/state.js';
import { Mailbox } from '../async/mailbox.js';
import type { Tx } from '../database/transaction.js';
import { RateLimiter } from '../http/rate.limiter.js';
import { Refused } from '../http/refused.js';
import { RoomHandler } from '../rooms/room.handler.js';
import { DocumentMerger, type MergeOutcome } from './document.merger.js';
import { documentBatch, documentUpdates } from './document.metrics.js';
import { DocumentStore } from './document.store.js';

/** A whole document, as Yjs encodes it: many times what two people write in an hour, and read in a moment. */
const MAX_BYTES = 400_000;
/** Updates that may wait for one document. */
const MAX_WAITING = 200;
const MAX_RACES = 10;
/** Updates that had to be broken off, by account: each costs everybody a new process. */
const STRIKES = { burst: 3, everyMs: 60_000 };
/** Updates that were refused otherwise, by account: each has the whole document read anew. */
const REFUSED = { burst: 10, everyMs: 5_000 };
/** Everybody's documents are merged in one line: after its turn one waits for so many times what that took. */
const PAUSE = 4;
const MAX_PAUSE_MS = 5_000;

const REFUSALS = {
  garbled: ['BAD_REQUEST', 'This is no update that can be read: send what Yjs encodes (V1).'],
  stuck: ['BAD_REQUEST', 'This update takes too long to read: send smaller changes.'],
  gap: ['CONFLICT', 'This builds on changes that are not here: join the document again and send all of yours.'],
} as const;

type Outcome = MergeOutcome | { refused: 'full' };

/** What a document's text is called in it. */
const TEXT = 'notes';
/** An empty Yjs document. */
const EMPTY = Uint8Array.of(0, 0);

/** What has to be known of rooms. */
interface Rooms {
  seatOf: RoomHandler['seatOf'];
  state(room: string): Promise<{ phase: Pick<RoomState['phase'], 'name'> }>;
}

interface Waiting {
  account: string;
  update: Uint8Array;
  resolve: (gained: Uint8Array) => void;
  reject: (error: unknown) => void;
}

/** Shared texts. An update counts once it is merged and kept; while one write is under way the next gathers. */
@Injectable()
export class DocumentService {
  private readonly waiting = new Map<string, Waiting[]>();
  private readonly arrivals = new Mailbox(MAX_WAITING);
  private readonly strikes = new RateLimiter(STRIKES);
  private readonly refused = new RateLimiter(REFUSED);

  constructor(
    @Inject(DocumentStore) private readonly store: Pick<DocumentStore, 'read' | 'write' | 'removeAll'>,
    @Inject(DocumentMerger) private readonly merger: Pick<DocumentMerger, 'merge' | 'text'>,
    @Inject(RoomHandler) private readonly rooms: Rooms,
  ) {}

  /** The document as it is kept. For the two peers of the room, also after it has closed. */
  async read(room: string, name: DocumentName, account: string): Promise<Uint8Array> {
    await this.admit(room, account);
    return (await this.store.read(room, name))?.state ?? EMPTY;
  }

  /** What it says, for the two peers; `null` where that cannot be read. */
  async text(room: string, name: DocumentName, account: string): Promise<string | null> {
    return this.merger.text(await this.read(room, name, account), TEXT);
  }

  /** Delete all that two people wrote together in a room: whose words are whose is not known. */
  async remove(tx: Tx, room: string): Promise<void> {
    await this.store.removeAll(tx.manager, room);
  }

  /** Keep a change while the room is open; gives what the document gained by it, once that is durable. */
  async update(room: string, name: DocumentName, account: string, update: Uint8Array): Promise<Uint8Array> {
    this.refuseStruck(account);
    // In the order in which they come: the next change of somebody builds on the one before.
    const taken = this.arrivals.run(`${room} ${account}`, async () => {
      await this.admit(room, account);
      return { kept: this.submit(room, name, account, update) };
    });
    if (!taken) throw tooFast();
    return (await taken).kept;
  }

  /** To a stranger a room is as good as missing. */
  private async admit(room: string, account: string): Promise<void> {
    if (!(await this.rooms.seatOf(room, account))) throw new Refused('NOT_FOUND', 'There is no such room.');
  }

  private refuseStruck(account: string): void {
    const struck = this.struck(account);
    if (struck) throw struck;
  }

  private struck(account: string): Refused | null {
    for (const limiter of [this.strikes, this.refused]) {
      const retryAfterMs = limiter.take(account);
      if (retryAfterMs > 0) return new Refused('RATE_LIMITED', 'Your changes could not be read.', { retryAfterMs });
      limiter.giveBack(account);
    }
    return null;
  }

  private submit(room: string, name: DocumentName, account: string, update: Uint8Array): Promise<Uint8Array> {
    const key = `${room} ${name}`;
    const queue = this.waiting.get(key);
    if (queue && queue.length >= MAX_WAITING) throw tooFast();
    return new Promise((resolve, reject) => {
      const item = { account, update, resolve, reject };
      if (queue) {
        queue.push(item);
        return;
      }
      this.waiting.set(key, [item]);
      void this.drain(key, room, name);
    });
  }

  private async drain(key: string, room: string, name: DocumentName): Promise<void> {
    for (;;) {
      const batch = this.admissible(this.waiting.get(key) ?? []);
      this.waiting.set(key, []);
      if (batch.length === 0) break;
      try {
        const { outcomes, tookMs } = await this.keep(
          room,
          name,
          batch.map(({ update }) => update),
        );
        batch.forEach((waiting, index) => this.settle(waiting, outcomes[index]));
        await sleep(Math.min(PAUSE * tookMs, MAX_PAUSE_MS), undefined, { ref: false });
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.waiting.delete(key);
  }

  /** Without those of whoever was refused too often since they sent them. */
  private admissible(waiting: readonly Waiting[]): Waiting[] {
    const struck = new Map([...new Set(waiting.map(({ account }) => account))].map((id) => [id, this.struck(id)]));
    return waiting.filter(({ account, reject }) => {
      const refusal = struck.get(account);
      if (refusal) reject(refusal);
      return !refusal;
    });
  }

  private async keep(
    room: string,
    name: DocumentName,
    updates: Uint8Array[],
  ): Promise<{ outcomes: Outcome[]; tookMs: number }> {
    documentBatch.observe(updates.length);
    const { phase } = await this.rooms.state(room);
    if (phase.name === 'closed') throw new Refused('ROOM_CLOSED', 'The room is closed; its notes can only be read.');
    for (let race = 0; race < MAX_RACES; race++) {
      const stored = await this.store.read(room, name);
      const { state, outcomes, tookMs } = await this.merger.merge(stored?.state ?? null, updates);
      if (state === null || outcomes.every((outcome) => 'refused' in outcome)) return { outcomes, tookMs };
      if (state.length > MAX_BYTES) return { outcomes: updates.map(() => ({ refused: 'full' })), tookMs };
      if (await this.store.write(room, name, state, stored?.version ?? 0, new Date())) return { outcomes, tookMs };
    }
    throw tooFast();
  }

  private settle({ account, resolve, reject }: Waiting, outcome: Outcome | undefined): void {
    if (!outcome) throw new Error('An update got no outcome');
    documentUpdates.inc({ outcome: 'refused' in outcome ? outcome.refused : 'kept' });
    if ('gained' in outcome) return resolve(outcome.gained);
    if (outcome.refused === 'late') return reject(tooFast());
    if (outcome.refused === 'full') return reject(full());
    (outcome.refused === 'stuck' ? this.strikes : this.refused).take(account);
    const [code, message] = REFUSALS[outcome.refused];
    reject(new Refused(code, message));
  }
}

function full(): Refused {
  return new Refused('PAYLOAD_TOO_LARGE', `The notes are full: they may take ${MAX_BYTES / 1_000} KB.`);
}

function tooFast(): Refused {
  return new Refused('UNAVAILABLE', 'These notes change too fast. Try again in a moment.', { retryAfterMs: 1_000 });
}
