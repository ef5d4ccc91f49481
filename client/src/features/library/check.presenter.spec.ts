import { describe, expect, it } from 'vitest';
import type { CheckPaper, CheckResult } from '#shared/contract/library.js';
import { answersOf, gradedRows, missingWords, noChoices, verdictWords } from './check.presenter.js';

const PAPER: CheckPaper = [0, 1, 2].map((n) => ({
  question: `Question ${n}`,
  options: [2, 0, 1].map((option) => ({ option, text: `${n}-${option}` })),
}));
const result = (rights: boolean[]): CheckResult => ({
  passed: rights.every(Boolean),
  licensedAt: null,
  results: rights.map((right, n) => ({ right, answer: n, because: `Because ${n}` })),
  again: null,
});

describe('answering the check', () => {
  it('says which questions are open, and sends nothing before all are answered', () => {
    expect(noChoices(PAPER)).toEqual([null, null, null]);
    expect(missingWords([null, null, null])).toBe('Choose an answer to each question first.');
    expect(missingWords([1, null, null])).toBe('Question 2 and 3 are still open.');
    expect(missingWords([1, null, 0])).toBe('Question 2 is still open.');
    expect(missingWords([1, 0, 0])).toBeNull();
    expect(answersOf([1, null, 0])).toBeNull();
    expect(answersOf([0, 2, 1])).toEqual([0, 2, 1]);
  });

  it('shows every question as it was put, with what was right', () => {
    const [first, second] = gradedRows(PAPER, [0, 2, 2], result([true, false, true]));
    expect(first).toMatchObject({ right: true, because: 'Because 0' });
    expect(first?.options.map(({ option, verdict }) => [option, verdict])).toEqual([
      [2, null],
      [0, 'right'],
      [1, null],
    ]);
    expect(second?.options.map(({ option, verdict }) => [option, verdict])).toEqual([
      [2, 'wrong'],
      [0, null],
      [1, 'missed'],
    ]);
  });

  it.each([
    [[true, true, true], 'All three are right. You may interview with this flow.'],
    [[true, false, true], 'Two of three are right.'],
    [[false, false, true], 'One of three is right.'],
    [[false, false, false], 'None of three is right.'],
  ])('says how it went (%j)', (rights, title) => {
    expect(verdictWords(result(rights), 'library').title).toBe(title);
  });

  it('says in a room that one may begin all the same, since a partner waits', () => {
    expect(verdictWords(result([true, false, true]), 'room').lede).toMatch(/begin all the same/);
  });
});
