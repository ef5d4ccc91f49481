import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import type { ClientPayload } from '#shared/contract/socket.js';
import { beginInterview, endSession, member, roomOfTwo, type Member } from '../support/room.of.two.js';
import { RawClient, refusalIn, send } from '../support/raw.client.js';
import { SYSTEM_URL } from '../support/system.url.js';

type Command = ClientPayload<'room:command'>['command'];

let alice: Member;
let bob: Member;
let mallory: Member;
let room: string;

test.beforeAll(async () => {
  [alice, bob, mallory] = await Promise.all([member('Alice', 'ja'), member('Bob', 'ja'), member('Mallory', 'ko')]);
  room = await roomOfTwo(alice, bob);
  await beginInterview(room, alice, bob);
});

test.afterAll(() => endSession(room, alice, bob));

const sheet = {
  kind: 'peer',
  content: {
    ratings: [{ competency: 'framing', score: 3, evidence: [] }],
    overall: 'yes',
    keep: 'that',
    change: 'that',
  },
};
const calls = (id: string): [method: string, path: string, body?: unknown][] => [
  ['GET', `/api/rooms/${id}/rounds/1/flow`],
  ['GET', `/api/rooms/${id}/rounds/2/flow`],
  ['GET', `/api/rooms/${id}/sheets`],
  ['GET', `/api/rooms/${id}/report`],
  ['PUT', `/api/rooms/${id}/rounds/1/sheets/peer/draft`, { ratings: {} }],
  ['POST', `/api/rooms/${id}/rounds/1/sheets`, { id: randomUUID(), sheet }],
  ['PUT', `/api/rooms/${id}/report/items/1:keep`, { useful: true }],
];

test('over HTTP a room answers a stranger as a room that does not exist', async () => {
  for (const [method, path, body] of calls(room)) {
    const missing = await mallory.raw.http(method, path.replace(room, randomUUID()), { body });
    const real = await mallory.raw.http(method, path, { body });
    expect.soft(real.status, `${method} ${path}`).toBe(404);
    expect.soft(real.text, `${method} ${path}`).toBe(missing.text);
  }
});

const commands: Command[] = [
  { type: 'leaveForGood' },
  { type: 'endWithoutPartner' },
  { type: 'declareReady', round: 1 },
  { type: 'askHint', round: 1 },
  { type: 'playCard', round: 1, card: 'anything' },
  { type: 'writeNote', text: 'I was here' },
  { type: 'say', text: 'I was here' },
  { type: 'pause', round: 1 },
  { type: 'proposeEnd', round: 1, scope: 'session' },
  { type: 'answerEnd', round: 1, agree: true },
  { type: 'finish' },
];
const events = (id: string): [event: string, payload: object][] => [
  ['room:join', { room: id, since: 0 }],
  ['room:sync', { room: id, since: 0 }],
  ['room:leave', { room: id }],
  ['doc:join', { room: id, doc: 'notes-1' }],
  ['doc:update', { room: id, doc: 'notes-1', update: 'AAA=' }],
  ['doc:cursor', { room: id, doc: 'notes-1', state: 'AAA=' }],
  ...commands.map((command): [string, object] => ['room:command', { room: id, id: randomUUID(), command }]),
];

test('over the socket too, and nothing that a stranger sends takes effect', async () => {
  const heard: unknown[] = [];
  alice.polite.on('room:events', (sent) => heard.push(sent));
  const before = (await alice.polite.request('room:sync', { room, since: 0 })).events.length;
  const socket = await mallory.raw.connect();
  const received: unknown[] = [];
  socket.onAny((...sent: unknown[]) => received.push(sent));
  for (const [event, payload] of events(room)) {
    const missing = await send(socket, event, { ...payload, room: randomUUID() });
    const real = await send(socket, event, payload);
    expect.soft(refusalIn(real).code, `${event} ${JSON.stringify(payload)}`).toBe('NOT_FOUND');
    expect.soft(real, event).toEqual(missing);
  }
  await alice.polite.command(room, { type: 'say', text: 'Only we two read this.' });
  expect((await alice.polite.request('room:sync', { room, since: 0 })).events).toHaveLength(before + 1);
  expect(received).toEqual([]);
  socket.close();
});

