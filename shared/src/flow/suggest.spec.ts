import fc from 'fast-check';
import { COMPETENCIES } from '../interview/competency.js';
import { LENGTHS, LEVELS } from '../interview/track.js';
import { testFlow } from '../room/testing/flow.builder.js';
import type { CardRule, Flow } from './flow.schema.js';
import { isHeard, promptedBy, type InterviewProgress, type InterviewRecord } from './interview.progress.js';
import { signalsOf } from './steps.js';
import { rankCards, suggestCards, type Suggestion } from './suggest.js';

const MINUTE = 60_000;
const flow = testFlow('r1');
const STEP1 = 'tok-r1-step1';
const X1 = 'tok-r1-step1-signal-x';
const Y1 = 'tok-r1-step1-signal-y';

const nothing: InterviewRecord = {
  steps: [{ step: STEP1, enteredAt: 0, leftAt: null }],
  cards: [],
  marks: {},
  moments: [],
  hintAsked: false,
};

function at(minutes: number, record: Partial<InterviewRecord> = {}, change: Partial<InterviewProgress> = {}) {
  return {
    flow,
    length: 'full' as const,
    level: 'mid' as const,
    step: STEP1,
    record: { ...nothing, ...record },
    elapsedMs: minutes * MINUTE,
    remainingMs: (30 - minutes) * MINUTE,
    ...change,
  };
}

function withRule(id: string, when: CardRule, base: Flow = flow): Flow {
  return { ...base, cards: base.cards.map((card) => (card.id === id ? { ...card, when } : card)) };
}

const ids = (suggestions: readonly Suggestion[]) => suggestions.map(({ card }) => card.id.replace('tok-r1-', ''));
const played = (card: string, minutes: number, second: object | null = null) => ({
  card: `tok-r1-${card}`,
  kind: 'follow-up' as const,
  t: minutes * MINUTE,
  second,
});
const heard = (minutes: number) => ({ mark: 'unprompted' as const, t: minutes * MINUTE });

