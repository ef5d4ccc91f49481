import { atFault } from './blame.js';
import { deadlinesOf } from './deadlines.js';
import { fold } from './evolve.js';
import { MINUTE, RoomStory } from './testing/room.story.js';
import { testFlow, tokensIn } from './testing/flow.builder.js';
import { SEATS, type Phase, type RoundNumber, type Seat } from './state.js';
import { redactState, viewStream } from './view.js';

const rehearse = (round: RoundNumber) => ({ type: 'rehearse', round }) as const;
const draw = (round: RoundNumber) => ({ type: 'drawCard', round }) as const;
const on = (round: RoundNumber, from: string) => ({ type: 'advanceStep', round, from }) as const;

/** A room in which one has been gone for longer than their seat is held. */
function left(gone: Seat, name: 'briefing' | 'interview', round: RoundNumber = 1): RoomStory {
  const story = new RoomStory().reaches(name, round);
  story.does(gone, { type: 'leave' });
  return story.waits(3 * MINUTE);
}

/** Round 1 goes on without its interviewer. */
function rehearsing(): RoomStory {
  const story = left('A', 'interview');
  story.does('B', rehearse(1));
  return story;
}

describe('turning the time into a rehearsal', () => {
  it('waits for the hold of the partner’s seat, late or not [9]', () => {
    const story = new RoomStory().reaches('interview');
    expect(story.refused('B', rehearse(1))).toBe('PARTNER_PRESENT');
    story.does('A', { type: 'leave' });
    story.waits(3 * MINUTE - 1);
    expect(story.refused('B', rehearse(1))).toBe('SEAT_HELD');
    story.waitsUnattended(1);
    expect(story.does('B', rehearse(1))).toEqual(['seatReleased', 'rehearsalStarted']);
  });

  it('lets a candidate’s interview go on where it stands: step, cards and clock [9]', () => {
    const story = new RoomStory().reaches('interview').waits(MINUTE);
    story.does('A', { type: 'playCard', round: 1, card: 'tok-r1-card1' });
    story.does('A', on(1, 'tok-r1-step1'));
    const { until } = story.phase('interview');
    story.does('A', { type: 'leave' });
    story.waits(3 * MINUTE);
    expect(story.does('B', rehearse(1))).toEqual(['rehearsalStarted']);
    expect(story.phase('rehearsal')).toEqual({ name: 'rehearsal', round: 1, until, step: 'tok-r1-step2' });
    expect(story.record(1)).toMatchObject({ startedAt: story.now - 4 * MINUTE, endedAt: null });
    expect(story.record(1).cards).toHaveLength(1);
    expect(story.record(1).steps).toHaveLength(2);
  });

  it('gives a running pause back to the clock [9] [12]', () => {
    const story = new RoomStory().reaches('interview').waits(MINUTE);
    const { until } = story.phase('interview');
    story.does('A', { type: 'leave' });
    story.waits(2 * MINUTE);
    story.does('B', { type: 'pause', round: 1 });
    story.waits(2 * MINUTE);
    story.does('B', rehearse(1));
    expect(story.phase('rehearsal').until).toBe(until + 2 * MINUTE);
    expect(story.record(1).pausedMs).toBe(2 * MINUTE);
  });

  it('begins the candidate’s own round from its beginning where it is still to come [9]', () => {
    for (const [gone, here, round] of [
      ['A', 'B', 1],
      ['B', 'A', 2],
    ] as const) {
      const story = left(gone, 'briefing', round);
      expect(story.does(here, rehearse(round))).toEqual(['rehearsalStarted', 'stepEntered']);
      expect(story.phase('rehearsal')).toMatchObject({ round, until: story.now + 30 * MINUTE });
      expect(story.record(round)).toMatchObject({
        startedAt: story.now,
        prompt: { title: `Title tok-r${round}-title` },
      });
    }
  });

  it('takes the interviewer of round 1 to round 2, where they answer, with all of its time [9]', () => {
    for (const name of ['briefing', 'interview'] as const) {
      const story = left('B', name);
      expect(story.does('A', rehearse(1))).toEqual(['rehearsalStarted', 'stepEntered']);
      expect(story.phase('rehearsal')).toMatchObject({
        round: 2,
        until: story.now + 30 * MINUTE,
        step: 'tok-r2-step1',
      });
      expect(story.state.rehearsal).toEqual({ round: 2, from: 1 });
      expect(story.record(1).endedAt).toBe(name === 'interview' ? story.now : null);
    }
  });

  it('is refused to who has taken their own interview already [9]', () => {
    for (const name of ['briefing', 'interview'] as const) {
      expect(left('A', name, 2).refused('B', rehearse(2))).toBe('NOTHING_TO_REHEARSE');
    }
  });

  it('is refused in every other phase, in another round, and when the time is up [3] [9]', () => {
    const gathering = new RoomStory();
    gathering.does('A', { type: 'enter' });
    expect(gathering.refused('A', rehearse(1))).toBe('WRONG_PHASE');
    const rating = new RoomStory().reaches('rating');
    rating.does('A', { type: 'leave' });
    rating.waits(3 * MINUTE);
    expect(rating.refused('B', rehearse(1))).toBe('WRONG_PHASE');
    const late = left('A', 'interview');
    expect(late.refused('B', rehearse(2))).toBe('WRONG_ROUND');
    late.waitsUnattended(30 * MINUTE);
    expect(late.refused('B', rehearse(1))).toBe('WRONG_PHASE');
  });
});

