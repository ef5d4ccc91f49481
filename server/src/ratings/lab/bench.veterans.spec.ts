import { veteransIn, veteranSessions } from './bench.veterans.js';

const DAY_MS = 86_400_000;

describe('veterans', () => {
  it('have 400 sessions, and in a small world no more than a tenth of its rounds together', () => {
    expect(veteransIn(1_000_000)).toMatchObject({ sessions: 400 });
    expect(veteransIn(1_000_000).people).toHaveLength(5);
    expect(veteransIn(20_000).sessions).toBe(200);
    expect(veteransIn(99).sessions).toBe(0);
  });

  it('practise from the first day to the last, with many partners, in two rounds each', () => {
    const time = { from: 0, to: 1000 * DAY_MS };
    const partners = Array.from({ length: 50 }, (_, number) => `u${number}`);
    const sessions = veteranSessions({ people: ['one', 'two'], sessions: 100, partners, ...time });
    expect(sessions).toHaveLength(200);
    const times = sessions.map(({ first }) => first.at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times[0]).toBeLessThan(20 * DAY_MS);
    expect(times.at(-1)).toBeGreaterThan(980 * DAY_MS);
    for (const { first, second } of sessions) {
      expect(second).toMatchObject({ candidate: first.rater, rater: first.candidate });
      expect(second?.at).toBeLessThanOrEqual(time.to);
      expect(Object.keys(first.scores).length).toBeGreaterThan(0);
    }
    const own = sessions.filter(({ first }) => first.candidate === 'one');
    expect(new Set(own.map(({ first }) => first.rater)).size).toBeGreaterThan(30);
    expect(new Set(own.map(({ first }) => first.level)).size).toBe(2);
    expect(new Set(sessions.flatMap(({ first, second }) => [first.id, second?.id])).size).toBe(400);
  });
});
