import { lastRecheck, recheckDue, type Recheck } from './recheck.js';

const VIGNETTES = ['a', 'b', 'c', 'd'].map((id) => ({ id }));
const rated = (...ids: string[]) => ids.map((vignette, index) => ({ vignette, at: index + 1 }));
const recheck = (cycle: number, vignette: string, at = 0, scores: Recheck['scores'] = []): Recheck => ({
  cycle,
  vignette,
  at,
  scores,
});

describe('a re-check', () => {
  it('is due after ten rated interviews, and two are', () => {
    const due = (interviews: number, ...done: Recheck[]) => recheckDue('ada', interviews, VIGNETTES, [], done);
    expect(due(9)).toBeNull();
    const first = due(10);
    expect(VIGNETTES.map(({ id }) => id)).toContain(first);
    expect(due(19)).toBe(first);
    const second = due(10, recheck(1, first ?? ''));
    expect(second).not.toBe(first);
    expect(due(19, recheck(1, 'a'), recheck(1, 'b'))).toBeNull();
    expect(due(20, recheck(1, 'a'), recheck(1, 'b'))).not.toBeNull();
  });

  it('takes what was never rated, then what was rated longest ago', () => {
    const due = (all: ReturnType<typeof rated>, ...done: Recheck[]) => recheckDue('ada', 10, VIGNETTES, all, done);
    expect(due(rated('a', 'b', 'c'))).toBe('d');
    expect(due(rated('c', 'a', 'b', 'd'))).toBe('c');
    expect(due(rated('c', 'a', 'b', 'd', 'c'))).toBe('a');
    expect(due(rated('c', 'a', 'b', 'd'), recheck(1, 'c'))).toBe('a');
    expect(recheckDue('ada', 10, [], [], [])).toBeNull();
  });

  it('is in an order of one’s own, another one in each cycle', () => {
    const firsts = ['ada', 'ben', 'eve', 'kim', 'lou', 'max'].map((who) => recheckDue(who, 10, VIGNETTES, [], []));
    expect(new Set(firsts).size).toBeGreaterThan(1);
  });

  it('is finished with its second answer, and the last finished one counts', () => {
    const near = [{ score: 3, reference: 4 }];
    const far = [{ score: 1, reference: 5 }];
    expect(lastRecheck([])).toBeNull();
    expect(lastRecheck([recheck(1, 'a', 5, near)])).toBeNull();
    const done = [recheck(1, 'a', 5, near), recheck(1, 'b', 7, far), recheck(2, 'c', 9, near)];
    expect(lastRecheck(done)).toMatchObject({ scores: 2, withinOne: 1, exact: 0, at: 7 });
    expect(lastRecheck([...done, recheck(2, 'd', 11, near)])).toMatchObject({ scores: 2, withinOne: 2, at: 11 });
  });
});
