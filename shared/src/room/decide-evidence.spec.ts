import type { Moment, MarkValue } from './state.js';
import { MINUTE, RoomStory, uuid } from './testing/room.story.js';

const round = 1 as const;
const signal = 'tok-r1-step1-signal-x';
const mark = (value: MarkValue, card: string | null = null) =>
  ({ type: 'markSignal', round, signal, mark: value, card }) as const;
const moment = (n: number, change: Partial<Omit<Moment, 'id'>> = {}) =>
  ({
    type: 'addMoment',
    round,
    momentId: uuid(n),
    side: 'strong',
    competency: 'data',
    text: 'Asked',
    ...change,
  }) as const;
const edit = (n: number, text: string) =>
  ({ type: 'editMoment', round, momentId: uuid(n), side: 'weak', competency: 'data', text }) as const;
const remove = (n: number) => ({ type: 'removeMoment', round, momentId: uuid(n) }) as const;

describe('marks', () => {
  it('count as they were last [18]', () => {
    const story = new RoomStory().reaches('interview').waits(MINUTE);
    story.does('A', mark('missed'));
    story.waits(MINUTE);
    expect(story.does('A', mark('unprompted'))).toEqual(['signalMarked']);
    expect(story.does('A', mark('unprompted'))).toEqual([]);
    expect(story.record(1).marks).toEqual({ [signal]: { mark: 'unprompted', card: null, t: 2 * MINUTE } });
    story.does('A', { type: 'clearMark', round, signal });
    expect(story.does('A', { type: 'clearMark', round, signal })).toEqual([]);
    expect(story.record(1).marks).toEqual({});
  });

  it('belong to a signal of this flow [18]', () => {
    const story = new RoomStory().reaches('interview');
    expect(story.refused('A', { ...mark('missed'), signal: 'tok-r2-step1-signal-x' })).toBe('UNKNOWN_SIGNAL');
    expect(story.refused('A', { type: 'clearMark', round, signal: 'nothing' })).toBe('UNKNOWN_SIGNAL');
  });

  it('name the card after which the signal came, and it was played [18]', () => {
    const story = new RoomStory().reaches('interview');
    expect(story.refused('A', mark('after-card'))).toBe('MARK_NEEDS_CARD');
    expect(story.refused('A', mark('after-card', 'tok-r1-card1'))).toBe('CARD_NOT_PLAYED');
    story.does('A', { type: 'playCard', round, card: 'tok-r1-card1' });
    expect(story.refused('A', mark('missed', 'tok-r1-card1'))).toBe('MARK_NEEDS_CARD');
    expect(story.does('A', mark('after-card', 'tok-r1-card1'))).toEqual(['signalMarked']);
  });
});

describe('moments', () => {
  it('have the time of the round, now or as given, and none to come [19]', () => {
    const story = new RoomStory().reaches('interview').waits(MINUTE);
    story.does('A', moment(1));
    story.does('A', moment(2, { t: 30_000 }));
    expect(story.record(1).moments.map(({ t }) => t)).toEqual([MINUTE, 30_000]);
    expect(story.refused('A', moment(3, { t: MINUTE + 1 }))).toBe('TIME_OUTSIDE_ROUND');
    story.reaches('rating');
    story.does('A', moment(4));
    expect(story.record(1).moments.at(-1)?.t).toBe(30 * MINUTE);
  });

  it('are about a competency that the flow exercises [19]', () => {
    const story = new RoomStory().reaches('interview');
    expect(story.refused('A', moment(1, { competency: 'delivery' }))).toBe('COMPETENCY_NOT_EXERCISED');
    story.does('A', moment(1));
    expect(story.refused('A', { ...edit(1, 'x'), competency: 'delivery' })).toBe('COMPETENCY_NOT_EXERCISED');
  });

  it('are corrected and removed, and the log keeps what was [21]', () => {
    const story = new RoomStory().reaches('interview').waits(MINUTE);
    story.does('A', moment(1));
    story.waits(MINUTE);
    story.does('A', edit(1, 'Did not ask'));
    expect(story.does('A', edit(1, 'Did not ask'))).toEqual([]);
    expect(story.record(1).moments).toEqual([
      { id: uuid(1), t: MINUTE, side: 'weak', competency: 'data', text: 'Did not ask' },
    ]);
    story.does('A', remove(1));
    expect(story.record(1).moments).toEqual([]);
    expect(JSON.stringify(story.log)).toContain('"Asked"');
    expect(story.refused('A', edit(1, 'x'))).toBe('UNKNOWN_MOMENT');
    expect(story.refused('A', remove(1))).toBe('UNKNOWN_MOMENT');
  });

  it('are added once under one id [2] [19]', () => {
    const story = new RoomStory().reaches('interview');
    story.does('A', moment(1));
    expect(story.does('A', moment(1))).toEqual([]);
    expect(story.refused('A', moment(1, { text: 'Something else' }))).toBe('CONFLICT');
  });
});

describe('evidence', () => {
  it('is noted by the interviewer alone [6] [22]', () => {
    const story = new RoomStory().reaches('interview');
    for (const command of [mark('missed'), moment(1), edit(1, 'x'), remove(1)]) {
      expect(story.refused('B', command)).toBe('WRONG_SEAT');
    }
  });

  it('is corrected until the interviewer’s sheet is in [21]', () => {
    const story = new RoomStory().reaches('interview');
    story.does('A', moment(1));
    story.reaches('rating');
    story.does('A', mark('missed'));
    story.does('A', edit(1, 'On second thoughts'));
    story.does('A', { type: 'submitSheet', round, kind: 'peer' });
    for (const command of [mark('unprompted'), moment(2), edit(1, 'x'), remove(1)]) {
      expect(story.refused('A', command)).toBe('ALREADY_SUBMITTED');
    }
  });

  it('is of the current round [21]', () => {
    const story = new RoomStory().reaches('interview', 2);
    expect(story.refused('A', mark('missed'))).toBe('WRONG_ROUND');
  });
});
