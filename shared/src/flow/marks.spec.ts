import { testFlow } from '../room/testing/flow.builder.js';
import { MARK_KINDS, markSchema, progressFrom, type Mark } from './marks.js';

const flow = testFlow('r1');
const [STEP1, STEP2, STEP3] = ['tok-r1-step1', 'tok-r1-step2', 'tok-r1-step3'];
const X1 = 'tok-r1-step1-signal-x';

const at = (seconds: number, marks: Mark[], length: 'full' | 'short' = 'full') =>
  progressFrom({ flow, length, level: 'mid' }, marks, seconds);

describe('progressFrom', () => {
  it('begins in the first step, with all of the time', () => {
    expect(at(0, [])).toMatchObject({
      step: STEP1,
      elapsedMs: 0,
      remainingMs: 30 * 60_000,
      record: { steps: [{ step: STEP1, enteredAt: 0, leftAt: null }], cards: [], marks: {}, moments: [] },
    });
    expect(at(1000, [], 'short').remainingMs).toBe(0);
  });

  it('replays what happened', () => {
    const { step, record } = at(600, [
      { t: 30, kind: 'mark', signal: X1, mark: 'missed' },
      { t: 40, kind: 'card', card: 'tok-r1-card1' },
      { t: 60, kind: 'second' },
      { t: 70, kind: 'mark', signal: X1, mark: 'after-card', card: 'tok-r1-card1' },
      { t: 80, kind: 'moment', competency: 'framing', mark: 'weak', text: 'named a model' },
      { t: 90, kind: 'hint-asked' },
      { t: 360, kind: 'step', step: STEP2 },
    ]);
    expect(step).toBe(STEP2);
    expect(record).toEqual({
      steps: [
        { step: STEP1, enteredAt: 0, leftAt: 360_000 },
        { step: STEP2, enteredAt: 360_000, leftAt: null },
      ],
      cards: [{ card: 'tok-r1-card1', kind: 'follow-up', t: 40_000, second: { t: 60_000 } }],
      marks: { [X1]: { mark: 'after-card', t: 70_000 } },
      moments: [{ side: 'weak', competency: 'framing', t: 80_000, text: 'named a model' }],
      hintAsked: true,
    });
  });

  it('takes the step of any mark for entered then', () => {
    const { step, record } = at(500, [
      { t: 400, step: STEP2, kind: 'mark', signal: X1, mark: 'missed' },
      { t: 410, step: STEP2, kind: 'clear', signal: X1 },
    ]);
    expect(step).toBe(STEP2);
    expect(record.steps.map(({ enteredAt }) => enteredAt)).toEqual([0, 400_000]);
    expect(record.marks).toEqual({});
  });

  it('gives a hint that was asked for, and goes by time and not by the order of the list', () => {
    const marks: Mark[] = [
      { t: 50, kind: 'card', card: 'tok-r1-hint1' },
      { t: 40, kind: 'hint-asked' },
    ];
    expect(at(45, marks).record.hintAsked).toBe(true);
    expect(at(60, marks).record.hintAsked).toBe(false);
    expect(at(30, marks).record).toEqual(at(30, []).record);
  });

  it.each<[Mark, string]>([
    [{ t: 1, kind: 'step', step: 'nowhere' }, 'Entry 1 (step, 1 s): there is no step nowhere in tok-r1-flow.'],
    [{ t: 1, kind: 'mark', signal: 'x', mark: 'missed' }, 'Entry 1 (mark, 1 s): there is no signal x in tok-r1-flow.'],
    [{ t: 1, kind: 'clear', signal: 'x' }, 'there is no signal x'],
    [{ t: 1, kind: 'card', card: 'c' }, 'there is no card c'],
    [{ t: 1, kind: 'second' }, 'no card was played before'],
    [{ t: 1, kind: 'second', card: 'tok-r1-card1' }, 'the card tok-r1-card1 was not played before'],
    [{ t: 1, kind: 'moment', competency: 'delivery', mark: 'weak' }, 'tok-r1-flow does not exercise delivery'],
    [
      { t: 1, kind: 'mark', signal: X1, mark: 'after-card', card: 'tok-r1-card1' },
      'the card tok-r1-card1 was not played before',
    ],
  ])('refuses %j in one sentence', (mark, sentence) => {
    expect(() => at(10, [mark])).toThrow(RangeError);
    expect(() => at(10, [mark])).toThrow(sentence);
  });

  it('refuses what was done before, and what cannot be', () => {
    const card: Mark = { t: 1, kind: 'card', card: 'tok-r1-card1' };
    const second: Mark = { t: 2, kind: 'second' };
    expect(() => at(10, [card, { ...card, t: 3 }])).toThrow(
      'Entry 2 (card, 3 s): the card tok-r1-card1 was played before.',
    );
    expect(() => at(10, [card, second, second])).toThrow('the second probe of tok-r1-card1 was asked before');
    const hint: Mark = { t: 1, kind: 'card', card: 'tok-r1-hint1' };
    expect(() => at(10, [hint, { ...second, card: 'tok-r1-hint1' }])).toThrow('tok-r1-hint1 has no second probe');
    expect(() => at(10, [{ t: 1, kind: 'step', step: STEP3 ?? '' }], 'short')).toThrow('a short interview leaves out');
  });
});

describe('markSchema', () => {
  it('knows every kind, and no other fields than theirs', () => {
    expect(MARK_KINDS).toEqual(['step', 'mark', 'clear', 'moment', 'card', 'second', 'hint-asked']);
    expect(markSchema.safeParse({ t: 1, kind: 'card', card: 'c', mood: 'x' }).success).toBe(false);
    expect(markSchema.safeParse({ t: -1, kind: 'hint-asked' }).success).toBe(false);
    expect(markSchema.safeParse({ t: 1, kind: 'mark', signal: 's', mark: 'strong' }).success).toBe(false);
  });
});
