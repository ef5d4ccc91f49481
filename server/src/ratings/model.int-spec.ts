import { DataSource } from 'typeorm';
import { RatingModel } from '#shared/rating/model/rating-model.js';
import { Transaction } from '../database/transaction.js';
import { JobQueue } from '../jobs/job.queue.js';
import { RoomStory, until, type Person } from '../testing/room.story.js';
import { joinTestApp, startTestApp, type TestApp } from '../testing/test.app.js';
import { Visitor } from '../testing/visitor.js';
import { CountingService } from './counting.service.js';
import { LedgerStore } from './model/ledger.store.js';
import { OutputStore } from './model/output.store.js';
import { RaterCalibrationService } from './rater-calibration.service.js';
import { LedgerStory, type RatedRound } from './testing/ledger.story.js';

let server: TestApp;
let story: RoomStory;
let ledger: LedgerStory;
let people: Person[];

/** A small world for every test: seven people who rate each other, of whom Finn is harsh and Gus lenient. */
beforeEach(async () => {
  server = await startTestApp({ runsWorkers: false });
  story = new RoomStory(server.app, server.url);
  ledger = new LedgerStory(server.app);
  people = [];
  for (const name of ['Ada', 'Ben', 'Cleo', 'Dan', 'Eve', 'Finn', 'Gus']) people.push(await story.person(name));
}, 60_000);
afterEach(() => server.close());

const id = (index: number): string => people[index]?.id ?? '';
const visitor = (index: number): Visitor => new Visitor(server.url, { Cookie: people[index]?.cookie ?? '' });
const progress = async (index: number) => (await visitor(index).calls('progress', { query: {} })).value;
const at = (day: number): number => Date.UTC(2026, 0, 1) + day * 86_400_000;
const state = () => ledger.sql('SELECT batch, written, epoch FROM rating_state');

function clamp(score: number): 1 | 2 | 3 | 4 | 5 {
  return ([1, 2, 3, 4, 5] as const)[Math.min(5, Math.max(1, score)) - 1] ?? 3;
}

/** Whoever is candidate gets 3, Ada one more; Finn gives one less and Gus one more. */
function round(candidate: number, interviewer: number, day: number, more: Partial<RatedRound> = {}): RatedRound {
  const base = 3 + (candidate === 0 ? 1 : 0) - (interviewer === 5 ? 1 : 0) + (interviewer === 6 ? 1 : 0);
  return {
    candidate: id(candidate),
    interviewer: id(interviewer),
    scores: { framing: clamp(base), data: clamp(base + (day % 2)), delivery: clamp(base) },
    skills: { preparation: 4, clarity: 3 },
    day,
    flow: `flow-${day % 3}`,
    ...more,
  };
}

/** Everybody is rated by everybody else, one a day. */
function everyPair(): RatedRound[] {
  const pairs = people.flatMap((_, a) => people.flatMap((__, b) => (a === b ? [] : [[a, b] as const])));
  return pairs.map(([a, b], day) => round(a, b, day));
}

describe('the first sheets of an instance', () => {
  it('show nothing from one rater, a band from two, and are solved at once', async () => {
    await ledger.ratesAndCompiles(round(0, 1, 1));
    expect((await progress(0)).overall).toMatchObject({ sheets: 1, raters: 1, shown: 'nothing', score: null });
    expect((await visitor(0).calls('progressPoints', { query: {} })).value.points).toEqual([]);
    await ledger.ratesAndCompiles(round(0, 2, 2));
    const { overall, competencies } = await progress(0);
    expect(overall).toMatchObject({ sheets: 2, raters: 2, shown: 'band', level: 'mid' });
    expect(overall.score).toBeGreaterThan(3);
    expect(competencies.find(({ competency }) => competency === 'data')?.points).toHaveLength(2);
    const { points } = (await visitor(0).calls('progressPoints', { query: {} })).value;
    expect(points.map(({ raw }) => raw)).toEqual([4, 13 / 3]);
    expect(points[0]).toMatchObject({ score: overall.score, se: overall.se, track: 'ml-case', round: 1 });
    expect(await state()).toEqual([{ batch: 2, written: 2, epoch: 2 }]);
  });
});

