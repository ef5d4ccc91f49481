import { describe, expect, it } from 'vitest';
import { Z90 } from '#shared/rating/shown.js';
import { blindLabel, blindRows, blindSentence, blindShapes, blindTable, offsetSentence } from './blind.presenter.js';
import { competency } from './testing/competency.builder.js';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const rated = { shown: 'band', raters: 2, sheets: 4, estimate: 3, se: 0.3, self: 4, selfSheets: 4 } as const;

describe('blind spots', () => {
  it('draw the gap with the width within which it may be chance', () => {
    const rows = blindRows([competency('data', { ...rated, gap: { value: 1, se: 0.4, blind: true } })]);
    const [row] = rows;
    expect(plain(row?.words ?? '')).toBe('+ 1.0 ± 0.7');
    expect(row?.dumbbell).toMatchObject({ self: 4, peers: 3, blind: true, over: true });
    expect(row?.dumbbell?.from).toBeCloseTo(4 - Z90 * 0.4);
    // The picture and the claim agree: the partners' dot lies outside the bar exactly when the gap is surely there.
    expect((row?.dumbbell?.peers ?? 1) < (row?.dumbbell?.from ?? 0)).toBe(true);
    expect(blindShapes(rows)[0]?.shapes[1]).toMatchObject({ kind: 'line', tone: 'weak', width: 4 });
    expect(plain(rows.map(blindLabel)[0] ?? '')).toBe(
      'Data scepticism: you 4.0, partners 3.0, gap + 1.0 ± 0.7, a gap that is surely there',
    );
  });

  it('leave out of the picture what one is off by everywhere, and say it', () => {
    const own = { ...rated, self: 4.4, gap: { value: 0.9, se: 0.4, blind: true } };
    expect(blindRows([competency('data', own)])[0]?.dumbbell?.self).toBeCloseTo(3.9);
    expect(plain(blindTable(blindRows([competency('data', own)]), true).rows[0]?.join(' | ') ?? '')).toBe(
      'Data scepticism | 4.4 | 3.9 | 3.0 | + 0.9 ± 0.7 | surely there',
    );
    expect(blindTable(blindRows([competency('data', own)]), false).head).not.toContain('You, evened out');
    expect(offsetSentence({ selfOffset: { score: 0.5, se: 0.1 } })).toContain(
      'you rate yourself 0.5 higher than your partners do, give or take 0.2. That is taken out',
    );
    expect(offsetSentence({ selfOffset: { score: -0.1, se: 0.3 } })).toContain('which may be chance');
    expect(offsetSentence({ selfOffset: { score: 0.01, se: 0.3 } })).toContain('as your partners do');
    expect(offsetSentence({ selfOffset: null })).toBe('');
  });

  it('add up as they are said, to the tenth', () => {
    const own = { ...rated, estimate: 4.018, gap: { value: -0.356, se: 0.17, blind: true } };
    expect(plain(blindRows([competency('framing', own)]).map(blindLabel)[0] ?? '')).toBe(
      'Problem framing: you 3.6, partners 4.0, gap − 0.4 ± 0.3, a gap that is surely there',
    );
  });

  it('say what is missing instead', () => {
    const rows = blindRows([
      competency('data', { raters: 1, self: 4, selfSheets: 1 }),
      competency('metrics', { ...rated, self: null, selfSheets: 0 }),
    ]);
    expect(rows.map(({ dumbbell }) => dumbbell)).toEqual([null, null]);
    expect(rows[1]?.words).toBe('You have not rated yourself on it');
    expect(blindSentence(rows)).toBe('Not enough evidence yet.');
  });

  it('are named in a sentence, over and under apart, chance left out', () => {
    const rows = blindRows([
      competency('data', { ...rated, gap: { value: 1, se: 0.4, blind: true } }),
      competency('metrics', { ...rated, gap: { value: -1, se: 0.4, blind: true } }),
      competency('framing', { ...rated, gap: { value: 0.3, se: 0.4, blind: false } }),
    ]);
    expect(blindSentence(rows)).toBe(
      'You see yourself higher on Data scepticism. Your partners see you higher on Metric judgement.',
    );
    expect(blindSentence(rows.slice(2))).toBe('No gap here is larger than chance.');
  });

  it('have no sign at zero', () => {
    const [row] = blindRows([competency('data', { ...rated, gap: { value: -0.02, se: 0.3, blind: false } })]);
    expect(row?.words).toBe('0.0 ± 0.5');
  });
});
