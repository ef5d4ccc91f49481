import fc from 'fast-check';
import { LENGTHS, LEVELS } from '../interview/track.js';
import { testFlow } from '../room/testing/flow.builder.js';
import { CARD_KINDS, type CardRule, type Flow } from './flow.schema.js';
import { isHeard, promptedBy, type InterviewProgress } from './interview.progress.js';
import { signalsOf, stepsOf } from './steps.js';
import { rankCards, suggestCards, type Suggestion } from './suggest.js';
import { scenarios } from './testing/scenario.js';

const MINUTE = 60_000;
const small = testFlow('r1');
const real = scenarios().map(({ scenarios: [first] }) => first?.flow ?? small);

const some = (of: readonly string[], maxLength = 4) =>
  fc.uniqueArray(fc.constantFrom(...of), { minLength: 1, maxLength });
const sometimes = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 1 });
const seldom = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.integer({ min: 0, max: 5 }).chain((n) => (n === 0 ? arbitrary : fc.constant(undefined)));

const ids = (of: readonly { id: string }[]) => of.map(({ id }) => id);

const anyRule: fc.Arbitrary<CardRule> = fc.record({
  steps: seldom(some(ids(small.steps))),
  unheard: sometimes(some(ids(signalsOf(small)))),
  heard: seldom(some(ids(signalsOf(small)))),
  missed: seldom(some(ids(signalsOf(small)))),
  weakOn: seldom(fc.constantFrom(...small.exercises).map((competency) => [competency])),
  notBefore: seldom(fc.constantFrom(0, 0.2, 0.5)),
  afterCard: seldom(fc.constantFrom(...ids(small.cards))),
});

/** The small flow with other rules, kinds, competencies, signals and times of its cards, and other ladders. */
const ruledFlow: fc.Arbitrary<Flow> = fc
  .record({
    changes: fc.array(
      fc.record({
        when: anyRule,
        kind: fc.constantFrom(...CARD_KINDS),
        competencies: fc.constantFrom(...small.exercises).map((competency) => [competency]),
        signals: fc.uniqueArray(fc.constantFrom(...ids(signalsOf(small))), { maxLength: 4 }),
        minutes: fc.constantFrom(0.5, 1, 2.5),
      }),
      { minLength: small.cards.length, maxLength: small.cards.length },
    ),
    unexpected: fc.uniqueArray(fc.constantFrom(...ids(signalsOf(small))), { maxLength: 3 }),
  })
  .map(({ changes, unexpected }) => ({
    ...small,
    cards: small.cards.map((card, index) => ({ ...card, ...changes[index] })),
    steps: small.steps.map((step) => ({
      ...step,
      signals: step.signals.map((signal) => (unexpected.includes(signal.id) ? { ...signal, ladder: {} } : signal)),
    })),
  }));

const anyFlow = fc.oneof({ weight: 3, arbitrary: ruledFlow }, { weight: 1, arbitrary: fc.constantFrom(...real) });

function progressIn(flow: Flow): fc.Arbitrary<InterviewProgress> {
  return fc
    .record({
      length: fc.constantFrom(...LENGTHS),
      level: fc.constantFrom(...LEVELS),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      elapsed: fc.integer({ min: 0, max: 30 }),
      marks: fc.dictionary(
        fc.constantFrom(...ids(signalsOf(flow))),
        fc.record({ mark: fc.constantFrom('unprompted', 'after-card', 'missed'), t: fc.integer({ min: 0, max: 30 }) }),
        { maxKeys: 5 },
      ),
      moments: fc.array(
        fc.record({
          side: fc.constantFrom('strong', 'weak'),
          competency: fc.constantFrom(...flow.exercises),
          t: fc.integer({ min: 0, max: 30 }),
          text: fc.option(fc.string(), { nil: undefined }),
        }),
        { maxLength: 3 },
      ),
      cards: fc.uniqueArray(fc.constantFrom(...flow.cards), { maxLength: 4 }),
      hintAsked: fc.boolean(),
    })
    .map(({ length, level, at, elapsed, marks, moments, cards, hintAsked }) => {
      const steps = stepsOf(flow, length);
      const step = steps[Math.min(steps.length - 1, Math.floor(at * steps.length))]?.id ?? '';
      const minutes = length === 'full' ? 30 : 15;
      const elapsedMs = (elapsed / 30) * minutes * MINUTE;
      const earlier = (t: number) => (t / 30) * elapsedMs;
      return {
        flow,
        length,
        level,
        step,
        elapsedMs,
        remainingMs: minutes * MINUTE - elapsedMs,
        record: {
          steps: [{ step, enteredAt: elapsedMs / 2, leftAt: null }],
          cards: cards.map(({ id, kind }, index) => ({ card: id, kind, t: earlier(index * 7), second: null })),
          marks: Object.fromEntries(Object.entries(marks).map(([id, mark]) => [id, { ...mark, t: earlier(mark.t) }])),
          moments: moments.map((moment) => ({ ...moment, t: earlier(moment.t) })),
          hintAsked,
        },
      };
    });
}

