import { describe, expect, it } from 'vitest';
import { MINUTE, RoomStory } from '#shared/room/testing/room.story.js';
import { paragraphsOf, seatView, shortName, stageSegments, timeView, titleOf } from './room.presenter.js';

describe('the room from one seat', () => {
  it('swaps who interviews with the round', () => {
    const story = new RoomStory().reaches('briefing');
    expect(seatView(story.state, 'A').role).toBe('interviewer');
    expect(seatView(story.state, 'A').partner).toMatchObject({ name: 'Bo', role: 'candidate' });
    expect(seatView(story.reaches('briefing', 2).state, 'A').role).toBe('candidate');
    expect(seatView(story.reaches('debrief').state, 'A').role).toBeNull();
  });

  it('keeps the title of a case from its candidate until the interview', () => {
    const story = new RoomStory().reaches('briefing');
    expect(titleOf(story.state, 'B', null).title).toBe('ML case');
    expect(titleOf(story.state, 'A', 'Churn').title).toBe('Churn');
    story.reaches('interview');
    expect(titleOf(story.state, 'B', null)).toEqual({
      title: story.record(1).prompt?.title,
      meta: 'Candidate · round 1 of 2 · mid',
    });
  });

  it('calls people by their first word, unless it is an initial', () => {
    expect(shortName('Ada Lindqvist')).toBe('Ada');
    expect(shortName('J. Müller')).toBe('J. Müller');
    expect(shortName('ada')).toBe('ada');
  });
});

describe('the clock', () => {
  it('stands still in a pause and warns in the last minute', () => {
    const story = new RoomStory().reaches('interview');
    expect(timeView(story.state, story.now)).toEqual({
      leftMs: 30 * MINUTE,
      word: 'left',
      paused: false,
      ending: false,
    });
    story.waits(10 * MINUTE).does('A', { type: 'pause', round: 1 });
    expect(timeView(story.state, story.now + MINUTE)).toMatchObject({ leftMs: 20 * MINUTE, paused: true });
    story.does('A', { type: 'resume', round: 1 });
    expect(timeView(story.state, story.now + 19.5 * MINUTE).ending).toBe(true);
  });

  it('shows the whole session, filled as far as it is', () => {
    const story = new RoomStory().reaches('interview');
    const segments = stageSegments(story.state, story.now + 15 * MINUTE);
    expect(segments.map(({ label }) => label)).toEqual([
      'Briefing',
      'Interview',
      'Rating',
      'Briefing',
      'Interview',
      'Rating',
      'Debrief',
    ]);
    expect(segments.map(({ share }) => share)).toEqual([1, 0.5, 0, 0, 0, 0, 0]);
    expect(segments.filter(({ current }) => current).map(({ key }) => key)).toEqual(['interview-1']);
  });
});

it('ends a paragraph at a blank line', () => {
  expect(paragraphsOf('One\ntwo.\n\n \nThree.\n')).toEqual(['One\ntwo.', 'Three.']);
});
