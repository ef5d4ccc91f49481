import { describe, expect, it } from 'vitest';
import { MINUTE, RoomStory, uuid } from '#shared/room/testing/room.story.js';
import { askedSoFar } from './asked.presenter.js';
import { axisOf, clustersOf, timelineEntries } from './timeline.presenter.js';

function busyRound() {
  const story = new RoomStory().reaches('interview').waits(2 * MINUTE);
  story.does('A', { type: 'playCard', round: 1, card: 'tok-r1-card1' });
  story
    .waits(MINUTE)
    .does('A', { type: 'markSignal', round: 1, signal: 'tok-r1-step1-signal-x', mark: 'missed', card: null });
  const words = { momentId: uuid(77), side: 'weak', competency: 'data', text: 'Took the table as given' } as const;
  story.does('A', { type: 'addMoment', round: 1, ...words, t: 30_000 });
  story.waits(MINUTE).does('A', { type: 'playSecondProbe', round: 1, card: 'tok-r1-card1' });
  return story;
}

describe('the timeline', () => {
  it('tells what happened by time, a moment at the time it was begun', () => {
    const story = busyRound();
    const entries = timelineEntries(story.record(1), story.flows[0]);
    expect(entries.map(({ kind, t }) => [kind, t])).toEqual([
      ['weak', 30_000],
      ['card', 2 * MINUTE],
      ['missed', 3 * MINUTE],
      ['card', 4 * MINUTE],
    ]);
    expect(entries[0]).toMatchObject({ label: 'Weak, data scepticism', moment: { id: uuid(77) } });
    expect(entries[2]?.text).toBe('The words tok-r1-step1-heard-x stand here.');
  });

  it('puts at one place what would be drawn over each other', () => {
    const story = busyRound();
    const entries = timelineEntries(story.record(1), null);
    const sizes = (gap: number) =>
      clustersOf(entries, axisOf(story.record(1), story.state.durations), gap).map((each) => each.entries.length);
    expect(sizes(0.03)).toEqual([1, 1, 1, 1]);
    // Two drawings side by side reach as far as the next one.
    expect(sizes(0.034)).toEqual([1, 3]);
    expect(sizes(0.06)).toEqual([4]);
  });

  it('grows with an extension', () => {
    const story = new RoomStory().reaches('interview');
    story.does('A', { type: 'proposeExtension', round: 1 });
    story.does('B', { type: 'answerExtension', round: 1, agree: true });
    expect(axisOf(story.record(1), story.state.durations)).toBe(35 * MINUTE);
  });
});

it('shows the candidate what was put to them, newest first', () => {
  const story = busyRound();
  story.waits(MINUTE).does('A', { type: 'playCard', round: 1, card: 'tok-r1-card7' });
  expect(askedSoFar(story.record(1)).map(({ kind, label }) => [kind, label])).toEqual([
    ['twist', 'Something changes'],
    ['second', null],
    ['follow-up', null],
  ]);
});
