import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { fold } from '#shared/room/evolve.js';
import { createLog } from '../config/log.js';
import { Transaction, type Tx } from '../database/transaction.js';
import { Refused } from '../http/refused.js';
import { JobQueue } from '../jobs/job.queue.js';
import { RoomStory, until } from '../testing/room.story.js';
import { startTestApp } from '../testing/test.app.js';
import { LiveRooms } from './live.rooms.js';
import { RoomDeadlines } from './room.deadlines.js';
import { RoomFeed } from './room.feed.js';
import { RoomHandler, type Asked } from './room.handler.js';
import { RoomStore } from './room.store.js';
import { RoomStreamService } from './room.stream.service.js';
import { RoundFlows } from './round.flows.js';

let story: RoomStory;
let close: () => Promise<void>;

beforeAll(async () => {
  const started = await startTestApp();
  story = new RoomStory(started.app, started.url);
  close = started.close;
}, 60_000);
afterEach(async () => {
  await story.replays({ others: true });
  story.closeTabs();
});
afterAll(() => close());

/** Another process's handler, as far as rooms are concerned: a cache and a writer of its own on the same database. */
function otherNode(jobs: JobQueue = story.app.get(JobQueue, { strict: false })) {
  const store = new RoomStore(story.app.get(DataSource, { strict: false }));
  const flows = story.app.get(RoundFlows, { strict: false });
  const live = new LiveRooms(store, new RoomFeed(), flows);
  const transaction = story.app.get(Transaction, { strict: false });
  const deadlines = new RoomDeadlines(jobs, createLog({ logLevel: 'silent' }));
  return new RoomHandler(live, store, transaction, flows, deadlines);
}

/** Loses every job. */
const lossy = new JobQueue({
  jobs: {
    add: () => Promise.reject(new Error('lost')),
    upsertJobScheduler: () => Promise.reject(new Error('lost')),
    getJobCounts: () => Promise.reject(new Error('lost')),
    close: () => Promise.resolve(),
  },
  work: () => ({ close: () => Promise.resolve() }),
  close: () => Promise.resolve(),
});

const say = (room: string, text: string, actor: 'A' | 'B' = 'A') => ({
  room,
  commandId: randomUUID(),
  command: { type: 'say' as const, text },
  actor,
});

/** As a client does: the same id again until it is answered. */
async function insist(handler: RoomHandler, asked: Asked): Promise<void> {
  for (let tries = 0; tries < 20; tries++) {
    try {
      await handler.handle(asked);
      return;
    } catch (error) {
      if (!(error instanceof Refused && error.code === 'UNAVAILABLE')) throw error;
    }
  }
}

const said = async (room: string) =>
  (await story.log(room)).flatMap(({ body }) => (body.type === 'said' ? [body.text] : []));

describe('two processes with one room', () => {
  it('both append, nothing is lost, nothing doubled, both hold the same room', async () => {
    const { room } = await story.pair();
    const other = otherNode();
    const texts = Array.from({ length: 60 }, (_, n) => `line ${n}`);
    await Promise.all(
      texts.map((text, n) => insist(n % 2 === 0 ? story.handler : other, say(room, text, n % 3 ? 'A' : 'B'))),
    );
    expect((await said(room)).toSorted()).toEqual(texts.toSorted());
    expect(await other.state(room)).toEqual(fold(await story.log(room)));
    expect(await story.handler.state(room)).toEqual(fold(await story.log(room)));
  });

  it('give the same command one effect and one answer', async () => {
    const { room } = await story.pair();
    const other = otherNode();
    await other.state(room);
    for (let n = 0; n < 20; n++) {
      const asked = say(room, `once ${n}`);
      const [one, two] = await Promise.all([story.handler.handle(asked), other.handle(asked)]);
      expect(one).toEqual(two);
    }
    expect(await said(room)).toHaveLength(20);
  });

  it('refuse only by what is really so: who lags reads the log before refusing', async () => {
    const { room } = await story.pair();
    const other = otherNode();
    await other.state(room);
    const ready = (actor: 'A' | 'B') => ({
      room,
      commandId: randomUUID(),
      command: { type: 'declareReady' as const, round: 1 as const },
      actor,
    });
    await story.handler.handle(ready('A'));
    await story.handler.handle(ready('B'));
    // The other still believes in the briefing, where there is nothing to ask hints about.
    await other.handle({ room, commandId: randomUUID(), command: { type: 'askHint', round: 1 }, actor: 'B' });
    expect((await story.handler.state(room)).records[0].hintAsked).toBe(true);
  });

  it('hear of each other when told, and by the slow poll when not', async () => {
    const { room, a } = await story.pair();
    const other = otherNode();
    const streams = story.app.get(RoomStreamService, { strict: false });
    await other.handle(say(room, 'heard', 'B'));
    const { seq } = await other.state(room);
    expect(a.view(room).chat).toHaveLength(0);
    await streams.heard(room, seq);
    await until(() => a.view(room).chat.length === 1);
    await other.handle(say(room, 'polled', 'B'));
    await streams.poll();
    await until(() => a.view(room).chat.length === 2);
    await story.sees(a, room, 'A');
  });
});

