import { describe, expect, it } from 'vitest';
import type { LocatedFinding } from '#shared/flow/lint/lint-file.js';
import { codeParts, countFindings, countWords, findingLines, stretchOf } from './findings.presenter.js';

const finding = (part: Partial<LocatedFinding>): LocatedFinding => ({
  file: 'flow.yaml',
  severity: 'error',
  code: 'missing-field',
  path: ['steps', 0, 'script'],
  message: '"script" is missing',
  fix: 'Add it',
  line: 1,
  column: 1,
  ...part,
});

describe('findings', () => {
  it('are counted in words', () => {
    const findings = [finding({}), finding({ severity: 'warning' }), finding({})];
    expect(countWords(countFindings(findings))).toBe('2 errors, 1 warning');
    expect(countWords(countFindings([]))).toBe('Nothing to correct');
    expect(countWords(null)).toBe('Not checked yet');
  });

  it('are listed with errors first, each in the order of the text, as sentences', () => {
    const lines = findingLines([finding({ line: 9 }), finding({ line: 1, severity: 'warning' }), finding({ line: 3 })]);
    expect(lines.map(({ line }) => line)).toEqual([3, 9, 1]);
    expect(lines[0]).toMatchObject({
      message: '"script" is missing.',
      fix: 'Add it.',
      where: 'steps › no. 1 › script',
    });
  });

  it('come with what their code means and how to mend it', () => {
    const [line] = findingLines([finding({ code: 'near-duplicate' })]);
    expect(line?.explained.map(({ title }) => title)).toEqual(['What it means', 'How to mend it']);
    expect(line?.explained[1]?.text).toMatch(/^Ask from another side/);
    expect(codeParts('Write `shown` word for word')).toEqual([
      { text: 'Write ', code: false },
      { text: 'shown', code: true },
      { text: ' word for word', code: false },
    ]);
  });

  it('underline the quoted words, else the rest of the line, and never more than there is', () => {
    const text = 'title: One\nsummary: Two words  \n';
    expect(stretchOf(text, { line: 2, column: 10 })).toEqual([20, 29]);
    expect(stretchOf(text, { line: 2, column: 10, quote: 'Two' })).toEqual([20, 23]);
    expect(stretchOf(text, { line: 9, column: 1 })).toEqual([32, 32]);
    expect(stretchOf('', { line: 1, column: 1 })).toEqual([0, 0]);
  });
});
