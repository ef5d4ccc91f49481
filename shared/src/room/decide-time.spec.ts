import { elapsed, pauseBudget, timeLeft } from './clock.js';
import { deadlinesOf, nextDeadline } from './deadlines.js';
import { MINUTE, RoomStory } from './testing/room.story.js';

const round = 1 as const;
const pause = { type: 'pause', round } as const;
const resume = { type: 'resume', round } as const;
const extend = { type: 'proposeExtension', round } as const;
const agree = { type: 'answerExtension', round, agree: true } as const;

describe('deadlines', () => {
  it('stand one for each open phase, and each brings the next [11]', () => {
    const story = new RoomStory().reaches('briefing');
    const phases: string[] = [];
    while (story.state.phase.name !== 'closed') {
      const due = deadlinesOf(story.state);
      expect(due.map(({ kind }) => kind)).toEqual(['phase']);
      phases.push(story.state.phase.name);
      story.expires();
    }
    expect(phases).toEqual(['briefing', 'interview', 'rating', 'briefing', 'interview', 'rating', 'debrief']);
    expect(nextDeadline(story.state)).toBeNull();
  });

  it('are ignored early, twice, under an unknown key, or when they no longer stand [11]', () => {
    const story = new RoomStory().reaches('briefing');
    const key = nextDeadline(story.state)?.key ?? '';
    const expire = { type: 'expire', key } as const;
    story.waits(5 * MINUTE - 1);
    expect(story.does('system', expire)).toEqual([]);
    expect(story.does('system', { type: 'expire', key: 'phase:debrief:1' })).toEqual([]);
    story.waitsUnattended(1);
    expect(story.does('system', expire)).toEqual(['interviewStarted', 'stepEntered']);
    expect(story.does('system', expire)).toEqual([]);
  });

  it('come in the order of their time [11]', () => {
    const story = new RoomStory().reaches('interview');
    story.does('B', { type: 'leave' });
    story.does('A', extend);
    story.does('A', { type: 'proposeEnd', round, scope: 'void' });
    expect(deadlinesOf(story.state).map(({ kind }) => kind)).toEqual(['end', 'extension', 'seat', 'phase']);
  });
});

describe('a pause', () => {
  it('stops the clock and moves the deadline by its length [12]', () => {
    const story = new RoomStory().reaches('interview').waits(10 * MINUTE);
    const { until } = story.phase('interview');
    story.does('B', pause);
    story.waits(2 * MINUTE);
    expect(elapsed(story.state, 1, story.now)).toBe(10 * MINUTE);
    expect(timeLeft(story.state, story.now)).toBe(20 * MINUTE);
    expect(story.does('A', resume)).toEqual(['resumed']);
    expect(story.phase('interview').until).toBe(until + 2 * MINUTE);
    expect(story.record(1).pausedMs).toBe(2 * MINUTE);
    story.waits(MINUTE);
    expect(elapsed(story.state, 1, story.now)).toBe(11 * MINUTE);
    expect(timeLeft(story.state, story.now)).toBe(19 * MINUTE);
  });

  it('suspends the deadline of the phase [12]', () => {
    const story = new RoomStory().reaches('interview').waits(29 * MINUTE);
    story.does('A', pause);
    expect(deadlinesOf(story.state).map(({ kind }) => kind)).toEqual(['pause']);
    story.waits(4 * MINUTE);
    expect(story.phase('interview').pause).not.toBeNull();
  });

  it('resumes by itself after five minutes [12]', () => {
    const story = new RoomStory().reaches('interview');
    const { until } = story.phase('interview');
    story.does('A', pause);
    story.waits(6 * MINUTE);
    expect(story.phase('interview')).toMatchObject({ pause: null, until: until + 5 * MINUTE });
    expect(elapsed(story.state, 1, story.now)).toBe(MINUTE);
  });

  it('never counts for more than it could last, however late it is resumed [12]', () => {
    const story = new RoomStory().reaches('interview');
    const { until } = story.phase('interview');
    story.does('A', pause);
    story.waitsUnattended(9 * MINUTE);
    expect(elapsed(story.state, 1, story.now)).toBe(4 * MINUTE);
    story.does('B', resume);
    expect(story.phase('interview').until).toBe(until + 5 * MINUTE);
    expect(elapsed(story.state, 1, story.now)).toBe(4 * MINUTE);
  });

  it('shares ten minutes with all others of its round [12]', () => {
    const story = new RoomStory().reaches('interview');
    story.does('A', pause);
    story.waits(4 * MINUTE);
    story.does('A', resume);
    story.does('B', pause);
    story.waits(4 * MINUTE);
    story.does('B', resume);
    expect(pauseBudget(story.state, 1)).toBe(2 * MINUTE);
    story.does('A', pause);
    expect(story.phase('interview').pause?.resumesAt).toBe(story.now + 2 * MINUTE);
    story.waits(3 * MINUTE);
    expect(story.phase('interview').pause).toBeNull();
    expect(story.refused('B', pause)).toBe('PAUSE_USED_UP');
    expect(pauseBudget(story.reaches('interview', 2).state, 2)).toBe(10 * MINUTE);
  });

  it('is what it is already when asked for twice, and so is going on [2] [12]', () => {
    const story = new RoomStory().reaches('interview');
    expect(story.does('A', resume)).toEqual([]);
    story.does('A', pause);
    expect(story.does('B', pause)).toEqual([]);
  });

  it('does not begin when the time is up [11] [12]', () => {
    const story = new RoomStory().reaches('interview').waitsUnattended(30 * MINUTE);
    expect(story.refused('A', pause)).toBe('WRONG_PHASE');
  });

  it('lets nothing be put to the candidate, and everything else go on [12]', () => {
    const story = new RoomStory().reaches('interview');
    story.does('A', pause);
    expect(story.refused('A', { type: 'advanceStep', round, from: 'tok-r1-step1' })).toBe('PAUSED');
    expect(story.refused('A', { type: 'playCard', round, card: 'tok-r1-card1' })).toBe('PAUSED');
    expect(story.refused('A', { type: 'releaseFact', round, fact: 'tok-r1-fact1' })).toBe('PAUSED');
    expect(story.refused('A', { type: 'giveHint', round, card: 'tok-r1-hint1' })).toBe('PAUSED');
    expect(story.refused('B', { type: 'askHint', round })).toBe('PAUSED');
    const signal = 'tok-r1-step1-signal-x';
    expect(story.does('A', { type: 'markSignal', round, signal, mark: 'missed', card: null })).toHaveLength(1);
    expect(story.does('B', { type: 'say', text: 'The door bell' })).toHaveLength(1);
    expect(story.does('B', { type: 'writeNote', text: 'Ask about labels' })).toHaveLength(1);
    expect(story.does('B', extend)).toHaveLength(1);
    expect(story.does('A', agree)).toHaveLength(1);
  });

  it('does not count when the interview is ended meanwhile [12] [14]', () => {
    const story = new RoomStory().reaches('interview').waits(10 * MINUTE);
    story.does('A', pause);
    story.waits(30_000);
    story.does('A', { type: 'proposeEnd', round, scope: 'interview' });
    story.does('B', { type: 'answerEnd', round, agree: true });
    expect(elapsed(story.state, 1, story.now + MINUTE)).toBe(10 * MINUTE);
    expect(story.record(1)).toMatchObject({ pausedMs: 30_000, steps: [{ leftAt: 10 * MINUTE }] });
  });

  it('is for the interview of the current round [3] [12]', () => {
    const story = new RoomStory().reaches('briefing', 2);
    expect(story.refused('A', pause)).toBe('WRONG_ROUND');
    expect(story.refused('A', { ...pause, round: 2 })).toBe('WRONG_PHASE');
  });
});

