import { atFault } from './blame.js';
import { deadlinesOf } from './deadlines.js';
import { MINUTE, RoomStory } from './testing/room.story.js';

const enter = { type: 'enter' } as const;
const leave = { type: 'leave' } as const;
const ready = { type: 'declareReady', round: 1 } as const;
const end = { type: 'endWithoutPartner' } as const;
const leaveForGood = { type: 'leaveForGood' } as const;

describe('coming and going', () => {
  it('begins the briefing once both have entered, at once [9] [15]', () => {
    const story = new RoomStory();
    expect(story.does('B', enter)).toEqual(['entered']);
    expect(story.does('A', enter)).toEqual(['entered', 'briefingStarted']);
    expect(story.phase('briefing')).toMatchObject({ round: 1, until: story.now + 5 * MINUTE });
  });

  it('begins the briefing even while the first is away for a moment [9]', () => {
    const story = new RoomStory();
    story.does('A', enter);
    story.does('A', leave);
    expect(story.does('B', enter)).toContain('briefingStarted');
    expect(story.state.presence.A.present).toBe(false);
  });

  it('ignores an entry of who is here and a leave of who is not [8]', () => {
    const story = new RoomStory();
    expect(story.does('A', leave)).toEqual([]);
    story.does('A', enter);
    expect(story.does('A', enter)).toEqual([]);
    story.does('A', leave);
    expect(story.does('A', leave)).toEqual([]);
  });

  it('holds the seat of an absent peer for three minutes while the clock goes on [9]', () => {
    const story = new RoomStory().reaches('interview');
    const { until } = story.phase('interview');
    story.does('B', leave);
    story.waits(3 * MINUTE - 1);
    expect(story.state.presence.B.released).toBe(false);
    expect(story.refused('A', end)).toBe('SEAT_HELD');
    story.waits(1);
    expect(story.state.presence.B.released).toBe(true);
    expect(story.phase('interview').until).toBe(until);
  });

  it('lets the partner end without blame after the hold, and not before [9] [29]', () => {
    const story = new RoomStory().reaches('interview');
    expect(story.refused('A', end)).toBe('PARTNER_PRESENT');
    story.does('B', leave);
    story.waits(3 * MINUTE);
    expect(story.does('A', end)).toEqual(['closed']);
    expect(story.state.phase).toMatchObject({ name: 'closed', reason: 'abandoned', by: 'A' });
    expect(atFault(story.state)).toEqual(['B']);
  });

  it('counts the hold as over although its deadline is worked off late [9]', () => {
    const story = new RoomStory().reaches('interview');
    story.does('B', leave);
    story.waitsUnattended(3 * MINUTE);
    expect(story.does('A', end)).toEqual(['seatReleased', 'closed']);
    expect(atFault(story.state)).toEqual(['B']);
  });

  it('gives back the seat to who comes back, released or not [10]', () => {
    const story = new RoomStory().reaches('interview');
    story.does('B', leave);
    story.waits(4 * MINUTE);
    expect(story.does('B', enter)).toEqual(['entered']);
    expect(story.state.presence.B).toEqual({ present: true, entered: true, absentSince: null, released: false });
    expect(story.refused('A', end)).toBe('PARTNER_PRESENT');
    expect(deadlinesOf(story.state).map(({ kind }) => kind)).toEqual(['phase']);
  });

  it('closes as abandoned once both seats are released [9]', () => {
    const story = new RoomStory().reaches('interview');
    story.does('A', leave);
    story.waits(MINUTE);
    story.does('B', leave);
    story.waits(3 * MINUTE);
    expect(story.state.phase).toMatchObject({ name: 'closed', reason: 'abandoned', by: 'system' });
    expect(atFault(story.state)).toEqual(['A', 'B']);
  });

  it('begins no interview with a seat released [9]', () => {
    const story = new RoomStory().reaches('briefing');
    story.does('A', ready);
    story.does('A', leave);
    story.waits(3 * MINUTE);
    expect(story.does('B', ready)).toEqual(['readyDeclared']);
    expect(story.expires()).toEqual(['closed']);
    expect(story.state.phase).toMatchObject({ reason: 'abandoned' });
    expect(atFault(story.state)).toEqual(['A']);
  });

  it('asks who was released and came back to be ready again [9] [10]', () => {
    const story = new RoomStory().reaches('briefing');
    story.does('A', ready);
    story.does('A', leave);
    story.waits(4 * MINUTE);
    story.does('A', enter);
    expect(story.does('B', ready)).toEqual(['readyDeclared']);
    expect(story.does('A', ready)).toContain('interviewStarted');
  });
});

describe('the briefing', () => {
  it('gives way to the interview as soon as both are ready [15]', () => {
    const story = new RoomStory().reaches('briefing');
    expect(story.does('B', ready)).toEqual(['readyDeclared']);
    expect(story.does('B', ready)).toEqual([]);
    expect(story.does('A', ready)).toEqual(['readyDeclared', 'interviewStarted', 'stepEntered']);
    expect(story.phase('interview').until).toBe(story.now + 30 * MINUTE);
  });

  it('gives way to the interview at its deadline, ready or not [11]', () => {
    const story = new RoomStory().reaches('briefing');
    expect(story.expires()).toEqual(['interviewStarted', 'stepEntered']);
  });

  it('takes no readiness for another round or in another phase [3]', () => {
    const story = new RoomStory().reaches('briefing', 2);
    expect(story.refused('A', ready)).toBe('WRONG_ROUND');
    story.reaches('interview', 2);
    expect(story.refused('A', { ...ready, round: 2 })).toBe('WRONG_PHASE');
  });
});

