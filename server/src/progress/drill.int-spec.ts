import { z } from 'zod';
import type { RatedRound } from '../ratings/testing/ledger.story.js';
import { startRatedPeople, type RatedPeople } from '../ratings/testing/rated.people.js';
import { JobQueue } from '../jobs/job.queue.js';
import { Tab, until } from '../testing/room.story.js';
import { Visitor } from '../testing/visitor.js';
import { DrillService } from './drill.service.js';

let server: RatedPeople['server'];
let ledger: RatedPeople['ledger'];
let people: RatedPeople['people'];

/** Ada, and five who rate her. */
beforeEach(async () => {
  ({ server, ledger, people } = await startRatedPeople());
}, 60_000);
afterEach(() => server.close());

const DAY_MS = 86_400_000;
const START = Date.UTC(2026, 0, 1);
const id = (index: number): string => people[index]?.id ?? '';
const ada = (): Visitor => new Visitor(server.url, { Cookie: people[0]?.cookie ?? '' });
const progress = async () => (await ada().calls('progress', { query: {} })).value;
const suggest = () => server.app.get(DrillService, { strict: false }).suggest(id(0));

/** Ada's scores of a day, on three competencies of which data is lowest. */
function adas(interviewer: number, day: number, more: Partial<RatedRound> = {}): RatedRound {
  const scores = { framing: 4, data: 3, delivery: 4 } as const;
  return { candidate: id(0), interviewer: id(interviewer), scores, day, flow: 'flow-0', ...more };
}

/** Days as the ledger counts them, from now on. */
const inDays = (days: number): number => (Date.now() - START) / DAY_MS + days;
/** Ada is rated by Ben and Cleo, so many days ago, and has a drill since then. */
const begins = async ({ daysAgo = 0 } = {}) => {
  for (const interviewer of [1, 2]) await ledger.ratesAndCompiles(adas(interviewer, inDays(-daysAgo - interviewer)));
  await ledger.hasFacts(id(0));
  await suggest();
  const drill = (await progress()).drill!;
  // What was suggested long ago was measured then.
  await ledger.sql(
    `UPDATE drill SET since = since - $1 * interval '24 hours', from_at = since - ($1 - 7) * interval '24 hours',
       until_at = since - ($1 - 14) * interval '24 hours' WHERE $1 > 0`,
    [daysAgo],
  );
  return { ...drill, since: drill.since - daysAgo * DAY_MS };
};

async function row(): Promise<{ before: number | null }> {
  const rows = await ledger.sql('SELECT before_score AS before FROM drill WHERE ended_at IS NULL');
  return z.tuple([z.object({ before: z.number().nullable() })]).parse(rows)[0];
}

