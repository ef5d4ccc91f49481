import { describe, expect, it } from 'vitest';
import { MINUTE, RoomStory } from '#shared/room/testing/room.story.js';
import { deckRows, hintsLeft, playCommand, putNow } from './deck.presenter.js';
import { likelyCompetency, promptingCard, signalRows } from './signals.presenter.js';
import { nextStep, sayNow, stepSegments } from './steps.presenter.js';

function interviewing() {
  const story = new RoomStory().reaches('interview');
  const [flow] = story.flows;
  return { story, flow };
}
const STEP = (n: number) => `tok-r1-step${n}`;

describe('the steps', () => {
  it('fills each by what it took, visits together', () => {
    const { story, flow } = interviewing();
    story.waits(3 * MINUTE).does('A', { type: 'advanceStep', round: 1, from: STEP(1) });
    story.waits(2 * MINUTE).does('A', { type: 'returnToStep', round: 1, step: STEP(1) });
    const segments = stepSegments(flow, story.state, 1, story.now + 4 * MINUTE);
    expect(segments[0]).toMatchObject({ spentMs: 7 * MINUTE, share: 1, over: true, current: true });
    expect(segments[1]).toMatchObject({ spentMs: 2 * MINUTE, share: 0.25, over: false, visited: true });
    expect(segments[2]).toMatchObject({ spentMs: 0, visited: false });
  });

  it('leaves out what a short interview leaves out', () => {
    const story = new RoomStory({ length: 'short' }).reaches('interview');
    expect(stepSegments(story.flows[0], story.state, 1, story.now).map(({ id }) => id)).not.toContain(STEP(3));
  });

  it('says the words of the current step, or of one that is looked at', () => {
    const { story, flow } = interviewing();
    const record = story.record(1);
    expect(sayNow(flow, story.state, record, null, 0)).toMatchObject({
      number: 1,
      count: 5,
      current: true,
      visited: true,
    });
    expect(sayNow(flow, story.state, record, STEP(2), 0)).toMatchObject({ number: 2, current: false, visited: false });
    expect(nextStep(flow, story.state)?.id).toBe(STEP(2));
    for (const n of [1, 2, 3, 4]) story.does('A', { type: 'advanceStep', round: 1, from: STEP(n) });
    expect(nextStep(flow, story.state)).toBeNull();
  });
});

describe('the signals', () => {
  it('come with what they take at the candidate’s level, and say where it expects none', () => {
    const { story, flow } = interviewing();
    const [step] = flow.steps;
    if (!step) throw new Error('The flow has no step');
    const senior = { ...step, signals: step.signals.map((signal) => ({ ...signal, ladder: { senior: 'Much' } })) };
    expect(signalRows(step, story.record(1), 'mid')[0]?.takes).toBe(step.signals[0]?.ladder.mid);
    expect(signalRows(senior, story.record(1), 'mid')[0]?.takes).toBeNull();
  });

  it('infer the card that brought them out: the latest meant for them, else the latest', () => {
    const { story, flow } = interviewing();
    expect(promptingCard(flow, story.record(1), 'tok-r1-step1-signal-x')).toBeNull();
    story.does('A', { type: 'playCard', round: 1, card: 'tok-r1-card1' });
    story.does('A', { type: 'playCard', round: 1, card: 'tok-r1-card3' });
    expect(promptingCard(flow, story.record(1), 'tok-r1-step1-signal-x')?.card).toBe('tok-r1-card1');
    expect(promptingCard(flow, story.record(1), 'tok-r1-step5-signal-y')?.card).toBe('tok-r1-card3');
  });

  it('suggest what a moment is about', () => {
    const { flow } = interviewing();
    expect(likelyCompetency(flow, flow.steps[1] ?? null)).toBe('metrics');
    expect(likelyCompetency(flow, null)).toBe('framing');
  });
});

describe('the deck', () => {
  it('is searched by words and kind, with what was played at its end', () => {
    const { story, flow } = interviewing();
    story.does('A', { type: 'playCard', round: 1, card: 'tok-r1-card1' });
    const rows = deckRows(flow, story.record(1), '', 'all');
    expect(rows).toHaveLength(flow.cards.length);
    expect(rows.at(-1)).toMatchObject({ card: { id: 'tok-r1-card1' }, deeper: true });
    expect(deckRows(flow, story.record(1), 'METRIC card4', 'all').map(({ card }) => card.id)).toEqual(['tok-r1-card4']);
    expect(deckRows(flow, story.record(1), '', 'hint').map(({ label }) => label)).toEqual(['Hint', 'Hint']);
    expect(deckRows(flow, story.record(1), 'no such words', 'all')).toEqual([]);
  });

  it('keeps the words put last at hand until the next step, with the second probe while it is to be had', () => {
    const { story, flow } = interviewing();
    expect(putNow(flow, story.record(1))).toBeNull();
    story.waits(MINUTE).does('A', { type: 'playCard', round: 1, card: 'tok-r1-card1' });
    expect(putNow(flow, story.record(1))).toMatchObject({
      card: { id: 'tok-r1-card1' },
      label: 'Follow-up',
      second: 'The words tok-r1-card1-second stand here.',
    });
    story.waits(MINUTE).does('A', { type: 'giveHint', round: 1, card: 'tok-r1-hint1' });
    expect(putNow(flow, story.record(1))).toMatchObject({ label: 'Hint', second: null });
    story.waits(MINUTE).does('A', { type: 'playSecondProbe', round: 1, card: 'tok-r1-card1' });
    expect(putNow(flow, story.record(1))).toMatchObject({
      label: 'Second probe',
      say: 'The words tok-r1-card1-second stand here.',
      second: null,
    });
    story.waits(MINUTE).does('A', { type: 'advanceStep', round: 1, from: STEP(1) });
    expect(putNow(flow, story.record(1))).toBeNull();
  });

  it('gives a hint as a hint, and puts the one for the step first', () => {
    const { story, flow } = interviewing();
    expect(hintsLeft(flow, story.record(1), STEP(2)).map(({ id }) => id)).toEqual(['tok-r1-hint2', 'tok-r1-hint1']);
    const [hint] = hintsLeft(flow, story.record(1), STEP(1));
    if (!hint) throw new Error('The flow has no hint');
    story.does('A', playCommand(hint, 1));
    expect(hintsLeft(flow, story.record(1), STEP(1)).map(({ id }) => id)).toEqual(['tok-r1-hint2']);
  });
});
