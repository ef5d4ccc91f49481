import { factsOf, type FactSheet } from './facts.js';
import type { CandidateSheet } from './sheet.js';

const words = { keep: '', change: '' };
const rated = (score: 1 | 2 | 3 | 4 | 5 | null): CandidateSheet => ({
  ratings: [{ competency: 'data', score, evidence: [] }],
  overall: null,
  ...words,
});
const asInterviewer = (room: string, partner: string, clarity: 4 | 5 | null): FactSheet => ({
  room,
  partner,
  kind: 'interviewer',
  content: { ratings: [{ skill: 'clarity', score: clarity }], ...words },
});

describe('facts', () => {
  it('add up what one gave oneself, without what was not seen', () => {
    const sheets: FactSheet[] = [
      { room: 'one', partner: 'ben', kind: 'self', content: rated(4) },
      { room: 'one', partner: 'ben', kind: 'peer', content: rated(1) },
      { room: 'two', partner: 'ben', kind: 'self', content: rated(null) },
      { room: 'three', partner: 'eve', kind: 'self', content: rated(3) },
    ];
    const facts = factsOf(sheets, []);
    expect(facts).toMatchObject({ sessions: 3, partners: 2 });
    expect(facts.self).toEqual({ data: { n: 2, sum: 7, weighted: 7, share: 2, shareSquared: 2 } });
  });

  it('add up signals by competency', () => {
    const signal = { competency: 'data' as const, unprompted: 2, afterCard: 1, missed: 0 };
    const { signals } = factsOf([], [signal, { ...signal, missed: 3 }]);
    const data = { competency: 'data', unprompted: 4, afterCard: 2, missed: 3 };
    expect(signals.find(({ competency }) => competency === 'data')).toMatchObject(data);
    expect(signals).toHaveLength(8);
    expect(signals.find(({ competency }) => competency === 'framing')).toMatchObject({ unprompted: 0 });
  });

  it('hold the plain mean of each skill as interviewer', () => {
    const { asInterviewer: known } = factsOf(
      [asInterviewer('one', 'ben', 4), asInterviewer('two', 'eve', 5), asInterviewer('three', 'eve', null)],
      [],
    );
    expect(known.sheets).toBe(3);
    expect(known.skills.find(({ skill }) => skill === 'clarity')).toEqual({ skill: 'clarity', mean: 4.5, n: 2 });
    expect(known.skills.find(({ skill }) => skill === 'fairness')).toEqual({ skill: 'fairness', mean: null, n: 0 });
  });
});
