import { MINUTE, RoomStory } from './testing/room.story.js';

const round = 1 as const;
const advance = (from: string) => ({ type: 'advanceStep', round, from: `tok-r1-${from}` }) as const;
const back = (step: string) => ({ type: 'returnToStep', round, step: `tok-r1-${step}` }) as const;
const play = (card: string) => ({ type: 'playCard', round, card: `tok-r1-${card}` }) as const;
const second = (card: string) => ({ type: 'playSecondProbe', round, card: `tok-r1-${card}` }) as const;
const hint = (card: string) => ({ type: 'giveHint', round, card: `tok-r1-${card}` }) as const;
const release = (fact: string) => ({ type: 'releaseFact', round, fact: `tok-r1-${fact}` }) as const;

describe('steps', () => {
  it('advance in the order of the flow, up to the last [16]', () => {
    const story = new RoomStory().reaches('interview');
    for (const step of ['step1', 'step2', 'step3', 'step4']) story.does('A', advance(step));
    expect(story.refused('A', advance('step5'))).toBe('LAST_STEP');
    expect(story.record(1).steps.map(({ step }) => step.slice(-5))).toEqual([
      'step1',
      'step2',
      'step3',
      'step4',
      'step5',
    ]);
  });

  it('leave out what has no minutes in a short interview [16]', () => {
    const story = new RoomStory({ length: 'short' }).reaches('interview');
    story.does('A', advance('step1'));
    story.does('A', advance('step2'));
    expect(story.phase('interview').step).toBe('tok-r1-step4');
  });

  it('do not advance twice on a double press [16]', () => {
    const story = new RoomStory().reaches('interview');
    story.does('A', advance('step1'));
    expect(story.refused('A', advance('step1'))).toBe('STALE_STEP');
    expect(story.phase('interview').step).toBe('tok-r1-step2');
  });

  it('are returned to, and their time is counted there [16]', () => {
    const story = new RoomStory().reaches('interview').waits(4 * MINUTE);
    story.does('A', advance('step1'));
    story.waits(3 * MINUTE);
    expect(story.does('A', back('step1'))).toEqual(['stepEntered']);
    expect(story.does('A', back('step1'))).toEqual([]);
    expect(story.record(1).steps).toEqual([
      expect.objectContaining({ step: 'tok-r1-step1', enteredAt: 0, leftAt: 4 * MINUTE }),
      expect.objectContaining({ step: 'tok-r1-step2', enteredAt: 4 * MINUTE, leftAt: 7 * MINUTE }),
      expect.objectContaining({ step: 'tok-r1-step1', enteredAt: 7 * MINUTE, leftAt: null }),
    ]);
    story.does('A', back('step2'));
    story.does('A', advance('step2'));
    expect(story.phase('interview').step).toBe('tok-r1-step3');
  });

  it('are not returned to before they were asked [16]', () => {
    const story = new RoomStory().reaches('interview');
    expect(story.refused('A', back('step3'))).toBe('UNKNOWN_STEP');
    expect(story.refused('A', back('nowhere'))).toBe('UNKNOWN_STEP');
  });

  it('show the question, in the words of the flow [16] [22]', () => {
    const story = new RoomStory().reaches('interview');
    expect(story.record(1)).toMatchObject({
      prompt: { title: story.flows[0].title, text: story.flows[0].prompt },
      steps: [{ question: story.flows[0].steps[0]?.question }],
    });
  });
});

describe('cards, facts and hints', () => {
  it('are played once a round each, in the words of the flow [17]', () => {
    const story = new RoomStory().reaches('interview').waits(MINUTE);
    expect(story.does('A', play('card1'))).toEqual(['cardPlayed']);
    expect(story.refused('A', play('card1'))).toBe('ALREADY_PLAYED');
    expect(story.record(1).cards).toEqual([
      { card: 'tok-r1-card1', kind: 'follow-up', say: story.flows[0].cards[0]?.say, t: MINUTE, second: null },
    ]);
    expect(story.does('A', release('fact1'))).toEqual(['factReleased']);
    expect(story.refused('A', release('fact1'))).toBe('ALREADY_PLAYED');
    expect(story.does('A', hint('hint1'))).toEqual(['hintGiven']);
    expect(story.refused('A', hint('hint1'))).toBe('ALREADY_PLAYED');
  });

  it('are of the flow of this round [17]', () => {
    const story = new RoomStory().reaches('interview');
    expect(story.refused('A', { ...play('card1'), card: 'tok-r2-card1' })).toBe('UNKNOWN_CARD');
    expect(story.refused('A', { ...second('card1'), card: 'tok-r2-card1' })).toBe('UNKNOWN_CARD');
    expect(story.refused('A', { ...hint('hint1'), card: 'tok-r2-hint1' })).toBe('UNKNOWN_CARD');
    expect(story.refused('A', { ...release('fact1'), fact: 'tok-r2-fact1' })).toBe('UNKNOWN_FACT');
  });

  it('have their second probe after the first, once [17]', () => {
    const story = new RoomStory().reaches('interview');
    expect(story.refused('A', second('card1'))).toBe('CARD_NOT_PLAYED');
    story.does('A', play('card1'));
    expect(story.does('A', second('card1'))).toEqual(['secondProbePlayed']);
    expect(story.refused('A', second('card1'))).toBe('ALREADY_PLAYED');
    expect(story.record(1).cards[0]?.second).toEqual({ say: story.flows[0].cards[0]?.second, t: 0 });
    story.does('A', hint('hint1'));
    expect(story.refused('A', second('hint1'))).toBe('NO_SECOND_PROBE');
  });

  it('are told apart: a hint is given, a card is played [17]', () => {
    const story = new RoomStory().reaches('interview');
    expect(story.refused('A', play('hint1'))).toBe('HINT_BY_GIVE_HINT');
    expect(story.refused('A', hint('card1'))).toBe('NOT_A_HINT');
  });

  it('answer the candidate, who may ask for a hint again after one [17]', () => {
    const story = new RoomStory().reaches('interview');
    expect(story.does('B', { type: 'askHint', round })).toEqual(['hintAsked']);
    expect(story.does('B', { type: 'askHint', round })).toEqual([]);
    story.does('A', hint('hint1'));
    expect(story.record(1)).toMatchObject({ hintAsked: false, hintsAsked: 1 });
    story.does('B', { type: 'askHint', round });
    expect(story.record(1)).toMatchObject({ hintAsked: true, hintsAsked: 2 });
  });

  it('are the interviewer’s to play, and the hint the candidate’s to ask for [6]', () => {
    const story = new RoomStory().reaches('interview');
    for (const command of [
      advance('step1'),
      back('step1'),
      play('card1'),
      second('card1'),
      hint('hint1'),
      release('fact1'),
    ]) {
      expect(story.refused('B', command)).toBe('WRONG_SEAT');
    }
    expect(story.refused('A', { type: 'askHint', round })).toBe('WRONG_SEAT');
  });

  it('belong to the other seat in round 2 [6]', () => {
    const story = new RoomStory().reaches('interview', 2);
    const card = { type: 'playCard', round: 2, card: 'tok-r2-card1' } as const;
    expect(story.refused('A', card)).toBe('WRONG_SEAT');
    expect(story.does('B', card)).toEqual(['cardPlayed']);
    expect(story.refused('B', play('card1'))).toBe('WRONG_ROUND');
  });

  it('are for the interview alone [17]', () => {
    const story = new RoomStory().reaches('briefing');
    expect(story.refused('A', play('card1'))).toBe('WRONG_PHASE');
    story.reaches('rating');
    expect(story.refused('A', play('card1'))).toBe('WRONG_PHASE');
  });
});
