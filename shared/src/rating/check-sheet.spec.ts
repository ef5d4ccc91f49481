import { checkSheet, type RatedRound } from './check-sheet.js';
import type { CandidateSheet, Evidence, Score, Sheet } from './sheet.js';

const MOMENT = '7d3c6f5e-9f0a-4a54-8a9f-0c5d3f3a1b11';
const ROUND: RatedRound = {
  exercises: ['framing', 'data', 'delivery'],
  moments: [MOMENT],
  signals: ['asks-target'],
  cards: ['delay'],
};
const note: Evidence = { kind: 'note', text: 'Asked what churn means' };

function content(scores: Partial<Record<'framing' | 'data' | 'delivery', [Score, Evidence[]]>>): CandidateSheet {
  const ratings = ROUND.exercises.map((competency) => {
    const [score, evidence] = scores[competency as 'framing'] ?? [3, []];
    return { competency, score, evidence };
  });
  return { ratings, overall: 'yes', keep: 'Asks first', change: 'Land the answer' };
}
const peer = (sheet: CandidateSheet): Sheet => ({ kind: 'peer', content: sheet });
const self = (sheet: CandidateSheet): Sheet => ({ kind: 'self', content: { ...sheet, overall: null } });

describe('rule 27: what a sheet must have', () => {
  it.each([1, 2, 5] as const)('a %i carries evidence', (score) => {
    expect(checkSheet(peer(content({ data: [score, []] })), ROUND)?.code).toBe('EVIDENCE_NEEDED');
    expect(checkSheet(peer(content({ data: [score, [note]] })), ROUND)).toBeNull();
  });

  it.each([null, 3, 4] as const)('%p needs none, and not seen is always allowed', (score) => {
    expect(checkSheet(peer(content({ data: [score, []] })), ROUND)).toBeNull();
  });

  it.each<[string, Evidence, boolean]>([
    ['a moment of this round', { kind: 'moment', id: MOMENT }, true],
    ['a moment of another round', { kind: 'moment', id: '00000000-0000-4000-8000-000000000000' }, false],
    ['a marked signal', { kind: 'signal', id: 'asks-target' }, true],
    ['a signal that was not marked', { kind: 'signal', id: 'other' }, false],
    ['a played card', { kind: 'card', id: 'delay' }, true],
    ['an unplayed card', { kind: 'card', id: 'other' }, false],
  ])('%s counts as evidence: %p', (_, evidence, allowed) => {
    const problem = checkSheet(peer(content({ data: [1, [evidence]] })), ROUND);
    expect(problem?.code ?? null).toBe(allowed ? null : 'EVIDENCE_UNKNOWN');
  });

  it('does not let a self-rating probe for what the interviewer marked', () => {
    const seen = { kind: 'signal', id: 'asks-target' } as const;
    const unseen = { kind: 'signal', id: 'other' } as const;
    const answers = [seen, unseen].map((evidence) => checkSheet(self(content({ data: [1, [evidence]] })), ROUND));
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.code).toBe('EVIDENCE_UNKNOWN');
  });

  it('rates each exercised competency exactly once and no other', () => {
    const full = content({});
    expect(checkSheet(peer({ ...full, ratings: full.ratings.slice(1) }), ROUND)?.code).toBe('SHEET_INCOMPLETE');
    expect(checkSheet(peer({ ...full, ratings: [...full.ratings, ...full.ratings.slice(0, 1)] }), ROUND)?.code).toBe(
      'SHEET_INCOMPLETE',
    );
    const foreign = { competency: 'metrics' as const, score: 3 as const, evidence: [] };
    expect(checkSheet(peer({ ...full, ratings: [...full.ratings, foreign] }), ROUND)?.code).toBe(
      'COMPETENCY_NOT_EXERCISED',
    );
  });

  it('asks the interviewer for an overall judgement, one thing to keep and one to change; a self-rating has none', () => {
    expect(checkSheet(peer({ ...content({}), overall: null }), ROUND)?.code).toBe('SHEET_INCOMPLETE');
    expect(checkSheet(peer({ ...content({}), keep: '' }), ROUND)?.code).toBe('SHEET_INCOMPLETE');
    expect(checkSheet(self({ ...content({}), keep: '', change: '' }), ROUND)).toBeNull();
    expect(checkSheet({ kind: 'self', content: content({}) }, ROUND)?.code).toBe('SHEET_INCOMPLETE');
  });

  it('rates an interviewer on all four skills', () => {
    const skills = (['preparation', 'clarity', 'followups', 'fairness'] as const).map((skill) => ({
      skill,
      score: 4 as const,
    }));
    const sheet = (ratings: typeof skills): Sheet => ({
      kind: 'interviewer',
      content: { ratings, keep: '', change: '' },
    });
    expect(checkSheet(sheet(skills), ROUND)).toBeNull();
    const doubled = skills.map((rating, index) => (index === 0 ? { ...rating, skill: 'clarity' as const } : rating));
    expect(checkSheet(sheet(doubled), ROUND)?.code).toBe('SHEET_INCOMPLETE');
  });
});
