import { describe, expect, it, vi } from 'vitest';
import { RoomStory } from '#shared/room/testing/room.story.js';
import { fold } from '#shared/room/evolve.js';
import { viewStream } from '#shared/room/view.js';
import { takeEvents } from './room.stream.js';

function candidateStream() {
  const story = new RoomStory().reaches('interview');
  story.does('A', { type: 'say', text: 'Hello' });
  story.does('B', { type: 'askHint', round: 1 });
  return viewStream(story.log, 'B');
}

describe('taking events of a stream', () => {
  it('folds them in pieces to what they are as a whole', () => {
    const stream = candidateStream();
    const half = takeEvents(null, stream.slice(0, 4));
    const whole = takeEvents(half.state, stream.slice(4));
    expect(whole).toEqual({ state: fold(stream), outcome: 'current' });
  });

  it('passes over what it had before', () => {
    const stream = candidateStream();
    const { state } = takeEvents(null, stream);
    expect(takeEvents(state, stream)).toEqual({ state, outcome: 'current' });
    expect(takeEvents(takeEvents(null, stream.slice(0, 3)).state, stream).state).toEqual(state);
  });

  it('stops at a gap and keeps what came before it', () => {
    const stream = candidateStream();
    const taken = takeEvents(null, [...stream.slice(0, 3), ...stream.slice(4)]);
    expect(taken.outcome).toBe('gap');
    expect(taken.state?.seq).toBe(3);
  });

  it('says when what came cannot follow', () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const [opened, ...rest] = candidateStream();
    const impossible = rest.find(({ body }) => body.type === 'hintAsked');
    if (!opened || !impossible) throw new Error('The story has no such event');
    const { state } = takeEvents(null, [opened]);
    const stepped = {
      ...impossible,
      seq: 2,
      body: { type: 'resumed' as const, round: 1 as const, by: 'A' as const, until: 1 },
    };
    expect(takeEvents(state, [stepped]).outcome).toBe('broken');
  });
});
