import { describe, expect, it } from 'vitest';
import { COMPETENCIES } from '#shared/interview/competency.js';
import { openingOf } from './opening.presenter.js';
import { competency, point, progressOf } from './testing/competency.builder.js';

const rated = { shown: 'score', raters: 3, sheets: 8, estimate: 3.5, se: 0.25 } as const;
const rising = { ...rated, points: [point(60, 2.8, 0.3), point(2, 3.5, 0.25)] };
const falling = { ...rated, points: [point(60, 3.5, 0.3), point(2, 2.8, 0.25)] };

describe('the sentence that the page opens with', () => {
  it('claims nothing from a single partner', () => {
    const few = progressOf([competency('data', { raters: 1, sheets: 1, points: [point(1, 5, 0.4, 5)] })], 1, 1);
    const { title, lede } = openingOf(few, '90');
    expect(title).toBe('Your first ratings are in.');
    expect(lede).toMatch(/^One session with one partner so far\./);
  });

  it('puts a sure blind spot before everything else', () => {
    const blind = competency('production', { ...rising, gap: { value: 0.9, se: 0.3, blind: true } });
    const { title, lede } = openingOf(progressOf([blind, competency('data', rising)]), '90');
    expect(title).toBe('You rate your production ownership higher than your partners do.');
    expect(lede).toContain('Data scepticism and production ownership went up.');
  });

  it('says nothing of a gap that may be chance', () => {
    const unsure = competency('production', { ...rated, gap: { value: 0.9, se: 0.7, blind: false } });
    expect(openingOf(progressOf([unsure]), '90').title).toBe('Steady: nothing has moved beyond chance.');
  });

  it('names what moved, up before down', () => {
    const both = [competency('framing', rising), competency('data', rising), competency('delivery', falling)];
    expect(openingOf(progressOf(both), '30').title).toBe(
      'Problem framing and data scepticism went up in the last 30 days.',
    );
    expect(openingOf(progressOf([competency('delivery', falling)]), 'all').title).toBe(
      'Live execution went down since your first session.',
    );
  });

  it('counts those that moved where naming them would be a list', () => {
    const titleOf = (count: number, moved = rising) =>
      openingOf(progressOf(COMPETENCIES.slice(0, count).map((key) => competency(key, moved))), 'all').title;
    expect(titleOf(3)).toBe('Problem framing, metric judgement and data scepticism went up since your first session.');
    expect(titleOf(4)).toBe('Four of the eight competencies went up since your first session.');
    expect(titleOf(8)).toBe('All eight competencies went up since your first session.');
    expect(titleOf(8, falling)).toBe('All eight competencies went down since your first session.');
  });

  it('takes no movement from a competency that one partner alone rated', () => {
    const alone = competency('framing', { ...rising, shown: 'nothing', raters: 1 });
    const { title } = openingOf(progressOf([alone, competency('data', rated)]), '90');
    expect(title).not.toContain('went up');
  });

  it('speaks of signals only from enough of them', () => {
    const said = (unprompted: number, missed: number) =>
      openingOf(progressOf([competency('data', { ...rated, unprompted, missed })]), '90').title;
    expect(said(7, 1)).toBe('You raise data problems before anybody asks.');
    expect(said(3, 0)).toBe('Steady: nothing has moved beyond chance.');
  });

  it('says where one still has to be prompted, with the count', () => {
    const prompted = competency('production', { ...rated, unprompted: 2, afterCard: 6, missed: 4 });
    expect(openingOf(progressOf([prompted]), '90').lede).toContain('2 of 12 signals came unasked');
  });

  it('calls provisional bands a first picture', () => {
    const band = competency('data', { ...rated, shown: 'band' });
    expect(openingOf(progressOf([band]), '90').title).toBe('A first picture, still in broad strokes.');
  });

  it('puts a goal that was reached before everything else', () => {
    const progress = progressOf([competency('data', rising)]);
    progress.goal = { competency: 'data', since: 0, before: null, now: null, sheets: 3, verdict: 'better' };
    expect(openingOf(progress, '90').title).toBe('You set out to get better at data scepticism, and you did.');
    progress.goal.verdict = 'same';
    expect(openingOf(progress, '90').title).toContain('went up');
  });
});
