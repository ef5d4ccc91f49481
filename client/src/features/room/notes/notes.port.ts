import type { RoundNumber, Seat } from '#shared/room/state.js';
import { on, onOpen, request } from '../../../api/socket.js';
import { fromBase64, toBase64 } from '../base64.codec.js';

/** What the shared notes need of the line to the server. */
export interface NotesPort {
  /** The document as it is kept, as one Yjs update. */
  join(): Promise<Uint8Array>;
  /** Done when the change is kept durably. */
  update(change: Uint8Array): Promise<void>;
  cursor(state: Uint8Array): Promise<void>;
  onOpen(handler: () => void): () => void;
  onUpdated(handler: (change: Uint8Array) => void): () => void;
  onCursor(handler: (seat: Seat, state: Uint8Array) => void): () => void;
}

/** The shared notes of one round of a room. */
export function notesPort(room: string, round: RoundNumber): NotesPort {
  const doc = round === 1 ? 'notes-1' : 'notes-2';
  const notes = { room, doc } as const;
  return {
    join: async () => fromBase64((await request('doc:join', notes, { giveUpMs: 10_000 })).state),
    update: async (change) => {
      await request('doc:update', { ...notes, update: toBase64(change) }, { giveUpMs: 10_000 });
    },
    cursor: async (state) => {
      await request('doc:cursor', { ...notes, state: toBase64(state) });
    },
    onOpen,
    onUpdated: (handler) =>
      on(
        'doc:updated',
        (message) => message.room === room && message.doc === doc && handler(fromBase64(message.update)),
      ),
    onCursor: (handler) =>
      on('doc:cursor', (message) => {
        if (message.room === room && message.doc === doc) handler(message.seat, fromBase64(message.state));
      }),
  };
}
