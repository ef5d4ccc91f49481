import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import pg from 'pg';
import * as Y from 'yjs';
import { ScriptedPeer } from '../load/scripted-peer.js';
import { SeededRandom } from '../load/seeded-random.js';
import { PeerClient } from '../support/peer.client.js';
import { Attendee, type RoomEvent } from './attendee.js';
import { Cluster } from './cluster.js';

/** How soon the other one hears, wherever they are connected. */
const HEARD_MS = 1_000;
/** The same while nothing tells the processes of each other: every one looks for itself. */
const POLLED_MS = 3_500;
/** How late a deadline may take effect. */
const LATE_MS = 1_500;
/** The same when no worker was there, or when Redis had forgotten what was to be done. */
const REPAIR_MS = 9_000;

test.describe.configure({ mode: 'serial' });

let cluster: Cluster;
/** One on each web process. */
let ada: Attendee;
let ben: Attendee;

const said = (text: string) => (event: RoomEvent) => event.body.type === 'said' && event.body.text === text;
const is = (type: RoomEvent['body']['type']) => (event: RoomEvent) => event.body.type === type;

test.beforeAll(async () => {
  cluster = await Cluster.start(2);
  [ada, ben] = await Promise.all([
    Attendee.signUp(await cluster.door(0), 'Ada'),
    Attendee.signUp(await cluster.door(1), 'Ben'),
  ]);
});

test.afterAll(async () => {
  for (const each of [ada, ben]) each?.client.disconnect();
  await cluster?.stop();
});

test('two people on two processes are matched, and each hears the other within a second', async () => {
  await meet();
  await Promise.all([ada.enter(), ben.enter()]);
  await ada.hears(is('briefingStarted'), HEARD_MS);
  await ben.hears(is('briefingStarted'), HEARD_MS);
  for (const [from, to] of [
    [ada, ben],
    [ben, ada],
  ] as const) {
    for (let turn = 0; turn < 10; turn += 1) {
      const text = randomUUID();
      const { ackedAt } = await from.command({ type: 'say', text });
      const { heardAt } = await to.hears(said(text), HEARD_MS);
      expect(heardAt - ackedAt).toBeLessThan(HEARD_MS);
    }
  }
});

test('notes and cursors reach the other process', async () => {
  const named = { room: ada.room, doc: 'notes-1' as const };
  const theirs = new Y.Doc();
  let cursor = '';
  ben.client.on('doc:updated', ({ update }) => Y.applyUpdate(theirs, Buffer.from(update, 'base64')));
  ben.client.on('doc:cursor', ({ state }) => (cursor = state));
  const mine = new Y.Doc();
  mine.getText('notes').insert(0, 'Who acts on it?');
  await ada.client.request('doc:update', {
    ...named,
    update: Buffer.from(Y.encodeStateAsUpdate(mine)).toString('base64'),
  });
  await ada.client.request('doc:cursor', { ...named, state: 'AAAA' });
  await expect
    .poll(() => [theirs.getText('notes').toString(), cursor], { timeout: HEARD_MS })
    .toEqual(['Who acts on it?', 'AAAA']);
  const kept = new Y.Doc();
  const { state } = await ben.client.request('doc:join', named);
  Y.applyUpdate(kept, Buffer.from(state, 'base64'));
  expect(kept.getText('notes').toString()).toBe('Who acts on it?');
});

test('tabs are counted over the processes, and the worker says when the last is gone', async () => {
  const second = new PeerClient(await cluster.door(1));
  await second.signIn(ada.email, ada.password);
  await second.connect();
  await second.request('room:join', { room: ada.room, since: 0 });
  ada.client.disconnect();
  await sleep(4_000);
  expect(ben.heard.filter(is('left'))).toEqual([]);
  second.disconnect();
  await ben.hears(is('left'), 6_000);
  await ada.enter();
  await expect.poll(() => ben.heard.filter(is('entered')).length, { timeout: HEARD_MS }).toBe(3);
});

test('a process that is killed loses nothing: its people go on at the other', async () => {
  const acknowledged: string[] = [];
  let talking = true;
  const talk = async (who: Attendee): Promise<void> => {
    while (talking) {
      const text = randomUUID();
      await who.command({ type: 'say', text });
      acknowledged.push(text);
      await sleep(10);
    }
  };
  const conversation = Promise.all([talk(ada), talk(ben)]);
  await sleep(500);
  await cluster.webs[0]?.stop('SIGKILL');
  const before = acknowledged.length;
  await expect.poll(() => acknowledged.length, { timeout: 10_000 }).toBeGreaterThan(before + 100);
  talking = false;
  await conversation;
  const [log] = await Promise.all([ada.log(), cluster.startWeb(0)]);
  const texts = log.flatMap(({ body }) => (body.type === 'said' ? [body.text] : []));
  expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
  expect(acknowledged.filter((text) => !texts.includes(text))).toEqual([]);
  expect(new Set(texts).size).toBe(texts.length);
  // Each saw all of it without coming back to ask: what a view holds differs, and its numbers do not.
  for (const each of [ada, ben]) {
    const whole = await each.log();
    await expect.poll(() => each.heard, { timeout: POLLED_MS }).toEqual(whole);
  }
});

