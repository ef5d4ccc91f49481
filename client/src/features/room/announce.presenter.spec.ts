import { describe, expect, it } from 'vitest';
import type { RoomCommand } from '#shared/room/commands.js';
import type { Seat } from '#shared/room/state.js';
import { MINUTE, RoomStory } from '#shared/room/testing/room.story.js';
import { announcementOf } from './announce.presenter.js';
import { actionOf, keysFor } from './keys.presenter.js';

function said(story: RoomStory, listener: Seat, actor: Seat, command: RoomCommand): string {
  const before = story.state;
  story.does(actor, command);
  return announcementOf(before, story.state, listener);
}

describe('announcements', () => {
  it('read new questions, cards and facts to the candidate and not to who put them', () => {
    const story = new RoomStory().reaches('interview');
    const next = { type: 'advanceStep', round: 1, from: 'tok-r1-step1' } as const;
    expect(said(story, 'B', 'A', next)).toBe('New question: The words tok-r1-step2-question stand here.');
    expect(said(story, 'B', 'A', { type: 'playCard', round: 1, card: 'tok-r1-card7' })).toMatch(
      /^Something has changed: The words/,
    );
    expect(said(story, 'B', 'A', { type: 'playSecondProbe', round: 1, card: 'tok-r1-card7' })).toMatch(/^Follow-up: /);
    expect(said(story, 'B', 'A', { type: 'releaseFact', round: 1, fact: 'tok-r1-fact1' })).toMatch(/^Fact: /);
    expect(said(story, 'A', 'A', { type: 'playCard', round: 1, card: 'tok-r1-card1' })).toBe('');
  });

  it('tell the interviewer of a plea for a hint', () => {
    const story = new RoomStory().reaches('interview');
    expect(said(story, 'A', 'B', { type: 'askHint', round: 1 })).toBe('Bo asks for a hint.');
  });

  it('tell of the partner’s coming, going and writing, not of one’s own', () => {
    const story = new RoomStory().reaches('interview');
    expect(said(story, 'A', 'B', { type: 'leave' })).toBe('Bo is not here any more.');
    expect(said(story, 'A', 'B', { type: 'enter' })).toBe('Bo is here.');
    expect(said(story, 'A', 'B', { type: 'say', text: 'Hi' })).toBe('Bo writes: Hi');
    expect(said(story, 'A', 'A', { type: 'say', text: 'Hi' })).toBe('');
  });

  it('tell of a new phase', () => {
    const story = new RoomStory().reaches('briefing');
    story.does('A', { type: 'declareReady', round: 1 });
    expect(said(story, 'B', 'B', { type: 'declareReady', round: 1 })).toMatch(
      /^The interview has begun\. New question: /,
    );
  });
});

describe('the keys', () => {
  const key = (name: string, more: object = {}) => ({
    key: name,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    repeat: false,
    ...more,
  });

  it('belong to the seat', () => {
    expect(actionOf(key('n'), 'interviewer')).toBe('next');
    expect(actionOf(key('2'), 'interviewer')).toBe('play-2');
    expect(actionOf(key('n'), 'candidate')).toBeNull();
    expect(actionOf(key('h'), 'candidate')).toBe('hint');
    expect(actionOf(key('h'), 'interviewer')).toBeNull();
    expect(actionOf(key('n'), 'rehearser')).toBe('next');
    expect(actionOf(key('d'), 'rehearser')).toBe('draw');
    expect(actionOf(key('?'), null)).toBe('help');
  });

  it('do nothing with a modifier or while held down', () => {
    expect(actionOf(key('n', { ctrlKey: true }), 'interviewer')).toBeNull();
    expect(actionOf(key('s', { metaKey: true }), 'interviewer')).toBeNull();
    expect(actionOf(key('1', { repeat: true }), 'interviewer')).toBeNull();
  });

  it('are each there once', () => {
    const keys = keysFor('interviewer').map((line) => line.key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('a rehearsal', () => {
  it('is told to who is alone card by card, and to who was away only that it is one (rule 9)', () => {
    const story = new RoomStory().reaches('interview');
    story.does('A', { type: 'leave' });
    story.waits(3 * MINUTE);
    const before = story.state;
    expect(said(story, 'B', 'B', { type: 'rehearse', round: 1 })).toBe(
      'The rehearsal has begun. You are alone, and the clock runs.',
    );
    expect(announcementOf(before, story.state, 'A')).toBe('Bo has turned the time into a rehearsal. You may leave.');
    const draw = { type: 'drawCard', round: 1 } as const;
    expect(said(story, 'B', 'B', draw)).toBe('Follow-up: The words tok-r1-card1-say stand here.');
    expect(said(story, 'A', 'B', draw)).toBe('');
    expect(said(story, 'B', 'B', { type: 'endRehearsal', round: 1 })).toBe('The rehearsal is over. Rate yourself.');
  });
});
