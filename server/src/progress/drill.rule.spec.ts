import { fateOf, windowFrom, type Evidence, type ScoredRound } from './drill.rule.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const BEGUN = Date.UTC(2026, 0, 1, 12);
const DRILL = { since: BEGUN, from: BEGUN + 7 * DAY, until: BEGUN + 14 * DAY, flow: 'churn' };

/** Hours and days after it was begun. */
const round = (at: number, flow = 'other'): ScoredRound => ({ at: BEGUN + at, flow });
const fate = (evidence: Partial<Evidence>, after = DAY, zone: string | null = null) =>
  fateOf(DRILL, { rated: [], awaiting: false, ...evidence }, { now: BEGUN + after, zone });

describe('a drill is done', () => {
  it('by a rated round on its first day or later', () => {
    expect(fate({ rated: [round(6 * DAY + 11 * HOUR)] })).toBe('open');
    expect(fate({ rated: [round(6 * DAY + 12 * HOUR)] })).toBe('done');
    expect(fate({ rated: [round(20 * DAY)] }, 21 * DAY)).toBe('done');
  });

  it('by its own flow on any day', () => {
    expect(fate({ rated: [round(HOUR, 'churn')] })).toBe('done');
    expect(
      fateOf({ ...DRILL, flow: null }, { rated: [round(HOUR)], awaiting: false }, { now: BEGUN, zone: null }),
    ).toBe('open');
  });

  it('by none that was over before it was begun, whenever that one was compiled', () => {
    expect(fate({ rated: [round(-DAY), round(0, 'churn')] })).toBe('open');
  });

  it('by days as they are where the person lives', () => {
    const evening = { rated: [round(6 * DAY + 4 * HOUR)] };
    expect(fate(evening)).toBe('open');
    expect(fate(evening, DAY, 'Asia/Tokyo')).toBe('done');
  });

  it('whatever the order in which rounds are told', () => {
    const rated = [round(-DAY), round(DAY), round(8 * DAY)];
    expect([fate({ rated }), fate({ rated: rated.toReversed() })]).toEqual(['done', 'done']);
  });
});

describe('a drill that is not done', () => {
  it('lapses once its last day is over', () => {
    expect(fate({ rated: [round(DAY)] }, 14 * DAY + 11 * HOUR)).toBe('open');
    expect(fate({ rated: [round(DAY)] }, 14 * DAY + 13 * HOUR)).toBe('lapsed');
  });

  it('is held while a session since may still be rated', () => {
    expect(fate({ awaiting: true })).toBe('held');
    expect(fate({ awaiting: true }, 15 * DAY)).toBe('held');
    expect(fate({ awaiting: true, rated: [round(8 * DAY)] }, 15 * DAY)).toBe('done');
  });
});

describe('the time of a drill', () => {
  const days = (last: number | null) => {
    const { from, until } = windowFrom(last === null ? null : BEGUN + last, BEGUN);
    return [from, until].map((date) => (date.getTime() - BEGUN) / DAY);
  };

  it('is a week or two after the last session, and never in the past', () => {
    expect(days(0)).toEqual([7, 14]);
    expect(days(-5 * DAY)).toEqual([2, 9]);
    expect(days(-40 * DAY)).toEqual([0, 7]);
    expect(days(null)).toEqual([7, 14]);
  });
});
