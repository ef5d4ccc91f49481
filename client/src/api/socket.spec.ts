import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { closeSocket, connection, on, onOpen, request } from './socket.js';

type Ack = (answer: unknown) => void;

/** A line that the test holds in its hand: what is sent waits in `sent` until the test answers it or cuts the line. */
class FakeLine extends EventEmitter {
  connected = false;
  active = true;
  sent: { event: string; payload: unknown; ack: Ack }[] = [];

  override emit(event: string, ...rest: unknown[]): boolean {
    const [payload, ack] = rest;
    if (typeof ack !== 'function') return super.emit(event, ...rest);
    this.sent.push({ event, payload, ack: (answer) => void ack(answer) });
    return true;
  }
  open() {
    this.connected = true;
    super.emit('connect');
  }
  cut() {
    this.connected = false;
    super.emit('disconnect', 'transport close');
  }
  connect() {}
  disconnect() {}
}

let line: FakeLine;
vi.mock('socket.io-client', () => ({ io: () => line }));

const ROOM = '7b0a4a5e-54d3-4a43-9d3a-0d1f6f6f0c11';
const turn = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, 'error').mockReturnValue();
  line = new FakeLine();
});
afterEach(() => {
  closeSocket();
  vi.useRealTimers();
});

describe('request', () => {
  it('waits for the line to open and gives the parsed acknowledgement', async () => {
    const answer = request('room:leave', { room: ROOM });
    await turn();
    expect(line.sent).toHaveLength(0);
    line.open();
    await turn();
    expect(line.sent[0]).toMatchObject({ event: 'room:leave', payload: { room: ROOM } });
    line.sent[0]!.ack({ ok: true });
    expect(await answer).toEqual({ ok: true });
  });

  it('sends the same payload again after a silence', async () => {
    const answer = request('room:leave', { room: ROOM }, { timeoutMs: 1000 });
    line.open();
    await vi.advanceTimersByTimeAsync(1000);
    expect(line.sent.map(({ payload }) => payload)).toEqual([{ room: ROOM }, { room: ROOM }]);
    line.sent[1]!.ack({ ok: true });
    await expect(answer).resolves.toEqual({ ok: true });
  });

  it('sends it again after a cut, as soon as the line is back', async () => {
    const answer = request('room:leave', { room: ROOM }, { timeoutMs: 60_000 });
    line.open();
    await turn();
    line.cut();
    await turn();
    expect(line.sent).toHaveLength(1);
    line.open();
    await turn();
    expect(line.sent).toHaveLength(2);
    line.sent[1]!.ack({ ok: true });
    await expect(answer).resolves.toEqual({ ok: true });
  });

  it('gives up in the end', async () => {
    const answer = request('room:leave', { room: ROOM }, { giveUpMs: 5000 });
    const refused = expect(answer).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await vi.advanceTimersByTimeAsync(5000);
    await refused;
  });

  it('sends a cursor once only', async () => {
    const payload = { room: ROOM, doc: 'notes-1', state: 'AAAA' } as const;
    const refused = expect(request('doc:cursor', payload, { timeoutMs: 100 })).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    });
    line.open();
    await vi.advanceTimersByTimeAsync(1000);
    await refused;
    expect(line.sent).toHaveLength(1);
  });

  it('throws a refusal, and what it cannot read', async () => {
    line.open();
    const refused = expect(request('room:leave', { room: ROOM })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const unread = expect(request('room:leave', { room: ROOM })).rejects.toMatchObject({ code: 'INTERNAL' });
    await turn();
    line.sent[0]!.ack({ ok: false, code: 'NOT_FOUND', message: 'No such room.' });
    line.sent[1]!.ack({ ok: 'perhaps' });
    await refused;
    await unread;
  });

  it('stops when it is called off', async () => {
    const controller = new AbortController();
    const aborted = expect(request('room:leave', { room: ROOM }, { signal: controller.signal })).rejects.toThrow(
      'left',
    );
    await turn();
    controller.abort(new Error('left'));
    await aborted;
  });
});

it('hears what the server sends, drops what it cannot read, and stops when told', () => {
  const heard: unknown[] = [];
  const stop = on('progress:changed', (payload) => heard.push(payload));
  line.emit('progress:changed', { compiledAt: 1 });
  line.emit('progress:changed', { compiledAt: 'soon' });
  stop();
  line.emit('progress:changed', { compiledAt: 2 });
  expect(heard).toEqual([{ compiledAt: 1 }]);
});

it('says how the line is', () => {
  const opened = vi.fn();
  onOpen(opened);
  expect(connection.value).toBe('connecting');
  line.open();
  expect(connection.value).toBe('open');
  line.cut();
  expect(connection.value).toBe('lost');
  line.open();
  expect(opened).toHaveBeenCalledTimes(2);
  line.cut();
  line.active = false;
  line.emit('connect_error', new Error('refused'));
  expect(connection.value).toBe('refused');
});
