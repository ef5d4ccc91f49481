import fc from 'fast-check';
import { LENGTHS } from '../interview/track.js';
import { sheetsOf } from '../rating/owed.js';
import type { RoomEvent } from './events.js';
import { fold } from './evolve.js';
import { DELETED_NAME, forgetIn } from './forget.js';
import { SEATS, type RoomState, type Seat } from './state.js';
import { BRISK, moves } from './testing/model.js';
import { RoomStory, uuid } from './testing/room.story.js';
import { World } from './testing/world.js';
import { viewStream } from './view.js';

const forgotten = (log: readonly RoomEvent[], seat: Seat): RoomEvent[] =>
  log.map((event) => ({ ...event, body: forgetIn(event.body, seat) }));

/** The same room with the words of a seat taken out of its state by hand. */
function without(state: RoomState, seat: Seat): RoomState {
  const wordless = (record: RoomState['records'][0]) => ({
    ...record,
    moments: record.moments.map((moment) => ({ ...moment, text: '' })),
  });
  return {
    ...state,
    peers: { ...state.peers, [seat]: { ...state.peers[seat], displayName: DELETED_NAME, deleted: true } },
    chat: state.chat.map((message) => (message.seat === seat ? { ...message, text: '' } : message)),
    notes: [
      { ...state.notes[0], [seat]: '' },
      { ...state.notes[1], [seat]: '' },
    ],
    records: [wordless(state.records[0]), wordless(state.records[1])],
  };
}

describe('a peer who has deleted their account', () => {
  it('is forgotten, and the room folds to what it was but for their words, whatever happened in it [31]', () => {
    fc.assert(
      fc.property(fc.constantFrom(...LENGTHS), moves, fc.constantFrom(...SEATS), (length, made, seat) => {
        const world = new World({ length, durations: BRISK });
        for (const move of made) world.make(move);
        const { log, state } = world.story;
        const rest = forgotten(log, seat);
        expect(fold(rest)).toEqual(without(state, seat));
        expect(forgotten(rest, seat)).toEqual(rest);
        for (const viewer of SEATS) expect(viewStream(rest, viewer)).toEqual(forgotten(viewStream(log, viewer), seat));
      }),
      { numRuns: 12 },
    );
  });

  it('leaves no name and no word behind, and the partner’s words stay [31]', () => {
    const story = new RoomStory().reaches('interview');
    const moment = { round: 1, momentId: uuid(7), side: 'weak', competency: 'data' } as const;
    story.does('A', { type: 'say', text: 'Hello, I am Ada of Leeds' });
    story.does('B', { type: 'say', text: 'Glad to meet you' });
    story.does('A', { type: 'writeNote', text: 'Ada thinks him slow' });
    story.does('A', { type: 'addMoment', ...moment, text: 'Ada heard a guess' });
    story.does('A', { type: 'editMoment', ...moment, text: 'Ada heard two guesses' });
    story.does('A', { type: 'reportProblem', text: 'Ada hears an echo' });
    const [ofA, ofB] = SEATS.map((seat) => JSON.stringify(forgotten(story.log, seat)));
    expect(ofA).not.toContain('Ada');
    expect(ofA).toContain('Glad to meet you');
    expect(ofB).not.toMatch(/Bo\b|Glad|guess/);
    expect(ofB).toContain('Hello, I am Ada of Leeds');
  });

  it('owes no sheet, and nobody owes one about them [26]', () => {
    const story = new RoomStory().reaches('debrief');
    expect(sheetsOf(story.state)).toHaveLength(6);
    const rest = sheetsOf(fold(forgotten(story.log, 'A')));
    expect(rest.map(({ round, kind, seat }) => `${round} ${kind} ${seat}`)).toEqual(['1 self B']);
  });
});
