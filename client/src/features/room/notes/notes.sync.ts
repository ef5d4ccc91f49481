import * as Y from 'yjs';
import { type ApiRefusal, asRefusal } from '../../../api/refusal.js';
import type { NotesPort } from './notes.port.js';

/** `opening`: not yet had from the server; `saved`: kept durably; `refused`: will not be kept, and why. */
export type NotesStatus = { is: 'opening' | 'saving' | 'saved' | 'offline' } | { is: 'refused'; why: string };

/** One update on the wire, in bytes: below what a message may hold once it is base64. */
const MAX_BYTES = 44_000;
const GATHER_MS = 120;
const RETRY_MS = 2000;

/**
 * Keeps a Yjs document and the server's copy the same. What is typed while the line is gone stays in the document, and
 * goes out when it is back: after every join the difference is sent. Nothing counts as saved before the server says so.
 */
export class NotesSync {
  readonly doc = new Y.Doc();
  readonly text = this.doc.getText('notes');
  private unsent: Uint8Array[] = [];
  private joined = false;
  private flushing = false;
  private over = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly stops: (() => void)[];

  constructor(
    private readonly port: NotesPort,
    private readonly told: (status: NotesStatus) => void,
    /** Somebody else has written. */
    private readonly came: () => void,
  ) {
    this.doc.on('update', this.changed);
    this.stops = [port.onUpdated((change) => (this.apply(change), this.came())), port.onOpen(() => void this.join())];
  }

  stop(): void {
    this.over = true;
    clearTimeout(this.timer);
    for (const stop of this.stops) stop();
    this.doc.off('update', this.changed);
    void this.flush();
  }

  private readonly changed = (change: Uint8Array, origin: unknown): void => {
    if (origin === this) return;
    this.unsent.push(change);
    this.told({ is: this.joined ? 'saving' : 'offline' });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), GATHER_MS);
  };

  private apply(change: Uint8Array): void {
    Y.applyUpdate(this.doc, change, this);
  }

  private async join(): Promise<void> {
    this.joined = false;
    try {
      const state = await this.port.join();
      if (this.over) return;
      this.apply(state);
      const missing = Y.encodeStateAsUpdate(this.doc, Y.encodeStateVectorFromUpdate(state));
      this.unsent = isEmpty(missing) ? [] : [missing];
      this.joined = true;
      await this.flush();
    } catch (error) {
      this.failed(asRefusal(error), () => void this.join());
    }
  }

  private async flush(): Promise<void> {
    if (!this.joined || this.flushing) return;
    this.flushing = true;
    while (this.unsent.length > 0) {
      const batch = nextBatch(this.unsent);
      this.told({ is: 'saving' });
      try {
        await this.port.update(Y.mergeUpdates(batch));
        this.unsent = this.unsent.filter((change) => !batch.includes(change));
      } catch (error) {
        this.flushing = false;
        const refusal = asRefusal(error);
        // The server lacks what this builds on: joining again sends everything it lacks.
        const again = refusal.code === 'CONFLICT' ? () => void this.join() : () => void this.flush();
        return this.failed(refusal, again);
      }
    }
    this.flushing = false;
    this.told({ is: 'saved' });
  }

  private failed(refusal: ApiRefusal, again: () => void): void {
    if (this.over) return;
    if (['UNAVAILABLE', 'RATE_LIMITED', 'CONFLICT', 'INTERNAL'].includes(refusal.code)) {
      this.told({ is: 'offline' });
      clearTimeout(this.timer);
      this.timer = setTimeout(again, refusal.retryAfterMs ?? RETRY_MS);
    } else {
      this.told({ is: 'refused', why: refusal.message });
    }
  }
}

/** An update that changes nothing: no structs and no deletions. */
function isEmpty(update: Uint8Array): boolean {
  return update.length <= 2;
}

/** As many changes as one message can hold, the oldest first; at least one. */
function nextBatch(changes: readonly Uint8Array[]): Uint8Array[] {
  let bytes = 0;
  const end = changes.findIndex((change) => (bytes += change.length) > MAX_BYTES);
  return changes.slice(0, end === -1 ? changes.length : Math.max(1, end));
}
