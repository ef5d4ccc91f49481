import { testFlow } from '../room/testing/flow.builder.js';
import { coverageOf } from './coverage.js';
import type { Flow } from './flow.schema.js';

const flow = testFlow('r1');
const signal = (step: number, name: 'x' | 'y') => `tok-r1-step${step}-signal-${name}`;

describe('coverageOf', () => {
  it('counts per competency how each signal came', () => {
    const marks = {
      [signal(1, 'x')]: { mark: 'unprompted' as const },
      [signal(1, 'y')]: { mark: 'after-card' as const },
      [signal(3, 'x')]: { mark: 'missed' as const },
    };
    expect(coverageOf(flow, { marks }, 'full', 'mid')).toEqual([
      { competency: 'framing', unprompted: 1, afterCard: 1, missed: 0, notReached: 0 },
      { competency: 'metrics', unprompted: 0, afterCard: 0, missed: 0, notReached: 2 },
      { competency: 'data', unprompted: 0, afterCard: 0, missed: 1, notReached: 3 },
      { competency: 'production', unprompted: 0, afterCard: 0, missed: 0, notReached: 2 },
    ]);
  });

  it('leaves out the steps that a short interview leaves out', () => {
    const data = coverageOf(flow, { marks: {} }, 'short', 'mid').find(({ competency }) => competency === 'data');
    expect(data?.notReached).toBe(2);
  });

  it('expects of a level what its ladder says, and takes more when it was marked', () => {
    const steps = flow.steps.map((step) => ({
      ...step,
      signals: step.signals.map((each) =>
        each.id === signal(1, 'y') ? { ...each, ladder: { senior: 'Asks' } } : each,
      ),
    }));
    const stepped: Flow = { ...flow, steps };
    expect(coverageOf(stepped, { marks: {} }, 'full', 'junior')[0]).toMatchObject({ notReached: 1 });
    expect(coverageOf(stepped, { marks: {} }, 'full', 'senior')[0]).toMatchObject({ notReached: 2 });
    const marks = { [signal(1, 'y')]: { mark: 'unprompted' as const } };
    expect(coverageOf(stepped, { marks }, 'full', 'junior')[0]).toMatchObject({ unprompted: 1, notReached: 1 });
  });
});