test('without Redis everybody still hears, and nothing that was to be done is forgotten', async () => {
  await cluster.redis.kill();
  const text = randomUUID();
  const { ackedAt } = await ben.command({ type: 'say', text });
  const { heardAt } = await ada.hears(said(text), POLLED_MS);
  expect(heardAt - ackedAt).toBeLessThan(POLLED_MS);
  await ben.command({ type: 'proposeEnd', round: 1, scope: 'session' });
  await ada.hears(is('endProposed'), POLLED_MS);
  await cluster.redis.start();
  await ada.command({ type: 'answerEnd', round: 1, agree: true });
  await ben.hears(is('closed'), POLLED_MS);
});

test('a whole session over two processes ends in numbers that the worker has compiled', async () => {
  await meet();
  const told = [ada, ben].map(({ client }) => {
    const events: string[] = [];
    client.on('report:revealed', ({ room }) => events.push(`revealed ${room}`));
    client.on('progress:changed', () => events.push('compiled'));
    return events;
  });
  const manner = { paceMs: 15, ends: 'itself' as const, log: () => undefined };
  await Promise.all(
    [ada, ben].map(({ client, room }, seed) => new ScriptedPeer(client, room, new SeededRandom(seed), manner).play()),
  );
  // Who is told that their numbers are new has a socket that the worker, who made them, has not.
  const compiled = (events: string[]) => events.lastIndexOf('compiled') > events.indexOf(`revealed ${ada.room}`);
  for (const events of told) {
    await expect.poll(() => events, { timeout: 10_000 }).toContain(`revealed ${ada.room}`);
    await expect.poll(() => compiled(events), { timeout: 10_000 }).toBe(true);
  }
  for (const { client, room } of [ada, ben]) {
    const { state } = await client.call('report', { params: { room } });
    expect(state).toBe('revealed');
    const { sessions } = await client.call('progress', { query: { range: 'all' } });
    expect(sessions).toBe(1);
  }
});

test('deadlines come by the worker, once and in time, and those that it has missed soon after', async () => {
  await hurry(await meet(), 1_000);
  await Promise.all([ada.enter(), ben.enter()]);
  const entered = (type: RoomEvent['body']['type'], round: number) =>
    ada.hears(({ body }) => body.type === type && 'round' in body && body.round === round, 20_000);
  await entered('briefingStarted', 2);
  await cluster.killWorkers();
  await cluster.startWorker();
  await entered('ratingStarted', 2);
  // Every job that was put is forgotten, and so is the plan to look for what was missed.
  await cluster.redis.kill();
  await cluster.redis.start();
  await ada.hears(is('closed'), 30_000);
  const phases = ada.heard.flatMap(({ seq, body }) =>
    'until' in body ? [{ type: body.type, seq, until: body.until }] : [],
  );
  expect(phases.map(({ type }) => type)).toEqual([
    ...['opened', 'briefingStarted', 'interviewStarted', 'ratingStarted'],
    ...['briefingStarted', 'interviewStarted', 'ratingStarted', 'debriefStarted'],
  ]);
  // The gathering ended when both had come; everything after it by its time, the first round undisturbed.
  const ends = [...phases.slice(2).map(({ seq }) => seq), ada.heard.length];
  const late = phases.slice(1).map(({ until }, index) => (ada.heard[(ends[index] ?? 0) - 1]?.at ?? NaN) - until);
  expect(Math.min(...late)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...late.slice(0, 3))).toBeLessThan(LATE_MS);
  expect(Math.max(...late)).toBeLessThan(REPAIR_MS);
});

test('a process that is told to end sends its people away and is gone in ten seconds', async () => {
  await meet();
  await Promise.all([ada.enter(), ben.enter()]);
  const [web] = cluster.webs;
  if (!web) throw new Error('There is no first process.');
  const told = performance.now();
  const ended = web.stop('SIGTERM');
  await expect.poll(async () => (await fetch(`${web.url}/health/ready`)).status, { timeout: 1_000 }).toBe(503);
  const text = randomUUID();
  await ben.command({ type: 'say', text });
  await ada.hears(said(text), POLLED_MS);
  expect(await ended).toBe(0);
  expect(performance.now() - told).toBeLessThan(10_000);
  // She is at the other one by now, and nobody was told that she had left.
  await ada.command({ type: 'say', text: 'Here again.' });
  await ben.hears(said('Here again.'), HEARD_MS);
  await sleep(4_000);
  expect(ben.heard.filter(is('left'))).toEqual([]);
});

/** A new room for the two, once they are out of the one before. */
async function meet(): Promise<string> {
  if (ada.room !== '' && !ada.heard.some(is('closed'))) {
    await ada.command({ type: 'proposeEnd', round: 1, scope: 'session' });
    await ben.command({ type: 'answerEnd', round: 1, agree: true });
  }
  return Attendee.pair(ada, ben);
}

/** Make the phases of a room that nobody has entered yet so short that all of them pass by themselves. */
async function hurry(room: string, ms: number): Promise<void> {
  const database = new pg.Client(cluster.databaseUrl);
  await database.connect();
  const short = { briefing: ms, interview: ms, rating: ms, debrief: ms };
  await database.query(
    `UPDATE room_entry SET events = jsonb_set(events, '{0,durations}', events #> '{0,durations}' || $2)
     WHERE room_id = $1 AND seq = 1`,
    [room, short],
  );
  await database.end();
}
