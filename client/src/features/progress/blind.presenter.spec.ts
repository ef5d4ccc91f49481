import { describe, expect, it } from 'vitest';
import { Z90 } from '#shared/rating/shown.js';
import { blindRows, blindSentence } from './blind.presenter.js';
import { competency } from './testing/competency.builder.js';

const rated = { shown: 'band', raters: 2, sheets: 4, estimate: 3, se: 0.3, self: 4, selfSheets: 4 } as const;

describe('blind spots', () => {
  it('draw the gap with the width within which it may be chance', () => {
    const [row] = blindRows([competency('data', { ...rated, gap: { value: 1, se: 0.4, blind: true } })]);
    expect(row?.words).toBe('+1.0 ± 0.7');
    expect(row?.dumbbell).toMatchObject({ self: 0.75, peers: 0.5, blind: true, over: true });
    expect(row?.dumbbell?.from).toBeCloseTo((4 - Z90 * 0.4 - 1) / 4);
    // The picture and the claim agree: the partners' dot lies outside the bar exactly when the gap is surely there.
    expect((row?.dumbbell?.peers ?? 1) < (row?.dumbbell?.from ?? 0)).toBe(true);
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