describe('a rehearsal', () => {
  it('is walked and drawn by its candidate, in the flow’s order, each card once [9] [16] [17]', () => {
    const story = rehearsing();
    for (const card of ['card1', 'card2']) {
      story.does('B', draw(1));
      expect(story.record(1).cards.at(-1)?.card).toBe(`tok-r1-${card}`);
    }
    expect(story.refused('B', draw(1))).toBe('NO_CARD_LEFT');
    expect(story.does('B', on(1, 'tok-r1-step1'))).toEqual(['stepEntered']);
    expect(story.refused('B', on(1, 'tok-r1-step1'))).toBe('STALE_STEP');
    story.does('B', draw(1));
    expect(story.record(1).cards.at(-1)?.card).toBe('tok-r1-card3');
    expect(story.does('B', { type: 'returnToStep', round: 1, step: 'tok-r1-step1' })).toEqual(['stepEntered']);
    expect(story.refused('B', draw(1))).toBe('NO_CARD_LEFT');
  });

  it('draws a card that comes after another only after it [9] [17]', () => {
    const plain = testFlow('r1');
    const [first, second, ...rest] = plain.cards;
    if (!first || !second) throw new Error('A flow has cards');
    const cards = [{ ...first, when: { ...first.when, afterCard: second.id } }, second, ...rest];
    const story = new RoomStory({ flows: [{ ...plain, cards }, testFlow('r2')] }).reaches('interview');
    story.does('A', { type: 'leave' });
    story.waits(3 * MINUTE);
    story.does('B', rehearse(1));
    story.does('B', draw(1));
    story.does('B', draw(1));
    expect(story.record(1).cards.map(({ card }) => card)).toEqual([second.id, first.id]);
  });

  it('gives a hint as soon as it is asked for, one that was asked for before included [9]', () => {
    const story = new RoomStory().reaches('interview');
    story.does('B', { type: 'askHint', round: 1 });
    story.does('A', { type: 'leave' });
    story.waits(3 * MINUTE);
    story.does('B', rehearse(1));
    expect(story.does('B', { type: 'askHint', round: 1 })).toEqual(['hintGiven']);
    expect(story.refused('B', { type: 'askHint', round: 1 })).toBe('NO_HINT_LEFT');
    story.does('B', on(1, 'tok-r1-step1'));
    expect(story.does('B', { type: 'askHint', round: 1 })).toEqual(['hintAsked', 'hintGiven']);
    expect(story.record(1)).toMatchObject({ hintAsked: false, hintsAsked: 2 });
  });

  it('has no pause, no extension, and nobody to agree with [9] [12] [13] [14]', () => {
    const story = rehearsing();
    expect(story.refused('B', { type: 'pause', round: 1 })).toBe('WRONG_PHASE');
    expect(story.refused('B', { type: 'proposeExtension', round: 1 })).toBe('WRONG_PHASE');
    expect(story.refused('B', { type: 'proposeEnd', round: 1, scope: 'interview' })).toBe('WRONG_PHASE');
    expect(story.refused('B', { type: 'playCard', round: 1, card: 'tok-r1-card5' })).toBe('WRONG_PHASE');
    expect(story.refused('B', { type: 'releaseFact', round: 1, fact: 'tok-r1-fact1' })).toBe('WRONG_PHASE');
  });

  it('ends at its deadline, or when its candidate ends it, after the last step or before [9] [11]', () => {
    const late = rehearsing();
    expect(late.expires()).toEqual(['interviewEnded', 'ratingStarted']);
    const early = rehearsing();
    for (const step of ['step1', 'step2', 'step3', 'step4']) early.does('B', on(1, `tok-r1-${step}`));
    expect(early.refused('B', on(1, 'tok-r1-step5'))).toBe('LAST_STEP');
    expect(early.does('B', { type: 'endRehearsal', round: 1 })).toEqual(['interviewEnded', 'ratingStarted']);
    expect(early.record(1).endedAt).toBe(early.now);
  });

  it('is rated by its candidate alone, and the debrief follows, also in round 1 [9] [15] [26]', () => {
    const story = rehearsing();
    story.does('B', { type: 'endRehearsal', round: 1 });
    expect(story.refused('B', { type: 'submitSheet', round: 1, kind: 'interviewer' })).toBe('NOT_YOUR_SHEET');
    expect(story.does('B', { type: 'submitSheet', round: 1, kind: 'self' })).toEqual([
      'sheetSubmitted',
      'debriefStarted',
    ]);
    const unrated = rehearsing();
    unrated.does('B', { type: 'endRehearsal', round: 1 });
    expect(unrated.expires()).toEqual(['debriefStarted']);
    expect(unrated.expires()).toEqual(['closed']);
  });
});

