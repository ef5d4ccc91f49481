import { flowSchema } from '../flow/flow.schema.js';
import { fold } from './evolve.js';
import { testFlow, tokensIn } from './testing/flow.builder.js';
import { RoomStory, uuid } from './testing/room.story.js';
import { SEATS, type RoomState, type Seat } from './state.js';
import { deliver, redactState, viewStream } from './view.js';

/** A story in which everything happens that one side may not see. */
function eventful(): RoomStory {
  const story = new RoomStory().reaches('interview');
  const moment = { round: 1, momentId: uuid(7), side: 'weak', competency: 'data', text: 'Guessed' } as const;
  story.does('A', { type: 'markSignal', round: 1, signal: 'tok-r1-step1-signal-x', mark: 'missed', card: null });
  story.does('A', { type: 'playCard', round: 1, card: 'tok-r1-card1' });
  story.does('A', { type: 'addMoment', ...moment });
  story.does('A', { type: 'writeNote', text: 'Slow to start' });
  story.does('B', { type: 'writeNote', text: 'Breathe' });
  story.does('A', { type: 'editMoment', ...moment, text: 'Guessed twice' });
  story.waits(1000);
  story.does('A', { type: 'removeMoment', round: 1, momentId: uuid(7) });
  story.does('A', { type: 'addMoment', ...moment });
  story.does('A', { type: 'clearMark', round: 1, signal: 'tok-r1-step1-signal-x' });
  return story;
}

function viewOf(story: RoomStory, seat: Seat): RoomState {
  return fold(viewStream(story.log, seat));
}

describe('a viewer’s stream', () => {
  it('is numbered for itself, so that hidden events leave no trace [1] [22]', () => {
    const story = eventful();
    const stream = viewStream(story.log, 'B');
    expect(stream.map(({ seq }) => seq)).toEqual(stream.map((_event, index) => index + 1));
    expect(stream.length).toBe(story.log.length - 7);
    expect(stream.at(-1)).toMatchObject({ body: { type: 'noteWritten', seat: 'B' } });
  });

  it('comes piece by piece as it comes as a whole [1] [10]', () => {
    const { log, state } = eventful();
    let counts = { A: 0, B: 0 };
    const streams = { A: [...viewStream([], 'A')], B: [...viewStream([], 'B')] };
    for (const event of log) {
      const delivered = deliver(counts, [event], state.rounds);
      counts = delivered.counts;
      SEATS.forEach((seat) => streams[seat].push(...delivered.streams[seat]));
    }
    for (const seat of SEATS) {
      expect(streams[seat]).toEqual(viewStream(log, seat));
      expect(counts[seat]).toBe(streams[seat].length);
    }
  });

  it.each(SEATS)('folds to what redacting the full state for %s gives, at any time [10] [25]', (seat) => {
    const story = eventful().reaches('debrief');
    for (let length = 1; length <= story.log.length; length += 1) {
      const log = story.log.slice(0, length);
      const view = fold(viewStream(log, seat));
      expect(redactState(fold(log), seat, { seq: view.seq, at: view.at })).toEqual(view);
    }
  });

  it('has no word of a flow for its candidate but what was put to them [22]', () => {
    const story = eventful();
    expect([...tokensIn(viewStream(story.log, 'B'))].filter((token) => token.startsWith('tok-r1')).sort()).toEqual([
      'tok-r1-card1',
      'tok-r1-card1-say',
      'tok-r1-prompt',
      'tok-r1-step1',
      'tok-r1-step1-question',
      'tok-r1-title',
    ]);
  });

  it('has nothing of round 2 for its candidate before that interview begins [24]', () => {
    const story = new RoomStory().reaches('briefing', 2);
    expect([...tokensIn(viewStream(story.log, 'A'))].filter((token) => token.startsWith('tok-r2'))).toEqual([]);
    expect(viewOf(story, 'A').rounds[1].flow).toBeNull();
    expect(viewOf(story, 'B').rounds[1].flow).toEqual({ id: 'tok-r2-flow', version: 1 });
  });

  it('names both flows to both from the debrief on [22]', () => {
    const story = new RoomStory().reaches('rating', 2);
    for (const seat of SEATS) expect(viewOf(story, seat).rounds.filter(({ flow }) => flow)).toHaveLength(1);
    story.reaches('debrief');
    for (const seat of SEATS) expect(viewOf(story, seat).rounds.filter(({ flow }) => flow)).toHaveLength(2);
  });

  it('keeps names hidden where the room closed before the debrief [22]', () => {
    const story = new RoomStory().reaches('interview');
    story.does('A', { type: 'leaveForGood' });
    expect(viewOf(story, 'B').rounds[0].flow).toBeNull();
  });

  it('keeps notes to their author, in both rounds and for good [22]', () => {
    const story = eventful().reaches('debrief');
    expect(viewOf(story, 'A').notes[0]).toEqual({ A: 'Slow to start', B: '' });
    expect(viewOf(story, 'B').notes[0]).toEqual({ A: '', B: 'Breathe' });
  });

  it('shows marks and moments to the interviewer alone [22]', () => {
    const story = eventful();
    expect(viewOf(story, 'A').records[0].moments).toHaveLength(1);
    expect(viewOf(story, 'B').records[0]).toMatchObject({ moments: [], marks: {} });
  });
});

describe('the flow of these tests', () => {
  it('is one that the schema accepts', () => {
    expect(flowSchema.parse(testFlow('r1'))).toEqual(testFlow('r1'));
  });
});
