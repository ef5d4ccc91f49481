import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope, type EffectScope } from 'vue';
import type { PeerCommand } from '#shared/room/commands.js';
import type { RoomEvent } from '#shared/room/events.js';
import type { Seat } from '#shared/room/state.js';
import { viewStream } from '#shared/room/view.js';
import { RoomStory } from '#shared/room/testing/room.story.js';
import { ApiRefusal } from '../../api/refusal.js';
import { toasts } from '../../ui/toasts.js';
import type { RoomPort } from './room.port.js';
import { useRoom } from './useRoom.js';

/** A server with one room in it, at the other end of a line that the test holds. */
class FakeLine implements RoomPort {
  readonly asked: string[] = [];
  refusal: ApiRefusal | null = null;
  /** What commands do not tell by themselves, as if their broadcast were lost. */
  silent = false;
  private opened: (() => void)[] = [];
  private heard: ((events: RoomEvent[]) => void)[] = [];

  constructor(
    readonly story: RoomStory,
    readonly seat: Seat,
  ) {}

  get stream(): RoomEvent[] {
    return viewStream(this.story.log, this.seat);
  }
  async join(since: number) {
    this.asked.push(`join ${since}`);
    if (this.refusal) throw this.refusal;
    return { seat: this.seat, events: this.stream.slice(since), now: this.story.now };
  }
  async sync(since: number) {
    this.asked.push(`sync ${since}`);
    return { events: this.stream.slice(since), now: this.story.now };
  }
  async command(_id: string, command: PeerCommand) {
    this.asked.push(command.type);
    const before = this.stream.length;
    const decision = this.story.send(this.seat, command);
    if (!decision.ok) throw new ApiRefusal(decision);
    if (!this.silent) this.tell(before);
    return { seq: this.stream.length };
  }
  async leave() {
    this.asked.push('leave');
  }
  onEvents(handler: (events: RoomEvent[]) => void) {
    this.heard.push(handler);
    return () => (this.heard = []);
  }
  onOpen(handler: () => void) {
    this.opened.push(handler);
    return () => (this.opened = []);
  }
  open(): void {
    for (const handler of this.opened) handler();
  }
  tell(from: number, to?: number): void {
    for (const handler of this.heard) handler(this.stream.slice(from, to));
  }
}

describe('a room', () => {
  let scope: EffectScope;
  const enter = (line: FakeLine) => {
    const room = scope.run(() => useRoom(line, () => line.story.now));
    if (!room) throw new Error('The scope is over');
    return room;
  };
  const settled = () => vi.advanceTimersByTimeAsync(0);

  beforeEach(() => {
    vi.useFakeTimers();
    scope = effectScope();
  });
  afterEach(() => {
    scope.stop();
    vi.useRealTimers();
  });

  it('joins when the line opens and folds what it gets', async () => {
    const line = new FakeLine(new RoomStory().reaches('interview'), 'B');
    const room = enter(line);
    expect(room.state.value).toBeNull();
    line.open();
    await settled();
    expect(room.seat.value).toBe('B');
    expect(room.state.value?.phase.name).toBe('interview');
    expect(room.state.value?.rounds[0].flow).toBeNull();
  });

  it('fetches what is missing when a number is left out (rule 1)', async () => {
    const line = new FakeLine(new RoomStory().reaches('interview'), 'B');
    const room = enter(line);
    line.open();
    await settled();
    const had = line.stream.length;
    line.story.does('A', { type: 'say', text: 'lost' });
    line.story.does('A', { type: 'say', text: 'heard' });
    line.tell(had + 1);
    await settled();
    expect(line.asked).toEqual(['join 0', `sync ${had}`]);
    expect(room.state.value?.chat.map(({ text }) => text)).toEqual(['lost', 'heard']);
  });

  it('asks only for the rest after a reconnection', async () => {
    const line = new FakeLine(new RoomStory().reaches('interview'), 'B');
    const room = enter(line);
    line.open();
    await settled();
    const had = line.stream.length;
    line.story.does('A', { type: 'pause', round: 1 });
    line.open();
    await settled();
    expect(line.asked).toEqual(['join 0', `join ${had}`]);
    expect(room.state.value?.phase).toMatchObject({ name: 'interview', pause: { by: 'A' } });
  });

  it('counts a command as done once its event is folded, and fetches it when it was lost', async () => {
    const line = new FakeLine(new RoomStory().reaches('interview'), 'A');
    const room = enter(line);
    line.open();
    await settled();
    line.silent = true;
    const sent = room.send({ type: 'say', text: 'Hello' });
    await settled();
    expect([...room.pending.value]).toEqual(['say:Hello']);
    await vi.advanceTimersByTimeAsync(2000);
    await expect(sent).resolves.toEqual({ ok: true });
    expect(room.pending.value.size).toBe(0);
    expect(room.state.value?.chat).toHaveLength(1);
  });

  it('says why a command was refused', async () => {
    const line = new FakeLine(new RoomStory().reaches('interview'), 'B');
    const room = enter(line);
    line.open();
    await settled();
    const sent = await room.send({ type: 'advanceStep', round: 1, from: 'anything' });
    expect(sent).toMatchObject({ ok: false, refusal: { code: 'WRONG_SEAT' } });
    expect(toasts.value.at(-1)?.text).toBe('Only the interviewer of round 1 may do this.');
  });

  it('keeps to one command of a kind at a time', async () => {
    const line = new FakeLine(new RoomStory().reaches('interview'), 'A');
    const room = enter(line);
    line.open();
    await settled();
    const [first, second] = await Promise.all([
      room.send({ type: 'pause', round: 1 }),
      room.send({ type: 'pause', round: 1 }),
    ]);
    expect(first.ok).toBe(true);
    expect(second).toEqual({ ok: false, refusal: null });
    expect(line.asked.filter((each) => each === 'pause')).toHaveLength(1);
  });

  it('tells a room that is not there from one that cannot be reached yet', async () => {
    const line = new FakeLine(new RoomStory(), 'A');
    const room = enter(line);
    line.refusal = new ApiRefusal({ code: 'NOT_FOUND', message: 'There is no such room.' });
    line.open();
    await settled();
    expect(room.problem.value?.code).toBe('NOT_FOUND');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(line.asked).toEqual(['join 0']);

    line.refusal = new ApiRefusal({ code: 'UNAVAILABLE', message: 'Later.', retryAfterMs: 500 });
    line.open();
    await settled();
    line.refusal = null;
    await vi.advanceTimersByTimeAsync(600);
    expect(room.problem.value).toBeNull();
    expect(room.state.value?.phase.name).toBe('gathering');
  });

  it('leaves with its page', async () => {
    const line = new FakeLine(new RoomStory(), 'A');
    enter(line);
    line.open();
    await settled();
    scope.stop();
    expect(line.asked.at(-1)).toBe('leave');
  });
});
