import fc from 'fast-check';
import { compileHistory, type CountedSheet } from './compile.js';
import { estimateOf } from './estimate.js';
import type { Score } from './sheet.js';

let count = 0;
function sheet(
  kind: 'peer' | 'self',
  partner: string,
  scores: { framing?: Score; data?: Score },
  at = 0,
): CountedSheet {
  count += 1;
  const ratings = (['framing', 'data'] as const).map((competency) => ({
    competency,
    score: scores[competency] ?? null,
    evidence: [],
  }));
  return {
    id: `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`,
    room: `room-${partner}-${at}`,
    round: 1,
    partner,
    at,
    kind,
    content: { ratings, overall: null, keep: '', change: '' },
  };
}
const of = (history: ReturnType<typeof compileHistory>, key: 'framing' | 'data') => {
  const found = history.competencies.find(({ competency }) => competency === key);
  if (!found) throw new Error(key);
  return found;
};

describe('compiling a history', () => {
  it('claims nothing from nothing', () => {
    const history = compileHistory([], [], []);
    expect(history).toMatchObject({ sessions: 0, partners: 0, drill: null });
    expect(history.competencies.every(({ shown, estimate }) => shown === 'nothing' && estimate === null)).toBe(true);
  });

  it('is the same whatever order the sheets come in', () => {
    const anySheet = fc
      .record({
        partner: fc.constantFrom('p', 'q', 'r'),
        kind: fc.constantFrom('peer' as const, 'self' as const),
        framing: fc.constantFrom<Score>(null, 1, 2, 3, 4, 5),
        at: fc.integer({ min: 0, max: 50 }),
      })
      .map(({ partner, kind, framing, at }) => sheet(kind, partner, { framing }, at));
    fc.assert(
      fc.property(fc.array(anySheet, { maxLength: 12 }), fc.infiniteStream(fc.nat()), (sheets, keys) => {
        const shuffled = sheets
          .map((entry) => ({ entry, key: keys.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ entry }) => entry);
        expect(compileHistory(shuffled, [], [])).toEqual(compileHistory(sheets, [], []));
      }),
    );
  });

  it('puts each rating on the line in the order of time, with the estimate as it stood then', () => {
    const history = compileHistory([sheet('peer', 'q', { data: 4 }, 20), sheet('peer', 'p', { data: 2 }, 10)], [], []);
    const data = of(history, 'data');
    expect(data.points.map(({ at, raw }) => [at, raw])).toEqual([
      [10, 2],
      [20, 4],
    ]);
    expect(data.points[0]?.value).toBeCloseTo(estimateOf(2, 1).value, 12);
    expect(data.estimate).toEqual(estimateOf(6, 2));
    expect(data).toMatchObject({ sheets: 2, raters: 2, shown: 'band' });
    expect(of(history, 'framing').sheets).toBe(0);
  });

  it('counts raters and not sheets: many ratings from one partner show nothing', () => {
    const sheets = [1, 2, 3, 4].map((at) => sheet('peer', 'p', { data: 5 }, at));
    expect(of(compileHistory(sheets, [], []), 'data')).toMatchObject({ raters: 1, sheets: 4, shown: 'nothing' });
  });

  it('keeps what a person gives themself out of the estimate, and shows the gap', () => {
    const peers = ['p', 'q', 'r', 's', 't', 'u'].map((partner, at) => sheet('peer', partner, { data: 2 }, at));
    const selfs = ['p', 'q', 'r', 's'].map((partner, at) => sheet('self', partner, { data: 5 }, at));
    const data = of(compileHistory([...peers, ...selfs], [], []), 'data');
    expect(data.estimate).toEqual(estimateOf(12, 6));
    expect(data.self).toBe(5);
    expect(data.gap?.value).toBeCloseTo(5 - estimateOf(12, 6).value, 12);
    expect(data.gap?.blind).toBe(true);
  });

  it('suggests the lowest competency that is shown, else the one that took the most prompting', () => {
    const two = ['p', 'q'].flatMap((partner, at) => [sheet('peer', partner, { data: 2, framing: 4 }, at)]);
    expect(compileHistory(two, [], []).drill?.competency).toBe('data');
    const signals = [
      { competency: 'framing' as const, unprompted: 3, afterCard: 1, missed: 1 },
      { competency: 'metrics' as const, unprompted: 0, afterCard: 1, missed: 2 },
    ];
    expect(compileHistory([], [], signals).drill?.competency).toBe('metrics');
  });

  it('adds up marked signals, and what candidates said of the interviewer', () => {
    const signals = [
      { competency: 'data' as const, unprompted: 1, afterCard: 2, missed: 0 },
      { competency: 'data' as const, unprompted: 2, afterCard: 0, missed: 1 },
    ];
    const skills = [
      { skill: 'clarity' as const, score: 4 as const },
      { skill: 'fairness' as const, score: null },
    ];
    const said: CountedSheet = {
      ...sheet('peer', 'p', {}),
      kind: 'interviewer',
      content: { ratings: skills, keep: '', change: '' },
    };
    const history = compileHistory([], [said], signals);
    expect(of(history, 'data')).toMatchObject({ unprompted: 3, afterCard: 2, missed: 1 });
    expect(history.asInterviewer.sheets).toBe(1);
    expect(history.asInterviewer.skills.find(({ skill }) => skill === 'clarity')).toEqual({
      skill: 'clarity',
      mean: 4,
      n: 1,
    });
    expect(history.asInterviewer.skills.find(({ skill }) => skill === 'fairness')?.mean).toBeNull();
    expect(history).toMatchObject({ sessions: 1, partners: 1 });
  });
});