describe('suggestCards', () => {
  it('suggests what fits the step, and no hint that nobody asked for', () => {
    expect(ids(suggestCards(at(1)))).toEqual(['card1', 'card2']);
  });

  it('puts a hint first once one was asked for', () => {
    const [first] = suggestCards(at(1, { hintAsked: true }));
    expect(first).toMatchObject({ card: { id: 'tok-r1-hint1' }, second: false, reason: 'A hint was asked for' });
  });

  it('never suggests a card that was played', () => {
    expect(ids(suggestCards(at(1, { cards: [played('card1', 0.9)] })))).toEqual(['card2']);
  });

  it('suggests nothing whose signals were all heard', () => {
    expect(ids(suggestCards(at(1, { marks: { [X1]: heard(1), [Y1]: heard(1) } })))).toEqual([]);
  });

  it('suggests nothing that does not fit the time left', () => {
    expect(ids(suggestCards(at(29.5)))).toEqual([]);
  });

  it('prefers a competency without evidence, and says what was not heard and how little time is left', () => {
    const everywhere = withRule('tok-r1-card5', { unheard: ['tok-r1-step4-signal-x', 'tok-r1-step4-signal-y'] });
    const marks = { [X1]: { mark: 'missed' as const, t: 0 }, [Y1]: heard(1) };
    const moments = [{ side: 'strong' as const, competency: 'framing' as const, t: 0 }];
    const before = suggestCards(at(4.2, {}, { flow: everywhere }));
    const after = suggestCards(at(4.2, { marks, moments }, { flow: everywhere }));
    expect(ids(before)).toEqual(['card1', 'card2', 'card5']);
    expect(before[0]?.reason).toBe('Not heard yet: the words tok-r1-step1-heard-x stand here, 2 min left in this step');
    expect(after.find(({ card }) => card.id === 'tok-r1-card1')?.reason).toContain('Missed: ');
    expect(ids(after)).toEqual(['card5', 'card1', 'card2']);
    const allButMissed = { ...marks, [X1]: heard(1) };
    expect(ids(suggestCards(at(4.2, { marks: allButMissed, moments }, { flow: everywhere })))).toEqual(['card5']);
  });

  it('says when the step is over its time', () => {
    expect(suggestCards(at(7))[0]?.reason).toContain('this step is over its time');
  });

  it('suggests the second probe while no strong reply was noted, after a fair time for one', () => {
    const cards = [played('card1', 1)];
    const [first] = suggestCards(at(2, { cards }));
    expect(first).toMatchObject({ card: { id: 'tok-r1-card1' }, second: true });
    expect(first?.reason).toBe('No strong reply noted since this card');
    const without = [
      at(1.4, { cards }),
      at(2, { cards: [played('card1', 1, { t: 1.5 * MINUTE })] }),
      at(2, { cards, marks: { [X1]: heard(1.5) } }),
      at(2, { cards, moments: [{ side: 'strong', competency: 'framing', t: 1.5 * MINUTE }] }),
      at(2, { cards, steps: [{ step: STEP1, enteredAt: 1.5 * MINUTE, leftAt: null }] }),
    ];
    for (const progress of without) expect(suggestCards(progress).filter(({ second }) => second)).toEqual([]);
    const weak = [{ side: 'weak' as const, competency: 'framing' as const, t: 1.5 * MINUTE }];
    expect(suggestCards(at(2, { cards, moments: weak }))[0]?.second).toBe(true);
  });

  it.each<[string, CardRule, Partial<InterviewRecord>]>([
    ['heard', { heard: [X1, Y1] }, { marks: { [X1]: heard(1), [Y1]: { mark: 'after-card', t: 1 } } }],
    ['missed', { missed: [X1] }, { marks: { [X1]: { mark: 'missed', t: 1 } } }],
    ['weakOn', { weakOn: ['data'] }, { moments: [{ side: 'weak', competency: 'data', t: 1 }] }],
    ['afterCard', { afterCard: 'tok-r1-card1' }, { cards: [played('card1', 1)] }],
  ])('waits for what the rule of a card says: %s', (_name, when, record) => {
    const ruled = withRule('tok-r1-card5', { steps: [STEP1], ...when });
    const has = (progress: InterviewProgress) => ids(rankCards(progress)).includes('card5');
    expect(has(at(2, {}, { flow: ruled }))).toBe(false);
    expect(has(at(2, record, { flow: ruled }))).toBe(true);
    expect(has(at(2, record, { flow: ruled, step: 'tok-r1-step2' }))).toBe(false);
  });

  it('waits for its share of the time', () => {
    const ruled = withRule('tok-r1-card5', { notBefore: 0.2, notAfter: 0.5 });
    const has = (minutes: number) => ids(rankCards(at(minutes, {}, { flow: ruled }))).includes('card5');
    expect([5.9, 6, 15, 15.1].map(has)).toEqual([false, true, true, false]);
  });

  it('does not wait at a level for what that level is not expected to show', () => {
    const steps = flow.steps.map((step) => ({
      ...step,
      signals: step.signals.map((signal) => ({ ...signal, ladder: { senior: 'Says so' } })),
    }));
    expect(suggestCards(at(1, {}, { flow: { ...flow, steps }, level: 'junior' }))).toEqual([]);
    expect(suggestCards(at(1, {}, { flow: { ...flow, steps }, level: 'senior' }))).toHaveLength(2);
  });
});

const signals = signalsOf(flow).map(({ id }) => id);
const some = (of: readonly string[]) => fc.uniqueArray(fc.constantFrom(...of), { minLength: 1, maxLength: 4 });

const sometimes = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 1 });
const seldom = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.integer({ min: 0, max: 5 }).chain((n) => (n === 0 ? arbitrary : fc.constant(undefined)));

const anyRule: fc.Arbitrary<CardRule> = fc.record({
  steps: seldom(some(flow.steps.map(({ id }) => id))),
  unheard: sometimes(some(signals)),
  heard: seldom(some(signals)),
  missed: seldom(some(signals)),
  weakOn: seldom(fc.constant(['data' as const])),
  notBefore: seldom(fc.constantFrom(0, 0.2, 0.5)),
});

