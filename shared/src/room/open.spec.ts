import { durationsFor } from './durations.js';
import { roomEventBodySchema } from './events.js';
import { openRoom, type Opening } from './open.js';
import { uuid } from './testing/room.story.js';

const opening: Opening = {
  room: uuid(1),
  track: 'ml-case',
  level: 'senior',
  length: 'short',
  durations: durationsFor('short'),
  peers: {
    A: { account: uuid(2), displayName: 'Ada', level: 'mid', bot: false },
    B: { account: uuid(3), displayName: 'Bo', level: 'senior', bot: true },
  },
  flows: [
    { id: 'churn', version: 3 },
    { id: 'fraud', version: 1 },
  ],
  now: 1000,
};

describe('openRoom', () => {
  it('seats A as the first interviewer and swaps the seats in round 2 [6]', () => {
    expect(roomEventBodySchema.parse(openRoom(opening))).toMatchObject({
      rounds: [
        { interviewer: 'A', candidate: 'B', flow: { id: 'churn', version: 3 } },
        { interviewer: 'B', candidate: 'A', flow: { id: 'fraud', version: 1 } },
      ],
      until: 1000 + 180_000,
    });
  });

  it('refuses to use one flow in both rounds [7]', () => {
    const flows: Opening['flows'] = [
      { id: 'churn', version: 1 },
      { id: 'churn', version: 2 },
    ];
    expect(() => openRoom({ ...opening, flows })).toThrow('churn');
  });

  it('refuses one account in both seats [4]', () => {
    expect(() => openRoom({ ...opening, peers: { A: opening.peers.A, B: opening.peers.A } })).toThrow(uuid(2));
  });
});

describe('durationsFor', () => {
  it('gives 30 minutes of interview in a full room and 15 in a short one', () => {
    expect(durationsFor('full').interview).toBe(30 * 60_000);
    expect(durationsFor('short').interview).toBe(15 * 60_000);
  });

  it('differs between the lengths in nothing but the phases', () => {
    const { briefing, interview, rating, debrief, ...full } = durationsFor('full');
    expect(durationsFor('short')).toMatchObject(full);
    expect([briefing, interview, rating, debrief].map((ms) => ms / 60_000)).toEqual([5, 30, 6, 10]);
  });
});
