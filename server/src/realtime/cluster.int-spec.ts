import type { INestApplication, INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../app.module.js';
import { loadEnv } from '../config/env.js';
import { createLog, FrameworkLog } from '../config/log.js';
import { SessionService } from '../accounts/session.service.js';
import { EpochSolver } from '../ratings/model/epoch.solver.js';
import { RealtimePublisher } from './realtime.publisher.js';
import { redisInstalled, startRedis, type Redis } from '../testing/redis.server.js';
import { RoomStory, Tab, until } from '../testing/room.story.js';
import { joinTestApp, startTestApp } from '../testing/test.app.js';

// Several processes share a room through Redis. Where no redis-server is installed there is nothing to test.
const together = redisInstalled ? describe : describe.skip;

let redis: Redis | undefined;
let story: RoomStory;
let other: { app: INestApplication; url: string; close(): Promise<void> };
let worker: INestApplicationContext;
let close: () => Promise<void>;

/** A process that does the jobs and serves nobody. */
async function startWorker(redisUrl: string): Promise<INestApplicationContext> {
  const env = { ...loadEnv('worker'), redisUrl, logLevel: 'silent' as const };
  const log = createLog(env);
  return NestFactory.createApplicationContext(AppModule.with(env, log), { logger: new FrameworkLog(log) });
}

together('two web processes and a worker', () => {
  beforeAll(async () => {
    redis = await startRedis();
    const redisUrl = redis.url;
    const started = await startTestApp({ redisUrl, runsWorkers: false });
    other = await joinTestApp({ redisUrl, runsWorkers: false });
    worker = await startWorker(redisUrl);
    story = new RoomStory(started.app, started.url);
    close = started.close;
  }, 90_000);
  afterEach(async () => {
    story.closeTabs();
    await story.replays({ others: true });
  });
  afterAll(async () => {
    await worker?.close();
    await other?.close();
    await close?.();
    redis?.kill();
  }, 60_000);

  it('tell each other of what happens in a room', async () => {
    const { room, a, people } = await story.pair();
    const b = await Tab.open(other.url, { cookie: people[1].cookie });
    await b.join(room);
    for (let n = 0; n < 20; n++) {
      const [from, to] = n % 2 ? [a, b] : [b, a];
      await from.does(room, { type: 'say', text: `line ${n}` });
      await until(() => to.view(room).chat.length === n + 1, 2_500);
    }
    const [mine, theirs] = [a, b].map((tab) => tab.command(room, { type: 'say', text: 'at once' }));
    expect(await Promise.all([mine, theirs])).toMatchObject([{ ok: true }, { ok: true }]);
    await story.sees(a, room, 'A');
    await story.sees(b, room, 'B');
    b.close();
  });

  it('pass on notes, cursors and words to an account, and the end of a session', async () => {
    const { room, a, people } = await story.pair();
    const b = await Tab.open(other.url, { cookie: people[1].cookie });
    await b.join(room);
    expect(await a.ask('doc:cursor', { room, doc: 'notes-1', state: 'AAAA' })).toEqual({ ok: true });
    await until(() => b.payloads('doc:cursor').length === 1);
    const publisher = story.app.get(RealtimePublisher, { strict: false });
    publisher.toAccount(people[1].id, 'report:revealed', { room });
    await until(() => b.payloads('report:revealed').length === 1);
    // From the worker, which has no socket of its own.
    worker.get(RealtimePublisher, { strict: false }).toAccount(people[0].id, 'progress:changed', { compiledAt: 1 });
    await until(() => a.payloads('progress:changed').length === 1);
    await story.app.get(SessionService, { strict: false }).end(people[1].id, people[1].session);
    await until(() => b.socket.disconnected, 2_000);
    expect(b.payloads('session:ended')).toEqual([{ reason: 'signed-out' }]);
  });

  it('tell their own people of an epoch that the worker has solved, once', async () => {
    const { a, people } = await story.pair();
    const b = await Tab.open(other.url, { cookie: people[1].cookie });
    await worker.get(EpochSolver, { strict: false }).solve('test');
    const told = () => [a, b].map((tab) => tab.payloads('progress:changed').length);
    await until(() => told().every((times) => times > 0), 4_000);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(told()).toEqual([1, 1]);
    b.close();
  }, 20_000);

  it('count the tabs of somebody together', async () => {
    const { room, b, people } = await story.pair();
    const elsewhere = await Tab.open(other.url, { cookie: people[1].cookie });
    await elsewhere.join(room);
    b.close();
    await new Promise((resolve) => setTimeout(resolve, 3_500));
    expect((await story.handler.state(room)).presence.B.present).toBe(true);
    elsewhere.close();
    await until(async () => !(await story.handler.state(room)).presence.B.present, 6_000);
  }, 20_000);

  it('are told of the deadlines that the worker brings about', async () => {
    const { room, a } = await story.pair({ briefing: 500, interview: 60_000 });
    await until(() => a.view(room).phase.name === 'interview', 3_500);
    const [started] = (await story.log(room)).filter(({ body }) => body.type === 'interviewStarted');
    expect(started?.by).toBe('system');
  });

  it('do without the word of the other for a while', async () => {
    const { room, a, people } = await story.pair();
    const b = await Tab.open(other.url, { cookie: people[1].cookie });
    await b.join(room);
    redis?.kill('SIGSTOP');
    await a.does(room, { type: 'say', text: 'unheard' });
    await until(() => b.view(room).chat.length === 1, 2_600);
    redis?.kill('SIGCONT');
    await story.sees(b, room, 'B');
    b.close();
  }, 20_000);
});