describe('a drill', () => {
  it('is the weakest competency with a new flow, a week or two after the last session', async () => {
    const drill = await begins();
    expect(drill).toMatchObject({ competency: 'data' });
    expect(drill.from / DAY_MS).toBeCloseTo(inDays(6) + START / DAY_MS, 2);
    expect(drill.until).toBe(drill.from + 7 * DAY_MS);
    expect(drill.reason).toContain('Data scepticism');
    expect(drill.flow).not.toBeNull();
    await suggest();
    expect((await progress()).drill).toEqual(drill);
    await ledger.sql(
      `INSERT INTO flow_study (account_id, flow_id, flow_version, brief_opened_at) VALUES ($1, $2, 1, now())`,
      [id(0), drill.flow?.id],
    );
    await suggest();
    const later = (await progress()).drill;
    expect(later?.flow?.id).not.toBe(drill.flow?.id);
    expect(later?.since).toBe(drill.since);
  }, 60_000);

  it('begins today where the last session was long ago', async () => {
    for (const interviewer of [1, 2]) await ledger.ratesAndCompiles(adas(interviewer, interviewer));
    await ledger.hasFacts(id(0));
    await suggest();
    const { drill } = await progress();
    expect(drill?.from).toBe(drill?.since);
    expect(drill?.until).toBe((drill?.from ?? 0) + 7 * DAY_MS);
  }, 60_000);

  it('is not begun before all is compiled that was rated', async () => {
    for (const interviewer of [1, 2]) await ledger.ratesAndCompiles(adas(interviewer, interviewer));
    await ledger.hasFacts(id(0));
    const { room } = await ledger.rates(adas(3, 3));
    await ledger.sql('UPDATE room_rating SET compiled_at = NULL WHERE room_id = $1', [room]);
    await suggest();
    expect((await progress()).drill).toBeNull();
    await ledger.compiles(room);
    await ledger.sql('UPDATE room_rating SET compiled_at = now() WHERE room_id = $1', [room]);
    await suggest();
    expect((await progress()).drill?.competency).toBe('data');
  }, 60_000);

  it('stays through sessions of the same days, and of before that are compiled later', async () => {
    const drill = await begins();
    const { before } = await row();
    await ledger.ratesAndCompiles(adas(3, inDays(-3), { flow: drill.flow?.id ?? '' }));
    for (const interviewer of [4, 5]) await ledger.ratesAndCompiles(adas(interviewer, inDays(interviewer / 10)));
    await suggest();
    expect(await progress()).toMatchObject({ drill, drilled: [] });
    expect((await row()).before).toEqual(before);
  }, 60_000);

  it('ends with a session in its time, and says what became of it', async () => {
    const { since } = await begins({ daysAgo: 10 });
    await ledger.ratesAndCompiles(adas(3, inDays(-9)));
    await ledger.ratesAndCompiles(adas(4, inDays(-1)));
    for (let run = 0; run < 2; run++) await suggest();
    const { drill, drilled, competencies } = await progress();
    const data = competencies.find(({ competency }) => competency === 'data');
    const now = { score: data?.estimate, se: data?.se };
    expect(drilled).toEqual([
      { competency: 'data', since, before: expect.anything() as unknown, now, sheets: 2, verdict: 'same' },
    ]);
    expect(drill?.since).toBeGreaterThan(since);
    expect((drill?.from ?? 0) / DAY_MS).toBeCloseTo(inDays(6) + START / DAY_MS, 2);
  }, 60_000);

  it('ends with its own flow on any day, also where that is rated after another session', async () => {
    const { flow } = await begins();
    const own = await ledger.rates(adas(3, inDays(0.1), { flow: flow?.id ?? '' }));
    await ledger.sql('UPDATE room_rating SET compiled_at = NULL WHERE room_id = $1', [own.room]);
    await ledger.sql(
      `INSERT INTO flow_study (account_id, flow_id, flow_version, brief_opened_at) VALUES ($1, $2, 1, now())`,
      [id(0), flow?.id],
    );
    await ledger.ratesAndCompiles(adas(4, inDays(0.2)));
    await suggest();
    expect(await progress()).toMatchObject({ drill: { flow }, drilled: [] });
    await ledger.compiles(own.room);
    await ledger.sql('UPDATE room_rating SET compiled_at = now() WHERE room_id = $1', [own.room]);
    await suggest();
    expect((await progress()).drilled).toMatchObject([{ competency: 'data', sheets: 2 }]);
  }, 60_000);

  it('lapses when its time is over, and is suggested anew from today on to whoever comes to see it', async () => {
    await begins({ daysAgo: 30 });
    await ledger.ratesAndCompiles(adas(3, inDays(-29)));
    const tab = await Tab.open(server.url, { cookie: people[0]?.cookie ?? '' });
    const told = () => tab.payloads('progress:changed').length;
    const jobs = server.app.get(JobQueue, { strict: false });
    expect((await jobs.counts()).waiting).toBe(0);
    expect(Date.now() - ((await progress()).drill?.since ?? 0)).toBeGreaterThan(29 * DAY_MS);
    await until(async () => (await jobs.counts()).waiting === 1);
    expect(told()).toBe(0);
    await suggest();
    await until(() => told() === 1);
    await suggest();
    const { drill, drilled } = await progress();
    expect(drilled).toEqual([]);
    expect(Math.abs((drill?.since ?? 0) - Date.now())).toBeLessThan(60_000);
    expect(drill?.from).toBe(drill?.since);
    expect((await progress()).drill).toEqual(drill);
    expect(told()).toBe(1);
    expect((await jobs.counts()).waiting).toBe(1);
    tab.close();
  }, 60_000);

  it('does not lapse while a session may still be rated', async () => {
    const { since } = await begins({ daysAgo: 30 });
    const late = await ledger.rates(adas(3, inDays(-1)));
    await ledger.sql('UPDATE room_rating SET compiled_at = NULL, revealed_at = NULL WHERE room_id = $1', [late.room]);
    await suggest();
    expect((await progress()).drill?.since).toBe(since);
    await ledger.sql('UPDATE room_rating SET compiled_at = now(), revealed_at = now() WHERE room_id = $1', [late.room]);
    await ledger.compiles(late.room);
    await suggest();
    expect((await progress()).drilled).toMatchObject([{ since, sheets: 1 }]);
  }, 60_000);
});