const anyProgress = anyFlow.chain(progressIn);

const keyOf = ({ card, second }: Suggestion) => `${card.id}${second ? '+' : ''}`;

describe('for any moment of any flow, suggestCards', () => {
  it('suggests at most three, each once, with a reason, and the same again', () => {
    fc.assert(
      fc.property(anyProgress, (progress) => {
        const suggested = suggestCards(progress);
        expect(suggestCards(structuredClone(progress))).toEqual(suggested);
        expect(suggested.length).toBeLessThanOrEqual(3);
        expect(new Set(suggested.map(keyOf)).size).toBe(suggested.length);
        for (const { reason } of suggested) expect(reason).toMatch(/^[A-Z][^]{5,150}$/);
      }),
      { numRuns: 500 },
    );
  });

  it('suggests only cards of this flow, not played, with time for them, and no hint that nobody asked for', () => {
    fc.assert(
      fc.property(anyProgress, (progress) => {
        const { flow, record, remainingMs } = progress;
        for (const { card, second } of rankCards(progress)) {
          expect(flow.cards).toContain(card);
          expect(record.cards.some((played) => played.card === card.id)).toBe(second);
          expect(card.kind === 'hint' && !record.hintAsked).toBe(false);
          expect(card.minutes * MINUTE).toBeLessThanOrEqual(remainingMs);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('gives no card that would have prompted it more points for what was just heard unprompted', () => {
    fc.assert(
      fc.property(anyProgress, fc.nat(), (progress, index) => {
        const { signal, later } = justHeard(progress, index);
        const before = new Map(rankCards(progress).map((suggestion) => [keyOf(suggestion), suggestion.worth]));
        for (const suggestion of rankCards(later).filter(({ card }) => promptedBy(card).has(signal))) {
          expect(suggestion.worth).toBeLessThanOrEqual(before.get(keyOf(suggestion)) ?? -Infinity);
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('moves no card that would have prompted it past another for what was just heard unprompted', () => {
    fc.assert(
      fc.property(anyProgress, fc.nat(), (progress, index) => {
        const { signal, later } = justHeard(progress, index);
        const before = rankCards(progress).map(keyOf);
        const ranked = rankCards(later);
        const after = ranked.map(keyOf);
        const [prompting, others] = [true, false].map((does) =>
          ranked.filter(({ card }) => promptedBy(card).has(signal) === does).map(keyOf),
        );
        for (const card of prompting ?? []) {
          const ahead = before.slice(0, before.indexOf(card));
          const overtaken = (others ?? []).filter(
            (other) => ahead.includes(other) && after.indexOf(other) > after.indexOf(card),
          );
          expect(overtaken).toEqual([]);
        }
      }),
      { numRuns: 1500 },
    );
  });
});

/** The same moment, with one signal that had not been heard marked unprompted. */
function justHeard(progress: InterviewProgress, index: number): { signal: string; later: InterviewProgress } {
  const unheard = signalsOf(progress.flow).filter(({ id }) => !isHeard(progress.record, id));
  const signal = unheard[index % unheard.length]?.id ?? '';
  const marks = { ...progress.record.marks, [signal]: { mark: 'unprompted' as const, t: progress.elapsedMs } };
  return { signal, later: { ...progress, record: { ...progress.record, marks } } };
}
