import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { ApiRefusal } from '../../../api/refusal.js';
import { decodeCursor, encodeCursor } from './notes.cursors.js';
import type { NotesPort } from './notes.port.js';
import { NotesSync, type NotesStatus } from './notes.sync.js';

/** The server's copy, and lines to it that can be cut. */
class Kept {
  readonly doc = new Y.Doc();
  private readonly lines: { opened: () => void; came: (change: Uint8Array) => void; cut: boolean }[] = [];

  line() {
    const line = { opened: () => {}, came: (_change: Uint8Array) => {}, cut: false };
    this.lines.push(line);
    const port: NotesPort = {
      join: async () => {
        if (line.cut) throw new ApiRefusal({ code: 'UNAVAILABLE', message: 'cut' });
        return Y.encodeStateAsUpdate(this.doc);
      },
      update: async (change) => {
        if (line.cut) throw new ApiRefusal({ code: 'UNAVAILABLE', message: 'cut' });
        Y.applyUpdate(this.doc, change);
        for (const other of this.lines) if (other !== line && !other.cut) other.came(change);
      },
      cursor: async () => undefined,
      onOpen: (handler) => {
        line.opened = handler;
        return () => undefined;
      },
      onUpdated: (handler) => {
        line.came = handler;
        return () => undefined;
      },
      onCursor: () => () => undefined,
    };
    const back = () => {
      line.cut = false;
      line.opened();
    };
    return { port, line, back };
  }

  get text() {
    return this.doc.getText('notes').toString();
  }
}

describe('the shared notes', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const settled = () => vi.advanceTimersByTimeAsync(200);

  function person(kept: Kept) {
    const { port, line, back } = kept.line();
    const told: NotesStatus[] = [];
    const came = vi.fn();
    const sync = new NotesSync(port, (status) => told.push(status), came);
    return { sync, line, back, came, last: () => told.at(-1)?.is };
  }

  it('are saved when the server has them, and not before', async () => {
    const kept = new Kept();
    const ada = person(kept);
    ada.back();
    await settled();
    ada.sync.text.insert(0, 'Hello');
    expect(ada.last()).toBe('saving');
    await settled();
    expect(ada.last()).toBe('saved');
    expect(kept.text).toBe('Hello');
  });

  it('reach the other, who is told', async () => {
    const kept = new Kept();
    const [ada, bo] = [person(kept), person(kept)];
    ada.back();
    bo.back();
    await settled();
    ada.sync.text.insert(0, 'Hello');
    await settled();
    expect(bo.sync.text.toString()).toBe('Hello');
    expect(bo.came).toHaveBeenCalledOnce();
    expect(ada.came).not.toHaveBeenCalled();
  });

  it('keep what is typed while the line is gone, and merge it when it is back', async () => {
    const kept = new Kept();
    const [ada, bo] = [person(kept), person(kept)];
    ada.back();
    bo.back();
    await settled();
    bo.line.cut = true;
    bo.sync.text.insert(0, 'offline ');
    await settled();
    expect(bo.last()).toBe('offline');
    ada.sync.text.insert(0, 'online ');
    await settled();
    expect(kept.text).toBe('online ');
    bo.back();
    await settled();
    expect(bo.last()).toBe('saved');
    expect(kept.text).toContain('offline');
    expect(kept.text).toContain('online');
    expect(ada.sync.text.toString()).toBe(kept.text);
    expect(bo.sync.text.toString()).toBe(kept.text);
  });

  it('point at the same place in the other’s text, also after it moved', () => {
    const [one, other] = [new Y.Doc(), new Y.Doc()];
    one.getText('notes').insert(0, 'Hello world');
    Y.applyUpdate(other, Y.encodeStateAsUpdate(one));
    const state = encodeCursor(one.getText('notes'), { anchor: 6, head: 11 });
    other.getText('notes').insert(0, '>> ');
    expect(decodeCursor(other, state)).toEqual({ anchor: 9, head: 14 });
    expect(decodeCursor(other, encodeCursor(one.getText('notes'), null))).toBeNull();
    expect(decodeCursor(other, Uint8Array.of(1, 2, 3))).toBeNull();
  });
});
