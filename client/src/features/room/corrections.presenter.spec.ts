import { describe, expect, it } from 'vitest';
import { MINUTE, RoomStory, uuid } from '#shared/room/testing/room.story.js';
import { markedSignals, markedWords, mayCorrect, momentLines } from './corrections.presenter.js';

const signal = 'tok-r1-step1-signal-x';
const moment = (n: number, t: number) =>
  ({ type: 'addMoment', round: 1, momentId: uuid(n), side: 'weak', competency: 'data', text: `At ${t}`, t }) as const;

function rating() {
  const story = new RoomStory().reaches('interview').waits(5 * MINUTE);
  story.does('A', moment(81, 4 * MINUTE));
  story.does('A', moment(82, MINUTE));
  return story.reaches('rating');
}

describe('what was marked', () => {
  it('may be corrected by the interviewer while they rate, until their sheet is in', () => {
    const interview = new RoomStory().reaches('interview');
    expect(mayCorrect(interview.state, 'A')).toBe(false);
    const story = rating();
    expect([mayCorrect(story.state, 'A'), mayCorrect(story.state, 'B')]).toEqual([true, false]);
    story.does('A', { type: 'submitSheet', round: 1, kind: 'peer' });
    expect(mayCorrect(story.state, 'A')).toBe(false);
  });

  it('is corrected by who interviewed in this round', () => {
    const story = new RoomStory().reaches('rating', 2);
    expect([mayCorrect(story.state, 'A'), mayCorrect(story.state, 'B')]).toEqual([false, true]);
  });

  it('lists the moments by time, without marks and cards', () => {
    const story = rating();
    story.does('A', { type: 'markSignal', round: 1, signal, mark: 'missed', card: null });
    expect(momentLines(story.record(1)).map(({ t, moment }) => [t, moment.id])).toEqual([
      [MINUTE, uuid(82)],
      [4 * MINUTE, uuid(81)],
    ]);
  });

  it('lists the signals by step, as they are marked now', () => {
    const story = rating();
    const marks = () =>
      markedSignals(story.flows[0], story.state, 'A').groups.flatMap(({ rows }) =>
        rows.filter(({ id }) => id === signal).map(({ mark }) => mark),
      );
    expect(marks()).toEqual([null]);
    story.does('A', { type: 'markSignal', round: 1, signal, mark: 'unprompted', card: null });
    expect(marks()).toEqual(['unprompted']);
  });

  it('leaves out the steps that a short interview does not walk', () => {
    const count = (length: 'full' | 'short') => {
      const story = new RoomStory({ length }).reaches('rating');
      return markedSignals(story.flows[0], story.state, 'A').groups.length;
    };
    expect(count('short')).toBeLessThan(count('full'));
  });

  it('says how much it is', () => {
    const story = rating();
    expect(markedWords(story.record(1))).toBe('2 moments, no signals');
    story.does('A', { type: 'removeMoment', round: 1, momentId: uuid(81) });
    story.does('A', { type: 'markSignal', round: 1, signal, mark: 'missed', card: null });
    expect(markedWords(story.record(1))).toBe('1 moment, 1 signal');
  });
});