describe('the end', () => {
  it('is a no-show when somebody never entered [29]', () => {
    const story = new RoomStory();
    story.does('A', enter);
    story.waits(3 * MINUTE);
    expect(story.state.phase).toMatchObject({ name: 'closed', reason: 'no-show', by: 'system' });
    expect(atFault(story.state)).toEqual(['B']);
  });

  it('is a no-show of who leaves while gathering [29]', () => {
    const story = new RoomStory();
    story.does('A', enter);
    story.does('A', leaveForGood);
    expect(story.state.phase).toMatchObject({ reason: 'no-show', by: 'A' });
    expect(atFault(story.state)).toEqual(['A']);
  });

  it('cannot be brought about alone while gathering [29]', () => {
    const story = new RoomStory();
    story.does('A', enter);
    expect(story.refused('A', end)).toBe('WRONG_PHASE');
  });

  it.each(['briefing', 'interview', 'rating'] as const)('is abandoned by who leaves in the %s [29]', (phase) => {
    const story = new RoomStory().reaches(phase, 2);
    expect(atFault(story.state)).toEqual([]);
    story.does('B', leaveForGood);
    expect(story.state.phase).toMatchObject({ reason: 'abandoned', by: 'B' });
    expect(atFault(story.state)).toEqual(['B']);
  });

  it('blames who was gone, not who gave up waiting [29]', () => {
    const story = new RoomStory().reaches('interview');
    story.does('A', leave);
    story.waitsUnattended(3 * MINUTE);
    expect(story.does('B', leaveForGood)).toEqual(['seatReleased', 'closed']);
    expect(atFault(story.state)).toEqual(['A']);
  });

  it('is completed when both are done with the debrief, or its time is up [29]', () => {
    const both = new RoomStory().reaches('debrief');
    expect(both.does('A', { type: 'finish' })).toEqual(['finished']);
    expect(both.does('A', { type: 'finish' })).toEqual([]);
    expect(both.does('B', leaveForGood)).toEqual(['finished', 'closed']);
    const late = new RoomStory().reaches('debrief').waits(10 * MINUTE);
    for (const { state } of [both, late]) {
      expect(state.phase).toMatchObject({ reason: 'completed' });
      expect(atFault(state)).toEqual([]);
    }
  });

  it('is completed when one is done with the debrief and the other gone [29]', () => {
    const doneFirst = new RoomStory().reaches('debrief');
    doneFirst.does('A', { type: 'finish' });
    doneFirst.does('B', leave);
    doneFirst.waits(3 * MINUTE);
    const goneFirst = new RoomStory().reaches('debrief');
    goneFirst.does('B', leave);
    goneFirst.waits(3 * MINUTE);
    expect(goneFirst.does('A', { type: 'finish' })).toEqual(['finished', 'closed']);
    const alone = new RoomStory().reaches('debrief');
    alone.does('B', leave);
    alone.waits(3 * MINUTE);
    alone.does('A', end);
    const nobody = new RoomStory().reaches('debrief');
    nobody.does('A', leave);
    nobody.does('B', leave);
    nobody.waits(3 * MINUTE);
    for (const { state } of [doneFirst, goneFirst, alone, nobody]) {
      expect(state.phase).toMatchObject({ name: 'closed', reason: 'completed' });
      expect(atFault(state)).toEqual([]);
    }
  });

  it('leaves nothing to wait for [30]', () => {
    const story = new RoomStory().reaches('interview');
    story.does('A', leave);
    story.does('B', leaveForGood);
    expect(deadlinesOf(story.state)).toEqual([]);
  });

  it('stops the clock of an interview that it cuts short [29]', () => {
    const story = new RoomStory().reaches('interview').waits(MINUTE);
    story.does('B', leaveForGood);
    expect(story.record(1)).toMatchObject({ endedAt: story.now, steps: [{ enteredAt: 0, leftAt: MINUTE }] });
  });
});

describe('the debrief', () => {
  it('takes thanks once, and only there', () => {
    const story = new RoomStory().reaches('rating', 2);
    expect(story.refused('A', { type: 'thank' })).toBe('WRONG_PHASE');
    story.reaches('debrief');
    expect(story.does('A', { type: 'thank' })).toEqual(['thanked']);
    expect(story.does('A', { type: 'thank' })).toEqual([]);
    expect(story.state.thanked).toEqual({ A: true, B: false });
  });

  it('keeps a reported problem in the log and changes nothing by it', () => {
    const story = new RoomStory().reaches('interview');
    const { phase } = story.state;
    expect(story.does('B', { type: 'reportProblem', text: 'No sound' })).toEqual(['problemReported']);
    expect(story.state.phase).toEqual(phase);
  });
});