describe('what one peer writes', () => {
  it('is bounded: the log stays one that can be read; the partner writes on, and anybody can end it [20]', async () => {
    const { room } = await story.pair();
    const write = (n: number) =>
      story.handler.handle({
        room,
        commandId: randomUUID(),
        command: { type: 'writeNote', text: String(n).padEnd(20_000, 'x') },
        actor: 'A',
      });
    for (let n = 0; n < 199; n++) await write(n);
    await write(199).catch(() => undefined);
    await expect(write(200)).rejects.toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
    await expect(otherNode().handle(say(room, 'not even a word'))).rejects.toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
    await story.handler.handle(say(room, 'I can', 'B'));
    const leave = { room, commandId: randomUUID(), command: { type: 'leaveForGood' as const }, actor: 'A' as const };
    await story.handler.handle(leave);
    expect((await story.handler.state(room)).phase.name).not.toBe('briefing');
  }, 30_000);
});

describe('a command and what is stored with it', () => {
  it('are both in or both out', async () => {
    const { room } = await story.pair();
    const source = story.app.get(DataSource, { strict: false });
    await source.query('CREATE TABLE IF NOT EXISTS beside (text text)');
    const write = (text: string) => async (tx: Tx) => {
      await tx.manager.query('INSERT INTO beside VALUES ($1)', [text]);
      if (text === 'bad') throw new Refused('SHEET_INCOMPLETE', 'Rate everything.');
    };
    const bad = say(room, 'bad');
    await expect(story.handler.handle(bad, write('bad'))).rejects.toMatchObject({ code: 'SHEET_INCOMPLETE' });
    const good = say(room, 'good');
    const first = await story.handler.handle(good, write('good'));
    expect(await story.handler.handle(good, write('good'))).toEqual(first);
    expect(await otherNode().handle(good, write('good'))).toEqual(first);
    expect(await said(room)).toEqual(['good']);
    expect(await source.query('SELECT text FROM beside')).toEqual([{ text: 'good' }]);
  });
});

describe('deadlines', () => {
  const events = async (room: string) => (await story.log(room)).map(({ body }) => body.type);

  it('come as delayed jobs, on time and once (rule 11)', async () => {
    const { room } = await story.pair({ briefing: 700, interview: 700, rating: 700, debrief: 700 });
    await until(async () => (await story.handler.state(room)).phase.name === 'closed', 15_000);
    const log = await story.log(room);
    expect((await events(room)).filter((type) => type !== 'stepEntered')).toEqual([
      ...['opened', 'entered', 'entered', 'briefingStarted', 'interviewStarted', 'interviewEnded', 'ratingStarted'],
      ...['briefingStarted', 'interviewStarted', 'interviewEnded', 'ratingStarted', 'debriefStarted', 'closed'],
    ]);
    const started = log.flatMap(({ at, body }) =>
      'until' in body && body.type !== 'opened' ? [{ at, until: body.until }] : [],
    );
    const late = started.slice(1).map(({ at }, n) => at - (started[n]?.until ?? 0));
    expect(Math.min(...late)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...late)).toBeLessThan(6_000);
  }, 30_000);

  it('are found by the sweep when their job is lost', async () => {
    const source = story.app.get(DataSource, { strict: false });
    const people = [await story.person('Ada'), await story.person('Ben')] as const;
    const room = await story.room(...people, { gathering: 400 }, otherNode(lossy));
    await until(async () => (await story.handler.state(room)).phase.name === 'closed', 6_000);
    const [, closed] = await story.log(room);
    expect(closed?.body).toEqual({ type: 'closed', reason: 'no-show' });
    const free: unknown = await source.query('SELECT open FROM room_peer WHERE room_id = $1', [room]);
    expect(free).toEqual([{ open: false }, { open: false }]);
  }, 15_000);

  it('that have come are worked off before a command that comes after them', async () => {
    const lost = otherNode(lossy);
    const people = [await story.person('Ada'), await story.person('Ben')] as const;
    const room = await story.room(...people, { gathering: 1_500 }, lost);
    const enter = (actor: 'A' | 'B') => ({ room, commandId: randomUUID(), command: { type: 'enter' as const }, actor });
    await lost.handle(enter('A'));
    await new Promise((resolve) => setTimeout(resolve, 1_550));
    await expect(lost.handle(enter('B'))).rejects.toMatchObject({ code: 'ROOM_CLOSED' });
    expect(await events(room)).toEqual(['opened', 'entered', 'closed']);
  });
});

describe('a room to open', () => {
  it('is refused while a peer is in another, and is free again once that closes (rule 30)', async () => {
    const { room, a, people } = await story.pair();
    const third = await story.person('Cid');
    await expect(story.room(people[0], third)).rejects.toMatchObject({ code: 'IN_A_ROOM' });
    expect(await story.handler.openRoomOf(people[0].id)).toBe(room);
    await a.does(room, { type: 'leaveForGood' });
    expect(await story.handler.openRoomOf(people[0].id)).toBeNull();
    const next = await story.room(people[0], third);
    expect(await story.handler.openRoomOf(people[0].id)).toBe(next);
  });
});
