import { testFlow } from '../room/testing/flow.builder.js';
import { coverageOf, exercisedBy } from './coverage.js';
import type { Flow } from './flow.schema.js';
import type { InterviewRecord } from './interview.progress.js';
import { stageTimes } from './stage.times.js';

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
    const marks = { [signal(3, 'x')]: { mark: 'unprompted' as const } };
    expect(coverageOf(flow, { marks }, 'short', 'mid')[2]).toMatchObject({ unprompted: 1, notReached: 2 });
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

const MINUTE = 60_000;

describe('exercisedBy', () => {
  const at = (step: string, record: Partial<InterviewRecord>, change: Partial<Flow> = {}) =>
    exercisedBy({
      flow: { ...flow, ...change },
      length: 'full',
      level: 'mid',
      step,
      record: { steps: [], cards: [], marks: {}, moments: [], hintAsked: false, ...record },
      elapsedMs: 0,
      remainingMs: 0,
    });
  const nothing = { exercised: false, heard: 0, missed: 0, open: 0, ahead: 0, cards: 0, strong: 0, weak: 0 };

  it('tells at any time what has been exercised and what has not', () => {
    const marks = {
      [signal(1, 'x')]: { mark: 'unprompted' as const, t: 0 },
      [signal(2, 'y')]: { mark: 'missed' as const, t: 0 },
    };
    const cards = [{ card: 'tok-r1-card3', kind: 'follow-up' as const, t: 0, second: null }];
    const moments = [{ side: 'weak' as const, competency: 'metrics' as const, t: 0 }];
    expect(at('tok-r1-step2', { marks, cards, moments })).toEqual([
      { competency: 'framing', ...nothing, exercised: true, heard: 1, open: 1 },
      { competency: 'metrics', ...nothing, exercised: true, missed: 1, open: 1, cards: 1, weak: 1 },
      { competency: 'data', ...nothing, ahead: 4 },
      { competency: 'production', ...nothing, ahead: 2 },
    ]);
  });

  it('takes a step for come that was visited and left again', () => {
    const visit = (step: number) => ({ step: `tok-r1-step${step}`, enteredAt: 0, leftAt: 0 });
    const [, , data] = at('tok-r1-step1', { steps: [visit(1), visit(3), visit(1)] });
    expect(data).toMatchObject({ exercised: false, open: 2, ahead: 2 });
  });

  it('counts no hint as exercise, and what was heard before its step came as heard', () => {
    const cards = [{ card: 'tok-r1-hint1', kind: 'hint' as const, t: 0, second: null }];
    const marks = { [signal(5, 'x')]: { mark: 'after-card' as const, t: 0 } };
    const [framing, , , production] = at('tok-r1-step1', { cards, marks });
    expect(framing).toMatchObject({ exercised: false, cards: 0, open: 2 });
    expect(production).toMatchObject({ exercised: true, heard: 1, ahead: 1 });
  });
});

describe('stageTimes', () => {
  const stages = ['objective', 'data', 'data', 'evaluation', 'failure-modes'] as const;
  const design = { ...flow, steps: flow.steps.map((step, at) => ({ ...step, stage: stages[at] })) };
  const visit = (step: number, from: number, to: number | null) => ({
    step: `tok-r1-step${step}`,
    enteredAt: from * MINUTE,
    leftAt: to === null ? null : to * MINUTE,
  });

  it('sets the time that was really spent on each stage against its budget', () => {
    const steps = [visit(1, 0, 5), visit(2, 5, 12), visit(1, 12, 14), visit(3, 14, 20), visit(4, 20, null)];
    expect(stageTimes(design, { steps }, 'full', 23 * MINUTE)).toEqual([
      { stage: 'objective', budgetMs: 6 * MINUTE, spentMs: 7 * MINUTE },
      { stage: 'data', budgetMs: 14 * MINUTE, spentMs: 13 * MINUTE },
      { stage: 'evaluation', budgetMs: 6 * MINUTE, spentMs: 3 * MINUTE },
      { stage: 'failure-modes', budgetMs: 4 * MINUTE, spentMs: 0 },
    ]);
  });

  it('leaves out a stage that a short interview does not walk', () => {
    const [first, ...rest] = design.steps;
    const last = rest.pop();
    if (!first || !last) throw new Error('no steps');
    const shorter = { ...design, steps: [first, ...rest, { ...last, minutes: { ...last.minutes, short: 0 } }] };
    expect(stageTimes(shorter, { steps: [] }, 'short', 0).map(({ stage }) => stage)).toEqual([
      'objective',
      'data',
      'evaluation',
    ]);
    expect(stageTimes(shorter, { steps: [] }, 'full', 0)).toHaveLength(4);
  });

  it('knows the budgets of a short interview, and a flow without stages', () => {
    expect(stageTimes(design, { steps: [] }, 'short', 0).map(({ budgetMs }) => budgetMs / MINUTE)).toEqual([
      4, 5, 4, 2,
    ]);
    expect(stageTimes(flow, { steps: [visit(1, 0, 5)] }, 'full', 5 * MINUTE)).toEqual([]);
  });
});