describe('an extension', () => {
  it('takes both, and adds five minutes [13]', () => {
    const story = new RoomStory().reaches('interview');
    const { until } = story.phase('interview');
    story.does('B', extend);
    expect(story.phase('interview').until).toBe(until);
    story.does('A', agree);
    expect(story.phase('interview')).toMatchObject({ until: until + 5 * MINUTE, extension: null });
    story.waits(34 * MINUTE);
    expect(story.state.phase.name).toBe('interview');
  });

  it('may be turned down [13]', () => {
    const story = new RoomStory().reaches('interview');
    const { until } = story.phase('interview');
    story.does('B', extend);
    story.does('A', { ...agree, agree: false });
    expect(story.phase('interview')).toMatchObject({ until, extension: null });
    expect(story.record(1).extensions).toBe(0);
  });

  it('happens twice a round at most [13]', () => {
    const story = new RoomStory().reaches('interview');
    for (const by of ['A', 'B'] as const) {
      story.does(by, extend);
      story.does(by === 'A' ? 'B' : 'A', agree);
    }
    expect(story.refused('A', extend)).toBe('NO_EXTENSION_LEFT');
  });

  it('is answered by the other, and only while it stands [13] [14]', () => {
    const story = new RoomStory().reaches('interview');
    expect(story.refused('A', agree)).toBe('NO_PROPOSAL');
    story.does('A', extend);
    expect(story.does('A', extend)).toEqual([]);
    expect(story.refused('A', agree)).toBe('OWN_PROPOSAL');
    expect(story.refused('B', extend)).toBe('PROPOSAL_PENDING');
    story.waits(MINUTE);
    expect(story.phase('interview').extension).toBeNull();
    expect(story.refused('B', agree)).toBe('NO_PROPOSAL');
  });

  it('lapses on time although that is worked off late [13] [14]', () => {
    const story = new RoomStory().reaches('interview');
    story.does('A', extend);
    story.waitsUnattended(MINUTE);
    expect(story.refused('B', agree)).toBe('NO_PROPOSAL');
    expect(story.does('B', extend)).toEqual(['extensionLapsed', 'extensionProposed']);
  });
});

describe('the clock of a round', () => {
  it('stands at nothing before, and at its length after the interview [11] [14]', () => {
    const story = new RoomStory().reaches('briefing');
    expect(elapsed(story.state, 1, story.now)).toBe(0);
    story.reaches('interview').waitsUnattended(31 * MINUTE);
    expect(elapsed(story.state, 1, story.now)).toBe(30 * MINUTE);
    story.expires();
    expect(elapsed(story.state, 1, story.now + MINUTE)).toBe(30 * MINUTE);
    expect(story.record(1).endedAt).toBe((story.record(1).startedAt ?? 0) + 30 * MINUTE);
  });
});
