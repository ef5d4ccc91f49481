import { describe, expect, it } from 'vitest';
import { MINUTE, RoomStory } from '#shared/room/testing/room.story.js';
import { closingView } from './closing.presenter.js';
import { extensionView, noticesOf, pauseView } from './notices.presenter.js';

const texts = (story: RoomStory, seat: 'A' | 'B') => noticesOf(story.state, seat, story.now).map(({ text }) => text);
const does = (story: RoomStory, seat: 'A' | 'B') =>
  noticesOf(story.state, seat, story.now).flatMap(({ actions }) => actions.map((action) => action.does));

describe('notices', () => {
  it('are none while all is well', () => {
    const story = new RoomStory().reaches('interview');
    expect(noticesOf(story.state, 'A', story.now)).toEqual([]);
  });

  it('ask the partner about an end, and let the proposer withdraw it until it lapses (rule 14)', () => {
    const story = new RoomStory().reaches('interview');
    story.does('A', { type: 'proposeEnd', round: 1, scope: 'session' });
    expect(texts(story, 'B')).toEqual(['Ada proposes to end the whole session.']);
    expect(does(story, 'B')).toEqual(['agree-end', 'decline-end']);
    expect(does(story, 'A')).toEqual(['withdraw-end']);
    expect(noticesOf(story.state, 'B', story.now + 20_000)[0]?.leftMs).toBe(40_000);
    expect(noticesOf(story.state, 'B', story.now + MINUTE)).toEqual([]);
  });

  it('ask the partner about more time (rule 13)', () => {
    const story = new RoomStory().reaches('interview');
    expect(extensionView(story.state)).toEqual({ possible: true, label: 'Ask for 5 minutes more' });
    story.does('B', { type: 'proposeExtension', round: 1 });
    expect(does(story, 'A')).toEqual(['agree-extension', 'decline-extension']);
    expect(extensionView(story.state).possible).toBe(false);
    story.does('A', { type: 'answerExtension', round: 1, agree: true });
    story.does('B', { type: 'proposeExtension', round: 1 });
    story.does('A', { type: 'answerExtension', round: 1, agree: true });
    expect(extensionView(story.state)).toEqual({ possible: false, label: 'No more time can be added' });
  });

  it('count a pause down and say what is left of all pauses (rule 12)', () => {
    const story = new RoomStory().reaches('interview');
    expect(pauseView(story.state, 1)).toEqual({ possible: true, hint: '10:00 of pauses left in this round.' });
    story.does('B', { type: 'pause', round: 1 });
    const [notice] = noticesOf(story.state, 'A', story.now + MINUTE);
    expect(notice?.text).toBe(
      'Bo has paused the interview; the clock stands still. 9:00 of pauses left in this round.',
    );
    expect(notice?.leftMs).toBe(4 * MINUTE);
    story.waits(5 * MINUTE).does('A', { type: 'pause', round: 1 });
    story.waits(5 * MINUTE);
    expect(pauseView(story.state, 1).possible).toBe(false);
  });

  it('tell of an absence, and offer to end alone once the hold is over (rule 9)', () => {
    const story = new RoomStory().reaches('interview');
    story.does('B', { type: 'leave' });
    expect(noticesOf(story.state, 'A', story.now + MINUTE)[0]).toMatchObject({ leftMs: 2 * MINUTE, actions: [] });
    expect(does(story.waits(3 * MINUTE), 'A')).toEqual(['rehearse', 'end-alone']);
    story.does('B', { type: 'enter' });
    expect(noticesOf(story.state, 'A', story.now)).toEqual([]);
  });
});

describe('the end', () => {
  it('is told to each from their side (rule 29)', () => {
    const story = new RoomStory().reaches('interview');
    story.does('B', { type: 'leaveForGood' });
    expect(closingView(story.state, 'A')).toMatchObject({ title: 'Bo has left', report: true });
    expect(closingView(story.state, 'B')?.title).toBe('You left the session');
  });

  it('blames nobody who ended alone after the hold', () => {
    const story = new RoomStory().reaches('interview');
    story.does('B', { type: 'leave' });
    story.waits(3 * MINUTE).does('A', { type: 'endWithoutPartner' });
    expect(closingView(story.state, 'A')).toMatchObject({ title: 'You ended without Bo' });
  });

  it('says who did not come', () => {
    const story = new RoomStory();
    story.does('A', { type: 'enter' });
    story.expires();
    expect(closingView(story.state, 'A')).toMatchObject({ title: 'Bo did not come', report: false });
    expect(closingView(story.state, 'B')?.title).toBe('You did not arrive in time');
  });

  it('has nothing to read where it was void or never began', () => {
    const story = new RoomStory().reaches('interview');
    expect(closingView(story.state, 'A')).toBeNull();
    story.does('A', { type: 'proposeEnd', round: 1, scope: 'void' });
    story.does('B', { type: 'answerEnd', round: 1, agree: true });
    expect(closingView(story.state, 'A')).toMatchObject({ title: 'The session is void', report: false });
  });
});

describe('going on without a partner (rule 9)', () => {
  const left = (gone: 'A' | 'B', name: 'briefing' | 'interview', round: 1 | 2 = 1) => {
    const story = new RoomStory().reaches(name, round);
    story.does(gone, { type: 'leave' });
    return story.waits(3 * MINUTE);
  };

  it('says what a rehearsal would be, for each seat and phase', () => {
    expect(texts(left('A', 'interview'), 'B')[0]).toContain('Or rehearse: your interview goes on where it stands');
    expect(texts(left('A', 'briefing'), 'B')[0]).toContain('Or rehearse: you answer your case');
    expect(texts(left('B', 'interview'), 'A')[0]).toContain('Or rehearse: you answer the case of round 2');
  });

  it('offers none to who has answered already', () => {
    expect(does(left('A', 'interview', 2), 'B')).toEqual(['end-alone']);
    expect(texts(left('A', 'interview', 2), 'B')[0]).not.toContain('rehearse');
  });

  it('is quiet once it has begun, and closes in words of its own', () => {
    const story = left('A', 'interview');
    story.does('B', { type: 'rehearse', round: 1 });
    expect(noticesOf(story.state, 'B', story.now)).toEqual([]);
    expect(noticesOf(story.state, 'A', story.now)).toEqual([]);
    story.does('B', { type: 'leaveForGood' });
    expect(closingView(story.state, 'B')).toMatchObject({ title: 'That was your rehearsal', report: true });
    expect(closingView(story.state, 'A')).toMatchObject({ title: 'Bo went on alone', report: false });
  });

  it('leaves the left one a debrief of what was held', () => {
    const story = left('B', 'interview', 2);
    story.does('A', { type: 'rehearse', round: 2 });
    story.does('A', { type: 'leaveForGood' });
    expect(closingView(story.state, 'B')?.report).toBe(true);
  });
});
