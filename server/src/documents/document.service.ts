import { Injectable } from '@nestjs/common';
import type { DocumentName } from '#shared/contract/socket.js';
import { Refused } from '../http/refused.js';
import { RoomHandler } from '../rooms/room.handler.js';
import { DocumentMerger, type MergeOutcome } from './document.merger.js';
import { documentBatch, documentUpdates } from './document.metrics.js';
import { DocumentStore } from './document.store.js';

/** A whole document, as Yjs encodes it. */
const MAX_BYTES = 1_000_000;
/** Updates that may wait for one document. */
const MAX_WAITING = 200;
const MAX_RACES = 10;

const REFUSALS = {
  garbled: ['BAD_REQUEST', 'This is no update that can be read: send what Yjs encodes (V1).'],
  stuck: ['BAD_REQUEST', 'This update takes too long to read: send smaller changes.'],
  gap: ['CONFLICT', 'This builds on changes that are not here: join the document again and send all of yours.'],
} as const;

/** An empty Yjs document. */
const EMPTY = Uint8Array.of(0, 0);

interface Waiting {
  update: Uint8Array;
  resolve: (gained: Uint8Array) => void;
  reject: (error: unknown) => void;
}

/** Shared texts. An update counts once it is merged and kept; while one write is under way the next gathers. */
@Injectable()
export class DocumentService {
  private readonly waiting = new Map<string, Waiting[]>();

  constructor(
    private readonly store: DocumentStore,
    private readonly merger: DocumentMerger,
    private readonly rooms: RoomHandler,
  ) {}

  /** The document as it is kept. For the two peers of the room, also after it has closed. */
  async read(room: string, name: DocumentName, account: string): Promise<Uint8Array> {
    if (!(await this.rooms.seatOf(room, account))) throw noSuchRoom();
    return (await this.store.read(room, name))?.state ?? EMPTY;
  }

  /** Keep a change; gives what the document gained by it, once that is durable. */
  async update(room: string, name: DocumentName, account: string, update: Uint8Array): Promise<Uint8Array> {
    if (!(await this.rooms.seatOf(room, account))) throw noSuchRoom();
    const { phase } = await this.rooms.state(room);
    if (phase.name === 'closed') throw new Refused('ROOM_CLOSED', 'The room is closed; its notes can only be read.');
    return this.submit(room, name, update);
  }

  private submit(room: string, name: DocumentName, update: Uint8Array): Promise<Uint8Array> {
    const key = `${room} ${name}`;
    const queue = this.waiting.get(key);
    if (queue && queue.length >= MAX_WAITING) {
      throw new Refused('UNAVAILABLE', 'These notes change too fast. Try again in a moment.', { retryAfterMs: 1_000 });
    }
    return new Promise((resolve, reject) => {
      const item = { update, resolve, reject };
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
      const batch = this.waiting.get(key) ?? [];
      if (batch.length === 0) break;
      this.waiting.set(key, []);
      try {
        const outcomes = await this.keep(
          room,
          name,
          batch.map(({ update }) => update),
        );
        batch.forEach(({ resolve, reject }, index) => settle(outcomes[index], resolve, reject));
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.waiting.delete(key);
  }

  private async keep(room: string, name: DocumentName, updates: Uint8Array[]): Promise<MergeOutcome[]> {
    documentBatch.observe(updates.length);
    for (let race = 0; race < MAX_RACES; race++) {
      const stored = await this.store.read(room, name);
      const { state, outcomes } = await this.merger.merge(stored?.state ?? null, updates);
      if (state === null || outcomes.every((outcome) => 'refused' in outcome)) return outcomes;
      if (state.length > MAX_BYTES) {
        throw new Refused('PAYLOAD_TOO_LARGE', `The notes are full: they may take ${MAX_BYTES / 1_000_000} MB.`);
      }
      if (await this.store.write(room, name, state, stored?.version ?? 0, new Date())) return outcomes;
    }
    throw new Refused('UNAVAILABLE', 'These notes change too fast. Try again in a moment.', { retryAfterMs: 1_000 });
  }
}

function settle(
  outcome: MergeOutcome | undefined,
  resolve: (gained: Uint8Array) => void,
  reject: (error: unknown) => void,
): void {
  if (!outcome) throw new Error('An update got no outcome');
  documentUpdates.inc({ outcome: 'refused' in outcome ? outcome.refused : 'kept' });
  if ('gained' in outcome) return resolve(outcome.gained);
  const [code, message] = REFUSALS[outcome.refused];
  reject(new Refused(code, message));
}

function noSuchRoom(): Refused {
  return new Refused('NOT_FOUND', 'There is no such room.');
}
