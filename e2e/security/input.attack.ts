import { randomBytes, randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import type { Socket } from 'socket.io-client';
import { routes } from '#shared/contract/http.js';
import { clientEvents } from '#shared/contract/socket.js';
import { RawClient, refusalIn, send } from '../support/raw.client.js';
import { endSession, member, roomOfTwo, type Member } from '../support/room.of.two.js';
import { SYSTEM_URL } from '../support/system.url.js';

let alice: Member;
let bob: Member;
let room: string;
let socket: Socket;

test.beforeAll(async () => {
  [alice, bob] = await Promise.all([member('Alice', 'pt'), member('Bob', 'pt')]);
  room = await roomOfTwo(alice, bob);
});
test.beforeEach(async () => {
  socket = await alice.raw.connect();
});
test.afterEach(() => socket.close());
test.afterAll(() => endSession(room, alice, bob));

const code = (text: string) => refusalIn(JSON.parse(text)).code;
const said = (text: string) => ({ room, id: randomUUID(), command: { type: 'say', text } });

async function isAlive(): Promise<void> {
  expect((await new RawClient(SYSTEM_URL).http('GET', '/health/ready')).status).toBe(200);
  await alice.polite.command(room, { type: 'say', text: 'Still here.' });
}

test('a field that no route knows is refused, in the body and in the query', async () => {
  // What is for staff is a missing page, whatever is sent: staff.attack.ts.
  const strict = Object.values(routes).filter((route) => 'body' in route && route.access !== 'staff');
  for (const { method, path } of strict) {
    const address = path.replace(':round', '1').replace(':kind', 'peer').replace(/:\w+/g, randomUUID());
    const answer = await alice.raw.http(method, address, { body: { smuggled: true } });
    expect.soft(answer.status, `${method} ${path}`).toBe(400);
    expect.soft(answer.text).toContain('smuggled');
  }
  for (const path of ['/api/me?admin=1', '/api/queue?admin=1', '/api/progress?range=all&account=1']) {
    expect.soft((await alice.raw.http('GET', path)).status, path).toBe(400);
  }
  const polluting = '{"displayName":"Alice","__proto__":{"emailConfirmed":true},"constructor":{"prototype":{}}}';
  expect((await alice.raw.http('PATCH', '/api/me', { text: polluting })).status).toBe(400);
  expect((await alice.polite.call('me', {})).account?.displayName).toBe('Alice');
});

test('what should be a UUID and is none reaches no database', async () => {
  const paths = Object.values(routes).filter(({ path }) => /:(room|id|match)/.test(path));
  for (const bad of ['1', "'; drop table room; --", '../../etc/passwd', '%00', 'x'.repeat(3000), '🦊']) {
    for (const { method, path } of paths) {
      const address = path.replace(':round', '1').replace(':kind', 'self').replace(/:\w+/g, encodeURIComponent(bad));
      const answer = await alice.raw.http(method, address);
      expect.soft([400, 404], `${method} ${address.slice(0, 80)}`).toContain(answer.status);
    }
    const answer = await send(socket, 'room:join', { room: bad, since: 0 });
    expect.soft(refusalIn(answer).code, `room:join ${bad.slice(0, 40)}`).toBe('BAD_REQUEST');
  }
});

test('bodies that are too large, too deep, not JSON or cut off are refused without a trace of the inside', async () => {
  const post = (text: string, headers?: Record<string, string>) =>
    alice.raw.http('POST', '/api/sessions', { text, headers });
  const large = await post(JSON.stringify({ email: 'a@b.example', password: 'x'.repeat(70_000) }));
  expect(large.status).toBe(413);
  expect(code(large.text)).toBe('PAYLOAD_TOO_LARGE');
  const refused = [
    await post(`${'['.repeat(20_000)}${']'.repeat(20_000)}`),
    await post(`{"email":${'{"a":'.repeat(40)}1${'}'.repeat(40)}}`),
    await post('{"email": "a@b.exa'),
    await post('"just words"'),
    await post('email=a@b.example', { 'content-type': 'application/x-www-form-urlencoded' }),
    await post('{}', { 'content-type': 'text/plain' }),
    await post('----x--', { 'content-type': 'multipart/form-data; boundary=--x' }),
  ];
  for (const answer of refused) {
    expect.soft(answer.status).toBe(400);
    expect.soft(code(answer.text)).toBe('BAD_REQUEST');
    expect.soft(answer.text).not.toMatch(/node_modules|\.[jt]s:\d|\\n\s+at /);
  }
  await isAlive();
});

test('an event that nobody knows and a payload that does not fit are answered', async () => {
  for (const event of ['room:steal', 'constructor', '__proto__', 'toString', 'room:events', 'x'.repeat(500)]) {
    expect.soft(refusalIn(await send(socket, event, {})).code, event.slice(0, 30)).toBe('UNKNOWN_EVENT');
  }
  const fitting = said('hello');
  const payloads: unknown[] = [
    undefined,
    null,
    42,
    'text',
    [],
    [fitting],
    {},
    { ...fitting, smuggled: true },
    { ...fitting, command: { ...fitting.command, seat: 'B' } },
    { ...fitting, id: 'not-a-uuid' },
    { ...fitting, command: { type: 'unheard-of' } },
    { ...fitting, command: { type: 'say', text: 'x'.repeat(2001) } },
    { ...fitting, command: { type: 'say', text: '' } },
    { ...fitting, command: { type: 'say', text: 'null \u0000 inside' } },
    { ...fitting, command: { type: 'say', text: 'half a pair \ud800' } },
    { ...fitting, command: { type: 'playCard', round: 3, card: 'x' } },
    { ...fitting, command: { type: 'writeNote', text: { toString: 'x' } } },
  ];
  for (const payload of payloads) {
    const answer = refusalIn(await send(socket, 'room:command', payload));
    expect.soft(answer.code, JSON.stringify(payload)?.slice(0, 80)).toBe('BAD_REQUEST');
  }
  for (const event of Object.keys(clientEvents).filter((name) => name !== 'queue:watch')) {
    expect.soft(refusalIn(await send(socket, event, { smuggled: true })).code, event).toBe('BAD_REQUEST');
  }
  // Without an acknowledgement to answer through, it is dropped and nothing else happens.
  socket.emit('room:command', 'nonsense');
  socket.emit('room:steal');
  await isAlive();
});

test('a document takes no rubbish, and rubbish does not stop the room', async () => {
  await send(socket, 'room:join', { room, since: 0 });
  const updates = [
    randomBytes(13).toString('base64'),
    randomBytes(2000).toString('base64'),
    Buffer.alloc(40_000, 0xff).toString('base64'),
    Buffer.from([1, 255, 255, 255, 255, 15, 0]).toString('base64'),
  ];
  for (const update of updates) {
    const answer = refusalIn(await send(socket, 'doc:update', { room, doc: 'notes-1', update }));
    expect.soft(answer.code).toBe('BAD_REQUEST');
  }
  const notBase64 = await send(socket, 'doc:update', { room, doc: 'notes-1', update: '***' });
  expect(refusalIn(notBase64).code).toBe('BAD_REQUEST');
  const foreign = await send(socket, 'doc:join', { room, doc: '../secrets' });
  expect(refusalIn(foreign).code).toBe('BAD_REQUEST');
  await isAlive();
});

test('a message beyond all bounds costs its sender the connection and nobody anything else', async () => {
  const hungUp = new Promise((resolve) => socket.once('disconnect', resolve));
  socket.emit('room:command', said('x'.repeat(200_000)));
  await hungUp;
  await isAlive();
});

test('a flood of events is slowed down, and the partner hardly notices', async () => {
  // The journeys' system multiplies its limits by a hundred: 1,000 at once, then a hundred a second.
  const flood = Array.from({ length: 1600 }, () => send(socket, 'room:leave', { room: randomUUID(), smuggled: true }));
  const answers = (await Promise.all(flood)).map(refusalIn);
  const limited = answers.filter((answer) => answer.code === 'RATE_LIMITED');
  expect(limited.length).toBeGreaterThan(100);
  expect(limited[0]?.retryAfterMs).toBeGreaterThan(0);
  const startedAt = performance.now();
  await bob.polite.command(room, { type: 'say', text: 'Did you notice anything?' });
  expect(performance.now() - startedAt).toBeLessThan(2000);
});

test('the same command twice takes effect once, and its id with other words is refused', async () => {
  await send(socket, 'room:join', { room, since: 0 });
  const command = said('once');
  const first = await send(socket, 'room:command', command);
  expect(await send(socket, 'room:command', command)).toEqual(first);
  const reused = await send(socket, 'room:command', { ...command, command: { type: 'say', text: 'twice' } });
  expect(refusalIn(reused).code).toBe('COMMAND_ID_REUSED');
  const { events } = await bob.polite.request('room:sync', { room, since: 0 });
  expect(events.filter(({ body }) => body.type === 'said' && body.text === 'once')).toHaveLength(1);
  expect(events.filter(({ body }) => body.type === 'said' && body.text === 'twice')).toHaveLength(0);
});
