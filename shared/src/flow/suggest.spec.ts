import { testFlow } from '../room/testing/flow.builder.js';
import type { CardRule, Flow } from './flow.schema.js';
import type { InterviewProgress, InterviewRecord } from './interview.progress.js';
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

  it('prefers a competency without evidence', () => {
    const everywhere = withRule('tok-r1-card5', { unheard: ['tok-r1-step4-signal-x', 'tok-r1-step4-signal-y'] });
    const suggested = (record: Partial<InterviewRecord>) => ids(suggestCards(at(4.2, record, { flow: everywhere })));
    const moments = [{ side: 'strong' as const, competency: 'framing' as const, t: 0 }];
    expect(suggested({})).toEqual(['card1', 'card2', 'card5']);
    expect(suggested({ marks: { [Y1]: heard(1) } })).toEqual(['card5', 'card1', 'card2']);
    expect(suggested({ marks: { [Y1]: heard(1) }, moments })).toEqual(['card5', 'card1', 'card2']);
    expect(suggested({ marks: { [X1]: heard(1), [Y1]: heard(1) } })).toEqual(['card5']);
  });

  it('asks first for what was just missed', () => {
    const everywhere = withRule('tok-r1-card5', { unheard: ['tok-r1-step4-signal-x', 'tok-r1-step4-signal-y'] });
    const marks = { [X1]: { mark: 'missed' as const, t: 0 }, [Y1]: heard(1) };
    const [first, ...others] = suggestCards(at(4.2, { marks }, { flow: everywhere }));
    expect(first).toMatchObject({
      card: { id: 'tok-r1-card1' },
      reason: 'Missed: the words tok-r1-step1-heard-x stand here, 2 min left in this step',
    });
    expect(ids(others)).toEqual(['card2', 'card5']);
  });

  it('takes a weak moment up in the interviewer’s own words', () => {
    const moments = [{ side: 'weak' as const, competency: 'framing' as const, t: 60_000, text: 'named a model' }];
    expect(suggestCards(at(1.5, { moments }))[0]?.reason).toBe(
      'Weak: “named a model”; not heard: the words tok-r1-step1-heard-x stand here',
    );
  });

  it('says what is the last chance for a competency', () => {
    expect(suggestCards(at(4.2))[0]?.reason).toBe(
      'Last chance for problem framing: the words tok-r1-step1-heard-x stand here, 2 min left in this step',
    );
  });

  it('gives the second question on a signal less, once a card has asked for it', () => {
    const [before, after] = [at(1), at(1, { cards: [played('card1', 0.9)] })].map((progress) =>
      rankCards(progress).find(({ card }) => card.id === 'tok-r1-card2'),
    );
    expect(after?.worth).toBeLessThan(before?.worth ?? 0);
  });

  it('keeps the time of the steps to come: ranks lower what would take from it, and holds back what takes too much', () => {
    const long = {
      ...flow,
      cards: flow.cards.map((card) => (card.id.endsWith('card1') ? { ...card, minutes: 3 } : card)),
    };
    const suggested = (minutes: number) => ids(suggestCards(at(minutes, {}, { flow: long })));
    expect(suggested(3)).toEqual(['card1', 'card2']);
    expect(suggested(4)).toEqual(['card2', 'card1']);
    expect(suggested(11)).toEqual(['card2', 'card1']);
    expect(suggested(11.5)).toEqual(['card2']);
    expect(suggested(13.5)).toEqual([]);
  });

  it('uses time that earlier steps did not need', () => {
    const steps = [
      { step: STEP1, enteredAt: 0, leftAt: 2 * MINUTE },
      { step: 'tok-r1-step2', enteredAt: 2 * MINUTE, leftAt: null },
    ];
    const change = { step: 'tok-r1-step2' };
    expect(suggestCards(at(11, { steps }, change))[0]?.reason).not.toContain('in this step');
    expect(suggestCards(at(12.5, { steps }, change))[0]?.reason).toContain('2 min left in this step');
  });

  it('suggests no more than two twists, and one in a short interview', () => {
    const twists = withRule('tok-r1-card7', { steps: [STEP1] });
    const twist = (id: string) => ({ ...played(id, 0.1), kind: 'twist' as const });
    const more = {
      ...twists,
      cards: [...twists.cards, ...['a', 'b'].map((id) => ({ ...twists.cards[6]!, id: `tok-r1-${id}` }))],
    };
    const has = (cards: InterviewRecord['cards'], length: 'full' | 'short') =>
      ids(rankCards(at(1, { cards }, { flow: more, length }))).includes('card7');
    expect(has([], 'short')).toBe(true);
    expect(has([twist('a')], 'short')).toBe(false);
    expect(has([twist('a')], 'full')).toBe(true);
    expect(has([twist('a'), twist('b')], 'full')).toBe(false);
  });

  it('gives a hint of the step to whoever asks, even before its time has come', () => {
    const early = withRule('tok-r1-hint1', { steps: [STEP1], unheard: [X1], notBefore: 0.9 });
    expect(ids(suggestCards(at(1, { hintAsked: true }, { flow: early })))[0]).toBe('hint1');
    const heardAll = { hintAsked: true, marks: { [X1]: heard(1), [Y1]: heard(1) } };
    expect(ids(suggestCards(at(1, heardAll, { flow: early })))).toEqual(['hint1']);
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
  });

  it('suggests it at once when the reply was noted as weak, and not when the talk has gone on', () => {
    const cards = [played('card1', 1)];
    const weak = [{ side: 'weak' as const, competency: 'framing' as const, t: 1.1 * MINUTE }];
    const missed = { [X1]: { mark: 'missed' as const, t: 1.1 * MINUTE } };
    expect(suggestCards(at(1.2, { cards, moments: weak }))[0]).toMatchObject({
      second: true,
      reason: 'Weak on problem framing; go deeper',
    });
    expect(suggestCards(at(1.2, { cards, marks: missed }))[0]).toMatchObject({
      second: true,
      reason: 'Still missed: the words tok-r1-step1-heard-x stand here',
    });
    const strong = [...weak, { side: 'strong' as const, competency: 'framing' as const, t: 1.15 * MINUTE }];
    for (const later of [at(1.2, { cards, moments: strong }), at(5.1, { cards })]) {
      expect(suggestCards(later).filter(({ second }) => second)).toEqual([]);
    }
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
    const ruled = withRule('tok-r1-card5', { notBefore: 0.1, notAfter: 0.3 });
    const has = (minutes: number) => ids(rankCards(at(minutes, {}, { flow: ruled }))).includes('card5');
    expect([2.9, 3, 9, 9.1].map(has)).toEqual([false, true, true, false]);
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
