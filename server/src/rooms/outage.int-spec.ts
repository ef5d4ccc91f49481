import { randomUUID } from 'node:crypto';
import { DatabaseCut } from '../testing/database.cut.js';
import { RoomStory, until, type Tab } from '../testing/room.story.js';
import { startTestApp, testDatabase } from '../testing/test.app.js';

let story: RoomStory;
let cut: DatabaseCut;
let close: () => Promise<void>;

beforeAll(async () => {
  cut = await DatabaseCut.open(testDatabase());
  const started = await startTestApp({ databaseUrl: cut.url });
  story = new RoomStory(started.app, started.url);
  close = started.close;
}, 60_000);
afterEach(async () => {
  cut.heal();
  await until(async () => (await story.handler.openRoomOf(randomUUID()).catch(() => 'away')) === null);
  await story.replays();
  story.closeTabs();
});
afterAll(async () => {
  await close();
  await cut.close();
});

/** Read past the connections that are found to be broken only when they are used. */
async function said(room: string): Promise<string[]> {
  for (let tries = 0; ; tries++) {
    try {
      return (await story.log(room)).flatMap(({ body }) => (body.type === 'said' ? [body.text] : []));
    } catch (error) {
      if (tries === 20) throw error;
    }
  }
}

/** Say something until it is acknowledged, always under the same id. Gives the number of refusals. */
async function insist(tab: Tab, room: string, text: string): Promise<number> {
  const id = randomUUID();
  for (let refusals = 0; ; refusals++) {
    const answer = await tab.command(room, { type: 'say', text }, id);
    if (answer.ok) return refusals;
    if ((answer.code !== 'UNAVAILABLE' && answer.code !== 'RATE_LIMITED') || refusals > 50)
      throw new Error(`${answer.code}: ${answer.message}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

describe('without its database the server', () => {
  it.each(['cut', 'frozen'] as const)(
    'refuses within two seconds and comes back by itself (%s)',
    async (how) => {
      const { room, a, b } = await story.pair();
      await a.does(room, { type: 'say', text: 'before' });
      if (how === 'cut') cut.cut();
      else cut.freeze();
      const began = Date.now();
      const answers = await Promise.all(
        [a, b, a, b].map((tab, n) => tab.command(room, { type: 'say', text: `lost ${n}` })),
      );
      // Two seconds, and a little for a busy machine.
      expect(Date.now() - began).toBeLessThan(6_000);
      for (const answer of answers)
        expect(answer).toMatchObject({ ok: false, code: 'UNAVAILABLE', retryAfterMs: 1_000 });
      cut.heal();
      const healed = Date.now();
      await insist(a, room, 'after');
      expect(Date.now() - healed).toBeLessThan(15_000);
      const texts = await said(room);
      expect(texts[0]).toBe('before');
      expect(texts.filter((text) => text === 'after')).toHaveLength(1);
      await story.sees(a, room, 'A');
    },
    20_000,
  );
});

describe('a connection lost at the commit', () => {
  it('leaves every command in once or not at all, and never acknowledged without being in', async () => {
    const { room, a, b } = await story.pair();
    const ends = { inOnce: 0, refused: 0 };
    for (let n = 0; n < 6; n++) {
      // The statement reaches Postgres and takes effect; its answer does not come back.
      cut.swallowAnswers();
      const id = randomUUID();
      const lost = await a.command(room, { type: 'say', text: `line ${n}` }, id);
      expect(lost).toMatchObject({ ok: false, code: 'UNAVAILABLE' });
      cut.cut();
      cut.heal();
      const texts = (await said(room)).filter((text) => text === `line ${n}`);
      if (texts.length === 1) ends.inOnce++;
      else ends.refused++;
      await until(async () => (await a.command(room, { type: 'say', text: `line ${n}` }, id)).ok);
    }
    expect((await said(room)).toSorted()).toEqual(Array.from({ length: 6 }, (_, n) => `line ${n}`).toSorted());
    expect(ends.inOnce).toBeGreaterThan(0);
    await story.sees(a, room, 'A');
    await story.sees(b, room, 'B');
  }, 120_000);

  it('terminated again and again under load: nothing acknowledged is lost, nothing is doubled', async () => {
    const { room, a, b } = await story.pair();
    const texts = Array.from({ length: 40 }, (_, n) => `load ${n}`);
    const killing = cut.terminateEvery(60);
    const refusals = await Promise.all(
      texts.map(async (text, n) => {
        await new Promise((resolve) => setTimeout(resolve, n * 60));
        return insist(n % 2 ? a : b, room, text);
      }),
    ).finally(() => killing.stop());
    // A connection cut by the last blow may still be in the pool: the first to read meets it.
    const lines = await said(room).catch(() => said(room));
    expect(lines.toSorted()).toEqual(texts.toSorted());
    expect(killing.terminated).toBeGreaterThan(10);
    expect(refusals.filter((n) => n > 0).length).toBeGreaterThan(0);
    await story.sees(a, room, 'A');
  }, 60_000);
});