describe('what is written', () => {
  it('is what the model says of the same sheets, for both roles', async () => {
    const model = { candidate: new RatingModel(), interviewer: new RatingModel() };
    for (const each of everyPair()) {
      const { peer, interviewer } = await ledger.ratesAndCompiles(each);
      const sheet = { at: at(each.day), question: `ml-case/${each.flow}`, level: 'mid' };
      const { candidate, interviewer: rater } = each;
      model.candidate.insert({ ...sheet, id: peer, candidate, rater, scores: each.scores });
      const turned = { candidate: rater, rater: candidate, scores: each.skills ?? {} };
      model.interviewer.insert({ ...sheet, id: interviewer, ...turned });
    }
    await ledger.solvesAnew();
    model.candidate.solve();
    model.interviewer.solve();
    const { overall, asInterviewer, byTrack, raters } = await progress(0);
    expect(overall).toMatchObject({ ...model.candidate.candidate(id(0))?.overall, sheets: 6, raters: 6 });
    expect(asInterviewer).toMatchObject({ ...model.interviewer.candidate(id(0))?.overall, raters: 6 });
    expect(byTrack).toEqual([{ track: 'ml-case', ...partOf(model.candidate) }]);
    expect(raters).toEqual({ harsh: 1, typical: 4, lenient: 1 });
    const platform = { reliability: model.candidate.reliability(), holdOut: model.candidate.holdOut() };
    expect(await ledger.sql(`SELECT platform FROM rating_epoch WHERE state = 'current'`)).toEqual([{ platform }]);
    const { consistency, spread } = model.candidate.rater(id(5)) ?? {};
    expect((await progress(5)).asInterviewer).toMatchObject({ consistency, spread });
    expect((await progress(5)).asInterviewer.severity?.value).toBe(model.candidate.severity(id(5))?.score);
  }, 60_000);

  const partOf = (model: RatingModel) => {
    const { sheets, mean, se } = model.parts(id(0), () => 'all').get('all') ?? { sheets: 0, mean: 0, se: 0 };
    return { sheets, mean, se };
  };

  it('is the same to the bit after five compiles at once, in two processes (G9)', async () => {
    const other = await joinTestApp({ runsWorkers: false });
    try {
      const beside = new LedgerStory(other.app);
      for (const each of everyPair().slice(0, 20)) await ledger.ratesAndCompiles(each);
      const { room } = await ledger.rates(round(2, 3, 50));
      await Promise.all([ledger, beside, ledger, beside, ledger].map((process) => process.compiles(room)));
      const written = await ledger.written();
      expect(await state()).toEqual([expect.objectContaining({ batch: 21, written: 21 })]);
      await ledger.restarts();
      await ledger.compiles(room);
      expect(await ledger.written()).toEqual(written);
    } finally {
      await other.close();
    }
  }, 60_000);

  it('is the same whether a process goes on, starts again, or another one takes over', async () => {
    const rounds = everyPair();
    const other = await joinTestApp({ runsWorkers: false });
    try {
      const beside = new LedgerStory(other.app);
      for (const each of rounds.slice(0, 30)) await ledger.ratesAndCompiles(each);
      for (const [index, each] of rounds.slice(30, 32).entries()) {
        const { room } = await ledger.rates(each);
        await (index % 2 === 0 ? beside : ledger).compiles(room);
      }
      const before = await ledger.written();
      const accounts = people.map((person) => person.id);
      expect(await ledger.says(accounts)).toEqual(await beside.says(accounts));
      await ledger.restarts();
      expect(await ledger.says(accounts)).toEqual(await beside.says(accounts));
      expect(await ledger.written()).toEqual(before);
    } finally {
      await other.close();
    }
  }, 60_000);

  it('is made up for where a process died between batch and write', async () => {
    const rounds = everyPair().slice(0, 24);
    const [last] = rounds.splice(-1);
    for (const each of rounds) await ledger.ratesAndCompiles(each);
    const { room } = await ledger.rates(last ?? round(0, 1, 99));
    const written = jest.spyOn(server.app.get(OutputStore, { strict: false }), 'write');
    written.mockRejectedValueOnce(new Error('killed'));
    await expect(ledger.compiles(room)).rejects.toThrow('killed');
    written.mockRestore();
    expect(await state()).toEqual([expect.objectContaining({ batch: 24, written: 23 })]);
    await ledger.restarts();
    await ledger.compiles(room);
    expect(await state()).toEqual([expect.objectContaining({ batch: 24, written: 24 })]);
    const healed = await ledger.written();
    await ledger.solvesAnew();
    const anew = await ledger.written();
    expect(healed.candidates).toHaveLength(anew.candidates.length);
    expect(healed.points).toHaveLength(24);
  }, 60_000);
});

