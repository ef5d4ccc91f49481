import { testFlow } from '../room/testing/flow.builder.js';
import type { Card, Flow } from './flow.schema.js';
import type { InterviewProgress, InterviewRecord } from './interview.progress.js';
import { rankCards, suggestCards } from './suggest.js';

const MINUTE = 60_000;
const base = testFlow('r1');
const STEP = 'tok-r1-step2';

/** A card on the step before the current one, on this one or on one to come. */
function card(id: string, of: 'step1' | 'step2' | 'step4', change: Partial<Card> = {}): Card {
  const pattern = base.cards[0]!;
  const signals = [`tok-r1-${of}-signal-x`];
  return { ...pattern, id, when: { steps: [STEP], unheard: signals }, signals, ...change };
}

function withCards(...cards: Card[]): Flow {
  return { ...base, cards };
}

/** Two minutes into the second step. */
function in2(flow: Flow, record: Partial<InterviewRecord> = {}): InterviewProgress {
  return {
    flow,
    length: 'full',
    level: 'mid',
    step: STEP,
    elapsedMs: 8 * MINUTE,
    remainingMs: 22 * MINUTE,
    record: {
      steps: [{ step: STEP, enteredAt: 6 * MINUTE, leftAt: null }],
      cards: [],
      marks: {},
      moments: [],
      hintAsked: false,
      ...record,
    },
  };
}

const ids = (progress: InterviewProgress) => suggestCards(progress).map((each) => each.card.id);
const worth = (progress: InterviewProgress, id: string) =>
  rankCards(progress).find((each) => each.card.id === id)?.worth ?? NaN;
const weak = (competency: 'framing' | 'metrics') => ({
  moments: [{ side: 'weak' as const, competency, t: 7 * MINUTE, text: 'said too little' }],
});
const strong = { moments: [{ side: 'strong' as const, competency: 'metrics' as const, t: 7 * MINUTE }] };
const heardX1 = { 'tok-r1-step1-signal-x': { mark: 'unprompted' as const, t: 0 } };

describe('what a weak moment draws up', () => {
  const flow = withCards(card('here', 'step2'), card('before', 'step1'), card('turn', 'step2', { kind: 'twist' }));

  it('is the question of this step, and no twist', () => {
    const gain = (id: string) => worth(in2(flow, weak('metrics')), id) - worth(in2(flow, strong), id);
    expect([gain('here'), gain('turn')]).toEqual([12, 0]);
  });

  it('is no question of a step before, which would leave what was weak', () => {
    const framing = { moments: [{ ...strong.moments[0]!, competency: 'framing' as const }] };
    expect(worth(in2(flow, weak('framing')), 'before')).toBe(worth(in2(flow, framing), 'before'));
    expect(rankCards(in2(flow, weak('framing'))).find((each) => each.card.id === 'before')?.reason).not.toMatch(/Weak/);
  });
});

describe('what builds on something heard', () => {
  const rule = (of: string) => ({
    steps: [STEP],
    heard: ['tok-r1-step1-signal-x'],
    unheard: [`tok-r1-${of}-signal-x`],
  });
  const gain = (of: 'step2' | 'step4') => {
    const flow = withCards(card('plain', of), card('builds', of, { when: rule(of) }));
    const progress = in2(flow, { marks: heardX1 });
    return worth(progress, 'builds') - worth(progress, 'plain');
  };

  it('comes earlier, unless it asks for nothing but what is to come', () => {
    expect([gain('step2'), gain('step4')]).toEqual([6, 0]);
  });
});

describe('the three in view', () => {
  const twist = (id: string) => card(id, 'step2', { kind: 'twist', signals: [], when: { steps: [STEP] } });

  it('have one twist, while there are questions for the other places', () => {
    const flow = withCards(twist('turn'), twist('again'), card('here', 'step2'), card('before', 'step1'));
    expect(ids(in2(flow)).sort()).toEqual(['before', 'here', 'turn']);
  });

  it('have two, where there are not', () => {
    expect(ids(in2(withCards(twist('turn'), twist('again'), card('here', 'step2')))).sort()).toEqual([
      'again',
      'here',
      'turn',
    ]);
  });
});
