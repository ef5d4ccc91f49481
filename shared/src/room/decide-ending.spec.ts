import { atFault } from './blame.js';
import { MINUTE, RoomStory } from './testing/room.story.js';

const round = 1 as const;
const propose = { type: 'proposeEnd', round, scope: 'interview' } as const;
const agree = { type: 'answerEnd', round, agree: true } as const;
const withdraw = { type: 'withdrawEnd', round } as const;

describe('ending before the time', () => {
  it('takes both, and leads on to the rating [14] [15]', () => {
    const story = new RoomStory().reaches('interview').waits(20 * MINUTE);
    story.does('B', propose);
    expect(story.does('A', agree)).toEqual(['endAnswered', 'interviewEnded', 'ratingStarted']);
    expect(story.phase('rating').until).toBe(story.now + 6 * MINUTE);
    expect(story.record(1).endedAt).toBe(story.now);
  });

  it('comes to nothing when the other does not agree [14]', () => {
    const story = new RoomStory().reaches('interview');
    story.does('B', propose);
    story.does('A', { ...agree, agree: false });
    expect(story.phase('interview').end).toBeNull();
  });

  it.each([
    ['session', 'ended-early'],
    ['void', 'void'],
  ] as const)('of the %s closes the room as %s, at nobody’s cost [14] [29]', (scope, reason) => {
    for (const phase of ['briefing', 'interview'] as const) {
      const story = new RoomStory().reaches(phase);
      story.does('A', { ...propose, scope });
      expect(story.does('B', agree)).toEqual(['endAnswered', 'closed']);
      expect(story.state.phase).toMatchObject({ name: 'closed', reason });
      expect(atFault(story.state)).toEqual([]);
    }
  });

  it('of an interview is not proposed before it began, nor after it ended [14]', () => {
    const story = new RoomStory().reaches('briefing');
    expect(story.refused('A', propose)).toBe('WRONG_PHASE');
    story.reaches('rating');
    expect(story.refused('A', propose)).toBe('WRONG_PHASE');
  });

  it('is answered by the other, while it stands [14]', () => {
    const story = new RoomStory().reaches('interview');
    expect(story.refused('B', agree)).toBe('NO_PROPOSAL');
    story.does('A', propose);
    expect(story.refused('A', agree)).toBe('OWN_PROPOSAL');
    expect(story.does('A', propose)).toEqual([]);
    expect(story.refused('A', { ...propose, scope: 'void' })).toBe('PROPOSAL_PENDING');
    expect(story.refused('B', propose)).toBe('PROPOSAL_PENDING');
  });

  it('is withdrawn by who proposed it [14]', () => {
    const story = new RoomStory().reaches('interview');
    story.does('A', propose);
    expect(story.refused('B', withdraw)).toBe('WRONG_SEAT');
    expect(story.does('A', withdraw)).toEqual(['endWithdrawn']);
    expect(story.does('A', withdraw)).toEqual([]);
    expect(story.refused('B', agree)).toBe('NO_PROPOSAL');
  });

  it('lapses after a minute [14]', () => {
    const story = new RoomStory().reaches('briefing');
    story.does('A', { ...propose, scope: 'void' });
    story.waits(MINUTE - 1);
    expect(story.phase('briefing').end).not.toBeNull();
    story.waits(1);
    expect(story.phase('briefing').end).toBeNull();
  });

  it('lapses on time although that is worked off late [14]', () => {
    const story = new RoomStory().reaches('interview');
    story.does('A', propose);
    story.waitsUnattended(MINUTE);
    expect(story.refused('B', agree)).toBe('NO_PROPOSAL');
    expect(story.does('B', { ...propose, scope: 'session' })).toEqual(['endLapsed', 'endProposed']);
    expect(story.phase('interview').end).toMatchObject({ by: 'B', scope: 'session' });
  });
});
