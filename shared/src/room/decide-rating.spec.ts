import { MINUTE, RoomStory } from './testing/room.story.js';
import type { RoundNumber, SheetKind } from './state.js';

const sheet = (kind: SheetKind, round: RoundNumber = 1) => ({ type: 'submitSheet', round, kind }) as const;

describe('the rating', () => {
  it('takes the candidate’s own sheet before the one about the interviewer [26]', () => {
    const story = new RoomStory().reaches('rating');
    expect(story.refused('B', sheet('interviewer'))).toBe('SELF_FIRST');
    story.does('B', sheet('self'));
    expect(story.does('B', sheet('interviewer'))).toEqual(['sheetSubmitted']);
  });

  it('lets the interviewer rate at once [26]', () => {
    const story = new RoomStory().reaches('rating');
    expect(story.does('A', sheet('peer'))).toEqual(['sheetSubmitted']);
    expect(story.phase('rating').submitted).toEqual({ self: false, peer: true, interviewer: false });
  });

  it('takes each sheet from its author alone [26]', () => {
    const story = new RoomStory().reaches('rating');
    expect(story.refused('A', sheet('self'))).toBe('NOT_YOUR_SHEET');
    expect(story.refused('A', sheet('interviewer'))).toBe('NOT_YOUR_SHEET');
    expect(story.refused('B', sheet('peer'))).toBe('NOT_YOUR_SHEET');
    story.reaches('rating', 2);
    expect(story.refused('A', sheet('peer', 2))).toBe('NOT_YOUR_SHEET');
    expect(story.does('A', sheet('self', 2))).toEqual(['sheetSubmitted']);
  });

  it('takes each sheet once, and it is final [27]', () => {
    const story = new RoomStory().reaches('rating');
    story.does('A', sheet('peer'));
    expect(story.refused('A', sheet('peer'))).toBe('ALREADY_SUBMITTED');
  });

  it('is over when all three sheets are in, and the seats swap at once [15]', () => {
    const story = new RoomStory().reaches('rating');
    story.does('B', sheet('self'));
    story.does('B', sheet('interviewer'));
    expect(story.does('A', sheet('peer'))).toEqual(['sheetSubmitted', 'briefingStarted']);
    expect(story.phase('briefing').round).toBe(2);
  });

  it('leads to the debrief after round 2 [15] [29]', () => {
    const story = new RoomStory().reaches('rating', 2);
    story.does('B', sheet('peer', 2));
    story.does('A', sheet('self', 2));
    expect(story.does('A', sheet('interviewer', 2))).toEqual(['sheetSubmitted', 'debriefStarted']);
    expect(story.phase('debrief').until).toBe(story.now + 10 * MINUTE);
  });

  it('does not keep the room waiting for a sheet, which the room does not take later [28]', () => {
    const story = new RoomStory().reaches('rating');
    story.does('A', sheet('peer'));
    story.waits(6 * MINUTE);
    expect(story.phase('briefing').round).toBe(2);
    expect(story.refused('B', sheet('self'))).toBe('WRONG_ROUND');
    story.reaches('debrief');
    expect(story.refused('B', sheet('self', 2))).toBe('WRONG_PHASE');
  });

  it('tells both that a sheet is in, and nobody what it says [23]', () => {
    const story = new RoomStory().reaches('rating');
    story.does('A', sheet('peer'));
    expect(story.log.at(-1)?.body).toEqual({ type: 'sheetSubmitted', round: 1, seat: 'A', kind: 'peer' });
  });
});
