import { gradeOf, paperOf } from './check.js';
import type { Flow } from './flow.schema.js';

const question = (name: string, options: number, answer: number): Flow['checks'][number] => ({
  question: `What of ${name}?`,
  options: Array.from({ length: options }, (_, index) => `${name} ${index}`),
  answer,
  because: `Because of ${name}.`,
});
const CHECKS = [question('risk', 4, 2), question('leak', 4, 0), question('effect', 3, 1)];
const order = (paper: ReturnType<typeof paperOf>) => paper.map(({ options }) => options.map(({ option }) => option));

describe('the check of a flow', () => {
  it('is put with every option once, and with nothing that tells which is right', () => {
    const paper = paperOf(CHECKS, 'ada', 0);
    expect(paper.map((put) => put.question)).toEqual(CHECKS.map((check) => check.question));
    for (const [index, put] of paper.entries()) {
      expect(Object.keys(put).sort()).toEqual(['options', 'question']);
      expect(put.options.map(({ option, text }) => [option, text]).sort()).toEqual(
        CHECKS[index]?.options.map((text, option) => [option, text]),
      );
    }
    expect(JSON.stringify(paper)).not.toContain('Because');
  });

  it('is the same for the same person and attempt, and in another order for the next and for others', () => {
    expect(paperOf(CHECKS, 'ada', 1)).toEqual(paperOf(CHECKS, 'ada', 1));
    for (let attempt = 0; attempt < 8; attempt += 1) {
      const [now, next] = [order(paperOf(CHECKS, 'ada', attempt)), order(paperOf(CHECKS, 'ada', attempt + 1))];
      for (const index of [0, 1, 2]) expect(next[index]).not.toEqual(now[index]);
    }
    const orders = ['ada', 'ben', 'cleo', 'dan', 'eve'].map((who) => JSON.stringify(order(paperOf(CHECKS, who, 0))));
    expect(new Set(orders).size).toBeGreaterThan(1);
  });

  it('is passed by three right answers alone', () => {
    expect(gradeOf(CHECKS, [2, 0, 1])).toEqual({
      passed: true,
      results: CHECKS.map(({ answer, because }) => ({ right: true, answer, because })),
    });
    const wrong = gradeOf(CHECKS, [2, 1, 1]);
    expect(wrong.passed).toBe(false);
    expect(wrong.results.map(({ right }) => right)).toEqual([true, false, true]);
    expect(gradeOf(CHECKS, [2, 0]).passed).toBe(false);
    expect(gradeOf(CHECKS, []).passed).toBe(false);
  });
});