describe('the peer who was away when a rehearsal began', () => {
  it('comes, goes and leaves, and does nothing else [4] [9] [10]', () => {
    const story = rehearsing();
    expect(story.does('A', { type: 'enter' })).toEqual(['entered']);
    for (const command of [draw(1), on(1, 'tok-r1-step1'), rehearse(1)]) {
      expect(story.refused('A', command)).toBe('WRONG_SEAT');
    }
    expect(story.refused('A', { type: 'say', text: 'Sorry' })).toBe('WRONG_SEAT');
    expect(story.refused('A', { type: 'endWithoutPartner' })).toBe('WRONG_SEAT');
    expect(story.refused('A', { type: 'playCard', round: 1, card: 'tok-r1-card5' })).toBe('WRONG_SEAT');
    expect(story.does('A', { type: 'leaveForGood' })).toEqual(['left']);
    expect(story.does('A', { type: 'leaveForGood' })).toEqual([]);
    expect(story.phase('rehearsal').round).toBe(1);
  });

  it('moves nothing by staying away, in the debrief neither [9]', () => {
    const story = rehearsing();
    story.does('A', { type: 'enter' });
    story.does('A', { type: 'leave' });
    story.waits(3 * MINUTE);
    expect(story.state.presence.A.released).toBe(true);
    story.does('B', { type: 'endRehearsal', round: 1 });
    story.does('A', { type: 'enter' });
    story.does('B', { type: 'submitSheet', round: 1, kind: 'self' });
    story.does('A', { type: 'leave' });
    story.waits(3 * MINUTE);
    expect(story.phase('debrief').done).toEqual({ A: false, B: false });
  });
});

