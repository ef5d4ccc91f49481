import { describe, expect, it } from 'vitest';
import type { MeasuredChange } from '#shared/contract/progress.js';
import { changeLine, drillLine, goalChoices, outstanding } from './goal.presenter.js';
import { competency, DAY, NOW, progressOf } from './testing/competency.builder.js';

const change: MeasuredChange = {
  competency: 'data',
  since: NOW - 40 * DAY,
  before: { score: 3, se: 0.3 },
  now: { score: 3.6, se: 0.2 },
  sheets: 5,
  verdict: 'better',
};

describe('what became of a goal', () => {
  it('is then, now, and whether it is more than chance', () => {
    expect(changeLine(change)).toMatchObject({
      name: 'Data scepticism',
      since: '15 Oct 2025',
      before: '3.0 ± 0.5',
      now: '3.6 ± 0.3',
      by: '+\u00a00.6',
      ratings: '5 ratings since',
      verdict: { words: 'Better, by more than chance', tone: 'strong' },
    });
  });

  it('has no change where nothing was known then', () => {
    const line = changeLine({ ...change, before: null, sheets: 0, verdict: 'too-early' });
    expect(line).toMatchObject({ before: 'nothing known', by: '', ratings: 'no rating since' });
    expect(line.verdict.words).toBe('Too early to tell');
  });
});

it('a goal is chosen from all eight, each with where one stands', () => {
  const choices = goalChoices(
    progressOf([competency('data', { shown: 'score', estimate: 3.6, se: 0.2, stands: 'strength' })]),
  );
  expect(choices).toHaveLength(8);
  expect(choices.find(({ value }) => value === 'data')?.hint).toBe('3.6 ± 0.3, a strength of yours');
  expect(choices[0]?.hint).toBe('Not enough evidence yet');
});

describe('the next drill', () => {
  const drill = {
    competency: 'data',
    reason: 'Because.',
    flow: { id: 'churn', title: 'Churn', track: 'ml-case' },
    since: NOW,
    from: NOW + 7 * DAY,
    until: NOW + 14 * DAY,
  } as const;

  it('leads to where it is practised, and to its flow', () => {
    const line = drillLine(drill, NOW);
    expect(line.practise).toEqual({ path: '/home', query: { track: 'ml-case' } });
    expect(line.flow).toEqual({ title: 'Churn', track: 'ML case', to: '/library/churn' });
    expect(drillLine({ ...drill, flow: null }, NOW)).toMatchObject({ flow: null, practise: { query: {} } });
  });

  it('has a time before which it is early, and after which it is late', () => {
    expect(drillLine(drill, NOW).when).toContain('7 days from now at the earliest');
    expect(drillLine(drill, NOW + 5.5 * DAY).when).toContain('2 days from now');
    expect(drillLine(drill, NOW + 6 * DAY).when).toContain('from tomorrow on');
    expect(drillLine(drill, NOW + 8 * DAY).when).toBe('Now is a good time for it, until 8 Dec 2025.');
    expect(drillLine(drill, NOW + 20 * DAY).when).toContain('was until 8 Dec 2025');
  });

  it('is no matter of hours on its first and on its last day', () => {
    const good = 'Now is a good time for it, until 8 Dec 2025.';
    expect(drillLine({ ...drill, from: NOW + 5_000 }, NOW).when).toBe(good);
    expect(drillLine(drill, drill.until + 5_000).when).toBe(good);
  });

  it('says what counts before its time, where it has a flow', () => {
    expect(drillLine(drill, NOW).when).toContain('only an interview with the flow below counts');
    expect(drillLine({ ...drill, flow: null }, NOW).when).not.toContain('flow');
  });
});

it('only what lies beyond chance is a strength or a weakness', () => {
  const entries = [
    competency('data', { estimate: 3.4, stands: 'strength' }),
    competency('metrics', { estimate: 4, stands: 'strength' }),
    competency('framing', { estimate: 5 }),
    competency('delivery', { estimate: 2, stands: 'weakness' }),
  ];
  expect(outstanding(entries)).toBe(
    'Strengths: Metric judgement and Data scepticism. Weakness: Live execution. Each lies beyond chance from your own mean; the others do not.',
  );
  expect(outstanding(entries.slice(-1))).toMatch(/^Weakness: Live execution\. It lies beyond chance/);
  expect(outstanding([competency('framing')])).toBe('');
});