describe('a sheet that is taken out', () => {
  const counting = () => server.app.get(CountingService, { strict: false });
  const within = <T>(work: (tx: Parameters<Parameters<Transaction['run']>[0]>[0]) => Promise<T>) =>
    server.app.get(Transaction, { strict: false }).run(work);

  it('leaves after the next solve what would have been without it, to the bit', async () => {
    const rounds = everyPair().slice(0, 25);
    for (const each of rounds) await ledger.ratesAndCompiles(each);
    await ledger.solvesAnew();
    const never = await ledger.written();
    const { room, peer, interviewer } = await ledger.ratesAndCompiles(round(4, 6, 60, { level: 'senior' }));
    expect(await ledger.written()).not.toEqual(never);
    for (const sheet of [peer, interviewer]) expect(await within((tx) => counting().exclude(tx, sheet))).toBe(true);
    await ledger.compiles(room);
    const out = await ledger.written();
    expect(out.points).toHaveLength(25);
    await ledger.solvesAnew();
    expect(await ledger.written()).toEqual(never);
    expect(await ledger.sql('SELECT count(*)::int AS n FROM counted_sheet WHERE removing')).toEqual([{ n: 0 }]);
  }, 60_000);

  it('is kept and shown, can be put back, and can be changed', async () => {
    for (const each of everyPair().slice(0, 12)) await ledger.ratesAndCompiles(each);
    const { room, peer } = await ledger.ratesAndCompiles(round(0, 5, 70));
    const given = () => ledger.sql('SELECT raw FROM rating_point WHERE sheet_id = $1', [peer]);
    const before = await given();
    await within((tx) => counting().exclude(tx, peer));
    expect(await within((tx) => counting().exclude(tx, peer))).toBe(false);
    await ledger.compiles(room);
    expect(await given()).toEqual([]);
    const { sessions } = (await visitor(0).calls('sessionHistory', { query: {} })).value;
    expect(sessions.find((session) => session.room === room)).toMatchObject({ disputed: true, mean: 3 });
    expect(await within((tx) => counting().restore(tx, peer))).toBe(true);
    await ledger.compiles(room);
    expect(await given()).toEqual(before);
    const rating = { competency: 'data' as const, score: 5 as const, evidence: [] };
    const content = { ratings: [rating], overall: 'yes' as const, keep: 'k', change: 'c' };
    expect(await within((tx) => counting().replace(tx, peer, { kind: 'peer', content }))).toBe(true);
    await ledger.compiles(room);
    expect(await given()).toEqual([{ raw: 5 }]);
  }, 60_000);

  it('goes with everything of an account that is erased', async () => {
    for (const each of everyPair()) await ledger.ratesAndCompiles(each);
    const { room } = await ledger.rates(round(1, 2, 90));
    await within((tx) => counting().forget(tx, id(0)));
    await ledger.compiles(room);
    const { candidates, points, raters } = JSON.parse(JSON.stringify(await ledger.written())) as Record<
      string,
      unknown
    >;
    expect(JSON.stringify([candidates, points, raters])).not.toContain(id(0));
    expect(
      await ledger.sql('SELECT count(*)::int AS n FROM rating_point WHERE epoch = (SELECT epoch FROM rating_state)'),
    ).toEqual([{ n: 31 }]);
  }, 60_000);
});