test('one seat cannot do or read what is the other’s', async () => {
  const own = await alice.polite.call('roomFlow', { params: { room, round: '1' } });
  const flowOf = async ({ raw }: Member, round: 1 | 2) => raw.http('GET', `/api/rooms/${room}/rounds/${round}/flow`);
  const missing = await bob.raw.http('GET', `/api/rooms/${randomUUID()}/rounds/1/flow`);
  expect((await flowOf(bob, 1)).text).toBe(missing.text);
  expect((await flowOf(alice, 2)).text).toBe(missing.text);
  expect((await flowOf(bob, 1)).text).not.toContain(own.id);

  const socket = await bob.raw.connect();
  const interviewers: Command[] = [
    { type: 'advanceStep', round: 1, from: own.steps[0]?.id ?? '' },
    { type: 'releaseFact', round: 1, fact: own.facts[0]?.id ?? '' },
    { type: 'playCard', round: 1, card: own.cards[0]?.id ?? '' },
    { type: 'playSecondProbe', round: 1, card: own.cards[0]?.id ?? '' },
    { type: 'giveHint', round: 1, card: own.cards.find(({ kind }) => kind === 'hint')?.id ?? '' },
    { type: 'markSignal', round: 1, signal: own.steps[0]?.signals[0]?.id ?? '', mark: 'unprompted', card: null },
    { type: 'addMoment', round: 1, momentId: randomUUID(), side: 'strong', competency: 'framing', text: 'me' },
  ];
  for (const command of interviewers) {
    const guessed = await send(socket, 'room:command', { room, id: randomUUID(), command });
    expect.soft(refusalIn(guessed).code, command.type).toBe('WRONG_SEAT');
    // The refusal is no oracle either: an id of the flow and one that is made up get the same answer.
    const madeUp = JSON.parse(JSON.stringify(command), (key, value: unknown) =>
      ['from', 'fact', 'card', 'signal'].includes(key) && value !== null ? 'made-up' : value,
    ) as unknown;
    expect.soft(await send(socket, 'room:command', { room, id: randomUUID(), command: madeUp })).toEqual(guessed);
  }
  for (const command of [
    { type: 'enter' },
    { type: 'submitSheet', round: 1, kind: 'peer' },
    { type: 'expire', key: 'x' },
  ]) {
    const answer = await send(socket, 'room:command', { room, id: randomUUID(), command });
    expect.soft(refusalIn(answer).code, `${command.type} is the house’s`).toBe('BAD_REQUEST');
  }
  socket.close();
});

test('a match and a session of somebody else are not there', async () => {
  const match = await mallory.raw.http('POST', `/api/matches/${randomUUID()}/answer`, { body: { accept: true } });
  expect(match.status).toBe(404);
  const { sessions } = await alice.polite.call('listSessions', {});
  const [theirs] = sessions;
  const real = await mallory.raw.http('DELETE', `/api/sessions/${theirs?.id}`);
  const missing = await mallory.raw.http('DELETE', `/api/sessions/${randomUUID()}`);
  expect(real.status).toBe(404);
  expect(real.text).toBe(missing.text);
  expect((await alice.polite.call('me', {})).account?.email).toBe(alice.email);
});

test('without a session nothing that is somebody’s is answered', async () => {
  const nobody = new RawClient(SYSTEM_URL);
  for (const [method, path, body] of calls(room)) {
    const answer = await nobody.http(method, path, { body });
    expect.soft(answer.status, `${method} ${path}`).toBe(401);
    expect.soft(refusalIn(JSON.parse(answer.text)).code).toBe('NOT_SIGNED_IN');
  }
});
