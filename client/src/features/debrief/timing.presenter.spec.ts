import { describe, expect, it } from 'vitest';
import { stageBars, stepBars, stepSentence } from './timing.presenter.js';

const step = (id: string, spentMs: number, budgetMs: number) => ({ id, title: id, spentMs, budgetMs });

describe('time per step', () => {
  it('is drawn on one scale; over its budget from a tenth on', () => {
    const [a, b] = stepBars([step('Open', 100, 200), step('Data', 400, 200)]);
    expect(a).toMatchObject({ spent: 0.25, budget: 0.5, over: false });
    expect(b).toMatchObject({ spent: 1, budget: 0.5, over: true });
    expect(stepBars([step('Open', 109, 100)])[0]?.over).toBe(false);
  });

  it('names the step that ran over most, and those not reached', () => {
    const bars = stepBars([step('Open', 150, 100), step('Data', 900, 300), step('Launch', 0, 100)]);
    expect(stepSentence(bars)).toBe('“Data” took longer than planned. “Launch” was not reached.');
    expect(stepSentence(stepBars([step('Open', 90, 100)]))).toBe('Every step kept its time.');
    expect(stepSentence(stepBars([step('Open', 90, 100), step('Data', 0, 100), step('Launch', 0, 100)]))).toBe(
      'No step ran over. 2 steps were not reached.',
    );
  });

  it('names the stages of a design interview', () => {
    expect(stageBars([{ stage: 'failure-modes', spentMs: 400, budgetMs: 200 }])).toMatchObject([
      { title: 'Failure modes', over: true },
    ]);
  });

  it('of nothing divides by nothing', () => {
    expect(stepBars([step('Open', 0, 0)])[0]).toMatchObject({ spent: 0, budget: 0, over: false });
  });
});