describe('a full solve', () => {
  it('is read whole or not at all, and takes in what comes meanwhile', async () => {
    const rounds = everyPair();
    for (const each of rounds.slice(0, 35)) await ledger.ratesAndCompiles(each);
    await ledger.solvesAnew();
    const source = server.app.get(DataSource, { strict: false });
    const seen = new Set<string>();
    let solving = true;
    const reading = (async () => {
      while (solving) {
        const numbers = await progress(0);
        const { points } = (await visitor(0).calls('progressPoints', { query: {} })).value;
        const stands = numbers.competencies.flatMap((entry) => entry.points).length > 0;
        seen.add(`${numbers.overall.sheets} ${stands} ${points.length}`);
      }
    })();
    const solved = ledger.solvesAnew();
    const { room } = await ledger.rates(rounds[35] ?? round(0, 1, 35));
    await ledger.compiles(room);
    await solved;
    solving = false;
    await reading;
    expect([...seen]).toEqual(['6 true 6']);
    await until(async () => (await ledger.written()).points.length === 36);
    const epochs: unknown[] = await source.query('SELECT DISTINCT epoch FROM rating_point');
    expect(epochs).toHaveLength(1);
    const written = await ledger.written();
    await ledger.restarts();
    const said = await ledger.says(people.map((person) => person.id));
    const scores = written.candidates.filter(isCandidate).map(({ score }) => score);
    const off = said
      .flatMap(({ candidate }) => candidate ?? [])
      .map(({ score }, index) => score - (scores[index] ?? 0));
    expect(off).toHaveLength(6);
    expect(Math.max(...off.map(Math.abs))).toBeLessThan(0.006);
  }, 60_000);

  it('made anew from the sheets says what it said before', async () => {
    for (const each of everyPair().slice(0, 20)) await ledger.ratesAndCompiles(each);
    await ledger.solvesAnew();
    const before = await ledger.written();
    await ledger.rebuilds();
    expect(await ledger.written()).toEqual(before);
    const { room } = await ledger.rates(round(1, 6, 80));
    await ledger.compiles(room);
    expect((await ledger.written()).points).toHaveLength(21);
  }, 60_000);

  it('that was begun and never ended leaves nothing behind', async () => {
    for (const each of everyPair().slice(0, 8)) await ledger.ratesAndCompiles(each);
    await ledger.sql(
      `INSERT INTO rating_epoch (id, batch, reason, state, started_at) VALUES (900, 3, 'x', 'running', now())`,
    );
    await ledger.sql(
      `INSERT INTO rating_rater (epoch, account_id, severity, se, sheets, vignettes, flags) VALUES (900, $1, 9, 9, 1, 1, '[]')`,
      [id(0)],
    );
    await ledger.solvesAnew();
    expect(await ledger.sql('SELECT state FROM rating_epoch WHERE id = 900')).toEqual([{ state: 'failed' }]);
    expect(await ledger.sql('SELECT 1 FROM rating_rater WHERE epoch = 900')).toEqual([]);
  }, 60_000);
});

describe('a process that is told to end', () => {
  it('gives up the solve that it is at, and the next one begins it anew', async () => {
    for (const each of everyPair().slice(0, 20)) await ledger.ratesAndCompiles(each);
    const other = await joinTestApp();
    const client = jest.spyOn(other.app.get(OutputStore, { strict: false }), 'write');
    client.mockImplementation(() => new Promise((resolve) => setTimeout(resolve, 1_500)));
    const jobs = other.app.get(JobQueue, { strict: false });
    await jobs.add({ name: 'solve-epoch', reason: 'test' }, { id: 'solve-epoch' });
    await until(() => client.mock.calls.length > 0, 10_000);
    await other.close();
    client.mockRestore();
    const running = await ledger.sql(`SELECT state FROM rating_epoch WHERE reason = 'test' ORDER BY id DESC LIMIT 1`);
    expect(running).toEqual([{ state: 'failed' }]);
    await ledger.solvesAnew();
    expect((await ledger.written()).points).toHaveLength(20);
  }, 60_000);
});

describe('a calibration', () => {
  it('tells how strict somebody is who has rated nobody, from the next batch on', async () => {
    for (const each of everyPair().slice(0, 5)) await ledger.ratesAndCompiles(each);
    const scores = JSON.stringify([{ competency: 'data', score: 2, reference: 4 }]);
    await ledger.sql(
      `INSERT INTO vignette_rating (id, account_id, track, attempt, vignette, version, scores, rated_at)
       VALUES (gen_random_uuid(), $1, 'ml-case', 1, 'v', 1, $2, now())`,
      [id(6), scores],
    );
    const tx = server.app.get(Transaction, { strict: false });
    await tx.run((each) => server.app.get(RaterCalibrationService, { strict: false }).rated(each, id(6)));
    expect(await server.app.get(LedgerStore, { strict: false }).waits()).toBe(true);
    expect((await progress(6)).asInterviewer.severity).toBeNull();
    await ledger.compilesWaiting();
    const { severity } = (await progress(6)).asInterviewer;
    expect(severity).toMatchObject({ sheets: 0, vignettes: 1 });
    expect(severity?.value).toBeGreaterThan(0.3);
  }, 60_000);
});

function isCandidate(row: unknown): row is { role: 'candidate'; score: number } {
  return typeof row === 'object' && row !== null && 'role' in row && row.role === 'candidate';
}
