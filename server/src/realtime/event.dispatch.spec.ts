import { createLog } from '../config/log.js';
import { Refused } from '../http/refused.js';
import { EventDispatch, type EventHandlers } from './event.dispatch.js';

const ROOM = '7d3f5a52-9c1e-4c3b-8f0a-2b1d6e5f4a31';
const SYNC = { room: ROOM, since: 0 };

type Listener = (event: string, ...args: unknown[]) => void;
interface Line {
  onAny(listener: Listener): void;
  disconnect: jest.Mock;
}

const unexpected = () => Promise.reject(new Error('Nothing of the kind is sent here.'));
const NONE: EventHandlers<Line> = {
  'room:join': unexpected,
  'room:leave': unexpected,
  'room:sync': unexpected,
  'room:command': unexpected,
  'doc:join': unexpected,
  'doc:update': unexpected,
  'doc:cursor': unexpected,
  'queue:watch': unexpected,
};

/** A connection whose events are sent by hand; `send` gives every answer that comes. */
function connect(handlers: Partial<EventHandlers<Line>>) {
  let listener: Listener = () => undefined;
  const socket: Line = { onAny: (given) => void (listener = given), disconnect: jest.fn() };
  const dispatch = new EventDispatch({ rateLimitFactor: 1 }, createLog({ logLevel: 'silent' }));
  dispatch.listen(socket, { ...NONE, ...handlers });
  const send = (event: string, ...payload: unknown[]): unknown[] => {
    const answers: unknown[] = [];
    listener(event, ...payload, (answer: unknown) => answers.push(answer));
    return answers;
  };
  return { send, socket, sendDeaf: (event: string) => listener(event, SYNC) };
}

describe('an event', () => {
  afterEach(() => jest.useRealTimers());

  it('is answered by its handler, once', async () => {
    const { send } = connect({ 'room:sync': async () => ({ ok: true, events: [], now: 5 }) });
    const answers = send('room:sync', SYNC);
    await new Promise(setImmediate);
    expect(answers).toEqual([{ ok: true, events: [], now: 5 }]);
  });

  it('is answered with what its handler refuses, and with no word of what it stumbles over', async () => {
    const answersTo = async (error: Error): Promise<unknown[]> => {
      const { send } = connect({ 'room:sync': () => Promise.reject(error) });
      const answers = send('room:sync', SYNC);
      await new Promise(setImmediate);
      return answers;
    };
    expect(await answersTo(new Refused('NOT_FOUND', 'There is no such room.'))).toEqual([
      { ok: false, code: 'NOT_FOUND', message: 'There is no such room.' },
    ]);
    const [stumbled] = await answersTo(new Error('a secret'));
    expect(stumbled).toMatchObject({ ok: false, code: 'INTERNAL' });
    expect(JSON.stringify(stumbled)).not.toContain('a secret');
  });

  it('is answered within two seconds, and not again when the handler comes to an end after all', async () => {
    jest.useFakeTimers();
    let finish: () => void = () => undefined;
    const { send } = connect({
      'room:sync': () => new Promise((resolve) => (finish = () => resolve({ ok: true, events: [], now: 5 }))),
    });
    const answers = send('room:sync', SYNC);
    await jest.advanceTimersByTimeAsync(1_999);
    expect(answers).toEqual([expect.objectContaining({ ok: false, code: 'UNAVAILABLE' })]);
    finish();
    await jest.advanceTimersByTimeAsync(10);
    expect(answers).toHaveLength(1);
  });

  it('reaches no handler with another payload than the one that the contract has', async () => {
    const handler = jest.fn();
    const { send } = connect({ 'room:sync': handler });
    for (const payload of [[], [null], [{ room: ROOM }], [{ ...SYNC, more: 1 }], [[SYNC]], ['__proto__']]) {
      const answers = send('room:sync', ...payload);
      await new Promise(setImmediate);
      expect(answers).toEqual([expect.objectContaining({ ok: false, code: 'BAD_REQUEST' })]);
    }
    expect(handler).not.toHaveBeenCalled();
  });

  it('that nobody knows is refused, whatever it is called', () => {
    const { send } = connect({});
    for (const event of ['room:steal', 'toString', '__proto__', '']) {
      expect(send(event, SYNC)).toEqual([expect.objectContaining({ code: 'UNKNOWN_EVENT' })]);
    }
  });

  it('too many are refused, and whoever does not stop is cut off', () => {
    const { send, sendDeaf, socket } = connect({ 'room:sync': async () => ({ ok: true, events: [], now: 5 }) });
    const codes = Array.from({ length: 30 }, () => send('room:sync', SYNC)).flat();
    expect(codes).toContainEqual(expect.objectContaining({ code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) }));
    expect(socket.disconnect).not.toHaveBeenCalled();
    for (let sent = 0; sent < 400; sent += 1) sendDeaf('room:sync');
    expect(socket.disconnect).toHaveBeenCalled();
  });
});