describe('the end of a rehearsal', () => {
  const ways: Record<string, (story: RoomStory) => void> = {
    'by its candidate, in the middle': (story) => story.does('B', { type: 'leaveForGood' }),
    'by its candidate, as without partner': (story) => story.does('B', { type: 'endWithoutPartner' }),
    'by its candidate staying away': (story) => {
      story.does('B', { type: 'leave' });
      story.waits(3 * MINUTE);
    },
    'in the debrief, when its candidate is done': (story) => {
      story.does('B', { type: 'endRehearsal', round: 1 });
      story.does('B', { type: 'submitSheet', round: 1, kind: 'self' });
      expect(story.does('B', { type: 'finish' })).toEqual(['finished', 'closed']);
    },
    'in the debrief, when its time is up': (story) => {
      story.does('B', { type: 'endRehearsal', round: 1 });
      story.expires();
      story.expires();
    },
  };

  it.each(Object.keys(ways))('%s is of its own kind, at the fault of who was away [9] [29]', (way) => {
    const story = rehearsing();
    expect(atFault(story.state)).toEqual([]);
    ways[way]?.(story);
    expect(story.state.phase).toMatchObject({ name: 'closed', reason: 'rehearsed' } satisfies Partial<Phase>);
    expect(atFault(story.state)).toEqual(['A']);
    expect(deadlinesOf(story.state)).toEqual([]);
  });
});

describe('what is seen of a rehearsal', () => {
  it('is the words of the cards that were drawn, and of no others [9] [22]', () => {
    const story = rehearsing();
    story.does('B', draw(1));
    story.does('B', { type: 'askHint', round: 1 });
    const seen = [...tokensIn(viewStream(story.log, 'B'))].filter((token) => token.startsWith('tok-r1'));
    expect(seen.filter((token) => token.includes('card') || token.includes('hint')).sort()).toEqual([
      'tok-r1-card1',
      'tok-r1-card1-say',
      'tok-r1-hint1',
      'tok-r1-hint1-say',
    ]);
    expect(seen.some((token) => token.includes('signal'))).toBe(false);
    expect(fold(viewStream(story.log, 'B')).rounds[0].flow).toBeNull();
  });

  it('opens its flow at the debrief, and keeps closed the one of a round that was not held [9] [22]', () => {
    const story = left('B', 'interview');
    story.does('A', rehearse(1));
    story.does('A', { type: 'endRehearsal', round: 2 });
    story.does('A', { type: 'submitSheet', round: 2, kind: 'self' });
    const flowOf = (seat: Seat) => fold(viewStream(story.log, seat)).rounds.map(({ flow }) => flow?.id ?? null);
    expect(flowOf('A')).toEqual(['tok-r1-flow', 'tok-r2-flow']);
    expect(flowOf('B')).toEqual([null, 'tok-r2-flow']);
  });

  it('opens the flow of a first round that was held as ever [9] [22]', () => {
    const story = left('B', 'interview', 2);
    story.does('A', rehearse(2));
    story.does('A', { type: 'endRehearsal', round: 2 });
    story.expires();
    expect(fold(viewStream(story.log, 'B')).rounds.map(({ flow }) => flow?.id)).toEqual(['tok-r1-flow', 'tok-r2-flow']);
  });

  it.each(SEATS)('folds to what redacting the full state for %s gives, at any time [9] [25]', (seat) => {
    const story = left('B', 'interview');
    story.does('A', rehearse(1));
    story.does('A', draw(2));
    story.does('B', { type: 'enter' });
    story.does('A', { type: 'endRehearsal', round: 2 });
    story.waits(30 * MINUTE);
    for (let length = 1; length <= story.log.length; length += 1) {
      const log = story.log.slice(0, length);
      const view = fold(viewStream(log, seat));
      expect(redactState(fold(log), seat, { seq: view.seq, at: view.at })).toEqual(view);
    }
  });
});