/** The cards of the flow with other rules, competencies and signals. */
const ruledFlow: fc.Arbitrary<Flow> = fc
  .array(fc.record({ when: anyRule, competency: fc.constantFrom(...flow.exercises), signals: some(signals) }), {
    minLength: flow.cards.length,
    maxLength: flow.cards.length,
  })
  .map((changes) => ({
    ...flow,
    cards: flow.cards.map((card, index) => {
      const { competency, ...change } = changes[index] ?? { competency: 'data' as const };
      return { ...card, ...change, competencies: [competency] };
    }),
  }));

const anyProgress: fc.Arbitrary<InterviewProgress> = fc
  .record({
    flow: ruledFlow,
    length: fc.constantFrom(...LENGTHS),
    level: fc.constantFrom(...LEVELS),
    step: fc.constantFrom(...flow.steps.map(({ id }) => id)),
    elapsedMs: fc.integer({ min: 0, max: 30 * MINUTE }),
    marks: fc.dictionary(
      fc.constantFrom(...signals),
      fc.record({ mark: fc.constantFrom('unprompted', 'after-card', 'missed'), t: fc.constant(0) }),
      { maxKeys: 4 },
    ),
    moments: fc.array(
      fc.record({
        side: fc.constantFrom('strong', 'weak'),
        competency: fc.constantFrom(...COMPETENCIES),
        t: fc.constant(0),
      }),
      { maxLength: 2 },
    ),
    cards: fc.uniqueArray(fc.constantFrom(...flow.cards), { maxLength: 4 }),
    hintAsked: fc.boolean(),
  })
  .map(({ step, elapsedMs, marks, moments, cards, hintAsked, ...rest }) => ({
    ...rest,
    step,
    elapsedMs,
    remainingMs: 30 * MINUTE - elapsedMs,
    record: {
      steps: [{ step, enteredAt: 0, leftAt: null }],
      cards: cards.map(({ id, kind }, index) => ({ card: id, kind, t: index * 1000, second: null })),
      marks,
      moments,
      hintAsked,
    },
  }));

const keyOf = ({ card, second }: Suggestion) => `${card.id}${second ? '+' : ''}`;

describe('for any moment of any flow, suggestCards', () => {
  it('suggests at most three, each once, playable, with a reason, and the same again', () => {
    fc.assert(
      fc.property(anyProgress, (progress) => {
        const suggested = suggestCards(progress);
        expect(suggestCards(progress)).toEqual(suggested);
        expect(suggested.length).toBeLessThanOrEqual(3);
        expect(new Set(suggested.map(keyOf)).size).toBe(suggested.length);
        for (const { card, second, reason } of suggested) {
          const before = progress.record.cards.some((each) => each.card === card.id);
          expect(before).toBe(second);
          expect(card.kind === 'hint' && !progress.record.hintAsked).toBe(false);
          expect(card.minutes * MINUTE <= progress.remainingMs).toBe(true);
          expect(reason).toMatch(/^[A-Z].{5,140}$/);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('never raises a card that would have prompted what was just heard unprompted', () => {
    fc.assert(
      fc.property(anyProgress, fc.constantFrom(...signals), (progress, signal) => {
        fc.pre(!isHeard(progress.record, signal));
        const marks = {
          ...progress.record.marks,
          [signal]: { mark: 'unprompted' as const, t: progress.elapsedMs },
        };
        const before = rankCards(progress).map(keyOf);
        const later = rankCards({ ...progress, record: { ...progress.record, marks } });
        const after = later.map(keyOf);
        for (const prompting of later.filter(({ card }) => promptedBy(card).has(signal)).map(keyOf)) {
          expect(before).toContain(prompting);
          const aheadBefore = before.slice(0, before.indexOf(prompting));
          const others = later.filter(({ card }) => !promptedBy(card).has(signal)).map(keyOf);
          const overtaken = others.filter(
            (other) => aheadBefore.includes(other) && after.indexOf(other) > after.indexOf(prompting),
          );
          expect(overtaken).toEqual([]);
        }
      }),
      { numRuns: 1500 },
    );
  });
});
