import { setTimeout as sleep } from 'node:timers/promises';
import { loadEnv } from '../config/env.js';
import { DatabaseCut } from '../testing/database.cut.js';
import { startTestApp, type TestApp } from '../testing/test.app.js';
import { Visitor } from '../testing/visitor.js';

let cut: DatabaseCut;
let test: TestApp;
let browser: Visitor;

beforeAll(async () => {
  cut = await DatabaseCut.open(loadEnv('web').databaseUrl ?? '');
  test = await startTestApp({ databaseUrl: cut.url });
  browser = new Visitor(test.url);
  await browser.joins('ada@example.org');
}, 60_000);
afterEach(() => cut.heal());
afterAll(async () => {
  await test.close();
  await cut.close();
});

describe('without its database', () => {
  it.each(['cut', 'freeze'] as const)(
    'every request is refused within two seconds, and served again after (%s)',
    async (how) => {
      cut[how]();
      const answers = await Promise.all(
        Array.from({ length: 20 }, async (_, n) => {
          const began = performance.now();
          const answer = n % 2 === 0 ? await browser.calls('me', {}) : await browser.calls('listSessions', {});
          return { code: answer.refusal.code, ms: performance.now() - began };
        }),
      );
      expect(new Set(answers.map(({ code }) => code))).toEqual(new Set(['UNAVAILABLE']));
      expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(6_000);
      expect((await browser.sends('GET', '/health/live')).status).toBe(200);

      cut.heal();
      const began = performance.now();
      while ((await browser.calls('me', {})).status !== 200) {
        if (performance.now() - began > 5_000) throw new Error('it has not come back within five seconds');
        await sleep(100);
      }
      expect((await browser.calls('me', {})).value.account?.email).toBe('ada@example.org');
    },
    30_000,
  );

  it('is not ready, and says so in time', async () => {
    cut.freeze();
    const began = performance.now();
    const ready = await browser.sends('GET', '/health/ready');
    expect([ready.status, await ready.json()]).toMatchObject([503, { ready: false, database: false }]);
    expect(performance.now() - began).toBeLessThan(6_000);
  });
});
