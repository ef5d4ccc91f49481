import type { Card, Flow, Step } from '../flow.schema.js';
import { fitFlow } from '../testing/fit.flow.js';
import { lintFlow } from './lint.js';

const SIGNAL = 'tok-r1-step1-signal-x';
const base = fitFlow();

function faults(flow: Flow): string[] {
  return lintFlow(flow).map(({ severity, path, message }) => `${severity} ${path.join('.')}: ${message}`);
}

function withStep(index: number, change: Partial<Step>): Flow {
  return { ...base, steps: base.steps.map((step, at) => (at === index ? { ...step, ...change } : step)) };
}

function withCard(index: number, change: Partial<Card>): Flow {
  return { ...base, cards: base.cards.map((card, at) => (at === index ? { ...card, ...change } : card)) };
}

describe('lintFlow', () => {
  it('finds nothing in a flow that is fit for use', () => {
    expect(faults(base)).toEqual([]);
  });

  it('adds up the budgets', () => {
    expect(faults(withStep(0, { minutes: { full: 7, short: 4 } }))).toEqual([
      'error steps: The full budgets add up to 31 minutes; they should make 30',
    ]);
    expect(faults(withStep(2, { minutes: { full: 6, short: 1 } }))).toEqual([
      'error steps: The short budgets add up to 16 minutes; they should make 15',
    ]);
  });

  it('counts the words of a script', () => {
    expect(faults(withStep(1, { script: 'Word. '.repeat(60) }))).toEqual([]);
    expect(faults(withStep(1, { script: 'Word. '.repeat(61) }))).toEqual([
      'error steps.1.script: The script has 61 words; 60 can be said',
    ]);
  });

  it('wants enough of everything, and no more than can be read', () => {
    const hints = base.cards.filter(({ kind }) => kind === 'hint');
    const bare = base.steps.map((step, index) => (index < 3 ? { ...step, exemplars: undefined } : step));
    expect(faults({ ...base, cards: base.cards.slice(0, -1) })).toEqual([
      'error cards: There are 13 cards; 14 are needed',
    ]);
    expect(faults({ ...base, cards: [...base.cards.filter(({ kind }) => kind !== 'twist'), ...hints] })).toContain(
      'error cards: The number of twists is 0; 2 are needed',
    );
    expect(faults({ ...base, steps: bare })).toEqual([
      'error steps: 2 of the steps show how answers sound; 3 are needed',
    ]);
    expect(faults({ ...base, brief: 'so '.repeat(1100) })).toEqual([]);
    expect(faults({ ...base, brief: 'so '.repeat(1101) })).toEqual([
      'error brief: The brief has 1101 words; 1100 can be read in five minutes',
    ]);
  });

  it('finds ids that are taken', () => {
    expect(faults(withStep(1, { id: 'tok-r1-step1' }))).toContain('error steps.1.id: The id tok-r1-step1 is taken');
    expect(faults(withCard(3, { id: 'tok-r1-card1' }))).toEqual(['error cards.3.id: The id tok-r1-card1 is taken']);
    expect(faults({ ...base, facts: [...base.facts, ...base.facts.slice(0, 1)] })).toEqual([
      'error facts.3.id: The id tok-r1-fact1 is taken',
    ]);
    expect(faults(withStep(1, { signals: base.steps[0]?.signals ?? [] })).join()).toContain('is used twice');
  });

  it('finds names of what does not exist', () => {
    const when = { steps: ['s'], unheard: ['u', SIGNAL], heard: ['h'], missed: ['m'], afterCard: 'c' };
    expect(faults(withCard(0, { when, signals: ['x'] })).filter((fault) => fault.includes('There is no'))).toEqual([
      'error cards.0.when.steps: There is no step s in this flow',
      'error cards.0.when.unheard: There is no signal u in this flow',
      'error cards.0.when.heard: There is no signal h in this flow',
      'error cards.0.when.missed: There is no signal m in this flow',
      'error cards.0.signals: There is no signal x in this flow',
      'error cards.0.when.afterCard: There is no card c in this flow',
    ]);
  });

  it('finds a competency that is claimed and hardly exercised', () => {
    expect(faults({ ...base, exercises: [...base.exercises, 'tradeoffs'] })).toEqual([
      'error exercises.4: tradeoffs is probed by 0 cards; 2 are needed',
      'error exercises.4: tradeoffs has 0 signals; 2 are needed',
      'warning exercises.4: No signal of tradeoffs is expected at level junior',
      'warning exercises.4: No signal of tradeoffs is expected at level mid',
      'warning exercises.4: No signal of tradeoffs is expected at level senior',
    ]);
  });

  it('finds an answer that is no option', () => {
    const checks = base.checks.map((check) => ({ ...check, answer: 3 }));
    expect(faults({ ...base, checks })[0]).toBe('error checks.0.answer: There is no option 3; the last is 2');
  });

  it.each([
    ['times that exclude each other', { notBefore: 0.6, notAfter: 0.4 }],
    ['a signal both heard and not', { heard: [SIGNAL], unheard: [SIGNAL] }],
    ['a signal both heard and missed', { heard: [SIGNAL], missed: [SIGNAL] }],
    ['itself', { afterCard: 'tok-r1-card1' }],
    ['a step that is over by then', { steps: ['tok-r1-step1', 'tok-r1-step2'], notBefore: 0.7 }],
    ['a step that has not begun by then', { steps: ['tok-r1-step5'], notAfter: 0.8 }],
    ['a card of later steps', { steps: ['tok-r1-step1'], afterCard: 'tok-r1-card7' }],
    ['a weak moment that nobody can note', { weakOn: ['delivery' as const] }],
  ])('finds a card that waits for %s', (_what, when) => {
    const found = lintFlow(withCard(0, { when })).filter(({ severity }) => severity === 'error');
    expect(found.map(({ path }) => path)).toEqual([['cards', 0, 'when']]);
  });

  it('takes a card whose time comes in one of the lengths at least', () => {
    expect(faults(withCard(0, { when: { steps: ['tok-r1-step4'], notBefore: 0.84 } }))).toEqual([]);
    expect(faults(withCard(0, { when: { steps: ['tok-r1-step4', 'tok-r1-step5'], notBefore: 0.9 } }))).toEqual([]);
    expect(faults(withCard(4, { when: { steps: ['tok-r1-step4'], afterCard: 'tok-r1-card1' } }))).toEqual([]);
  });

  it('finds a card that waits for a circle of cards', () => {
    const first = withCard(0, { when: { afterCard: 'tok-r1-card2' } });
    const cards = first.cards.map((card, at) => (at === 1 ? { ...card, when: { afterCard: 'tok-r1-card1' } } : card));
    expect(faults({ ...base, cards })).toHaveLength(2);
  });

  it('finds a signal that no level expects, and the card that waits for it', () => {
    const flow: Flow = { ...withCard(0, { when: { unheard: [SIGNAL] } }), levels: ['junior'] };
    const steps = flow.steps.map((step) => ({
      ...step,
      signals: step.signals.map((signal) =>
        signal.id === SIGNAL ? { ...signal, ladder: { senior: 'Later' } } : signal,
      ),
    }));
    const asked = withCard(0, { when: {}, signals: [SIGNAL] }).cards;
    expect(faults({ ...flow, steps, cards: asked }).at(-1)).toBe(
      'error cards.0.when: It can never be suggested: no level of this flow expects what it asks for',
    );
    expect(faults({ ...flow, steps })).toEqual([
      `error steps.0.signals.0.ladder: No level of this flow expects the signal ${SIGNAL}`,
      'error cards.0.when: It can never be suggested: no level of this flow expects the signals that it waits for',
    ]);
  });

  it('wants the four stages of a design interview in their order', () => {
    expect(faults({ ...base, track: 'ml-system-design' })).toEqual([
      'error steps: A design interview walks objective, data, evaluation, failure-modes; this one walks none',
    ]);
  });

  it('takes a second probe from a hint, and misses it in a follow-up', () => {
    expect(faults(withCard(8, { second: 'And?' }))).toHaveLength(1);
    expect(faults(withCard(0, { second: undefined }))).toHaveLength(1);
  });
});
