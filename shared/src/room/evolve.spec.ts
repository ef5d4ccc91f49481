import { roomCommandSchema } from './commands.js';
import type { RoomEvent } from './events.js';
import { evolve, fold } from './evolve.js';
import { RoomStory, uuid } from './testing/room.story.js';

function logOf(story: RoomStory): [RoomEvent, RoomEvent, ...RoomEvent[]] {
  const [first, second, ...rest] = story.log;
  if (!first || !second) throw new Error('The story is too short');
  return [first, second, ...rest];
}

describe('evolve', () => {
  it('numbers events 1, 2, 3 … and folds them to the live state [1]', () => {
    const story = new RoomStory().reaches('debrief');
    expect(story.log.map(({ seq }) => seq)).toEqual(story.log.map((_event, index) => index + 1));
    expect(fold(story.log)).toEqual(story.state);
    expect(story.state.seq).toBe(story.log.length);
  });

  it('throws on a gap, a repetition and a beginning that is none [1]', () => {
    const [opened, entered, ...rest] = logOf(new RoomStory().reaches('briefing'));
    expect(() => fold([opened, ...rest])).toThrow('Event 3 came where 2 was due');
    expect(() => fold([opened, entered, entered])).toThrow('Event 2 came where 3 was due');
    expect(() => evolve(null, { ...entered, seq: 1 })).toThrow('opens before');
    expect(() => evolve(fold([opened]), { ...opened, seq: 2 })).toThrow('opens once');
    expect(() => fold([])).toThrow('empty');
  });

  it('throws on time that runs backwards [1]', () => {
    const [opened, entered] = logOf(new RoomStory().reaches('briefing'));
    expect(() => fold([opened, { ...entered, at: opened.at - 1 }])).toThrow('lies before');
  });

  it('throws on a phase that the table does not allow and on an event that its phase does not [1]', () => {
    const { state } = new RoomStory();
    const event = (body: RoomEvent['body']): RoomEvent => ({ seq: 2, at: state.at, by: 'system', body });
    expect(() => evolve(state, event({ type: 'ratingStarted', round: 1, until: 0 }))).toThrow(
      'rating-1 cannot follow gathering',
    );
    expect(() => evolve(state, event({ type: 'briefingStarted', round: 2, until: 0 }))).toThrow(
      'briefing-2 cannot follow gathering',
    );
    expect(() => evolve(state, event({ type: 'finished', seat: 'A' }))).toThrow('needs debrief');
  });

  it('changes no state that it was given', () => {
    const story = new RoomStory().reaches('interview');
    const before = JSON.stringify(story.state);
    const kept = story.state;
    story.does('A', { type: 'playCard', round: 1, card: 'tok-r1-card1' });
    expect(JSON.stringify(kept)).toBe(before);
  });
});

describe('decide', () => {
  it('gives the same answer to the same question, however often [2]', () => {
    const story = new RoomStory().reaches('interview');
    const command = { type: 'playCard', round: 1, card: 'tok-r1-card1' } as const;
    expect(story.ask('A', command)).toEqual(story.ask('A', command));
  });

  it('takes a clock that is behind as the time of the last event [1]', () => {
    const story = new RoomStory().reaches('briefing').waits(1000);
    story.does('A', { type: 'say', text: 'Hello' });
    story.now -= 500;
    story.does('B', { type: 'say', text: 'Hi' });
    expect(story.state.chat.map(({ at }) => at)).toEqual([story.now + 500, story.now + 500]);
  });

  it('lets nobody expire a deadline but the system, and the system send nothing else [4]', () => {
    const story = new RoomStory();
    expect(story.refused('A', { type: 'expire', key: 'phase' })).toBe('WRONG_SEAT');
    expect(story.refused('system', { type: 'enter' })).toBe('WRONG_SEAT');
  });

  it('throws when the caller brings another flow than the room pins', () => {
    const story = new RoomStory().reaches('interview');
    story.flows.reverse();
    expect(() => story.send('A', { type: 'playCard', round: 1, card: 'tok-r1-card1' })).toThrow('pins');
  });

  it('accepts nothing after the end, from anybody [5]', () => {
    const story = new RoomStory();
    story.does('A', { type: 'leaveForGood' });
    for (const type of ['enter', 'leave', 'leaveForGood', 'finish', 'thank', 'endWithoutPartner'] as const) {
      expect(story.refused('B', { type })).toBe('ROOM_CLOSED');
    }
    expect(story.refused('A', { type: 'say', text: 'Anybody?' })).toBe('ROOM_CLOSED');
    expect(story.does('system', { type: 'expire', key: 'phase:gathering:1' })).toEqual([]);
  });
});

describe('commands', () => {
  const parses = (command: unknown) => roomCommandSchema.safeParse(command).success;

  it('bound what people write [19] [20]', () => {
    const moment = { type: 'addMoment', round: 1, momentId: uuid(9), side: 'weak', competency: 'data' };
    expect(parses({ type: 'say', text: 'x'.repeat(2000) })).toBe(true);
    expect(parses({ type: 'say', text: 'x'.repeat(2001) })).toBe(false);
    expect(parses({ type: 'say', text: '' })).toBe(false);
    expect(parses({ type: 'writeNote', text: 'x'.repeat(20_000) })).toBe(true);
    expect(parses({ type: 'writeNote', text: 'x'.repeat(20_001) })).toBe(false);
    expect(parses({ ...moment, text: 'x'.repeat(280) })).toBe(true);
    expect(parses({ ...moment, text: 'x'.repeat(281) })).toBe(false);
    expect(parses({ type: 'reportProblem', text: 'x'.repeat(501) })).toBe(false);
  });

  it('keep text as it was given [20]', () => {
    const story = new RoomStory().reaches('briefing');
    const text = '  <b>1 < 2</b> & "so"\n\t😀 ';
    story.send('B', { type: 'say', text }, uuid(77));
    story.does('B', { type: 'writeNote', text });
    expect(story.state.chat).toEqual([{ id: uuid(77), seat: 'B', text, at: story.now }]);
    expect(story.state.notes[0].B).toBe(text);
  });

  it('keep the notes of a round with it: the next begins with none, and the debrief adds to the last [20]', () => {
    const story = new RoomStory().reaches('interview');
    story.does('A', { type: 'writeNote', text: 'Slow to start' });
    story.reaches('briefing', 2);
    expect(story.state.notes[1]).toEqual({ A: '', B: '' });
    story.does('A', { type: 'writeNote', text: 'Ask who acts on it' });
    story.reaches('debrief');
    story.does('A', { type: 'writeNote', text: 'Thank them' });
    expect(story.state.notes.map(({ A }) => A)).toEqual(['Slow to start', 'Thank them']);
  });
});
