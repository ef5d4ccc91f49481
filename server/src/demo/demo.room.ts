import { createHash } from 'node:crypto';
import type { Flow } from '#shared/flow/flow.schema.js';
import type { RoomCommand } from '#shared/room/commands.js';
import { decide } from '#shared/room/decide.js';
import { nextDeadline } from '#shared/room/deadlines.js';
import { durationsFor } from '#shared/room/durations.js';
import { openRoom, type Opening } from '#shared/room/open.js';
import type { Actor, RoomState, Seat } from '#shared/room/state.js';
import { FoldedRoom } from '../rooms/folded.room.js';
import { hashOf } from '../rooms/command.identity.js';
import type { Entry } from '../rooms/room.entry.js';

type Given = Pick<Opening, 'room' | 'track' | 'level' | 'length' | 'peers' | 'now'>;

/** A room that is played by the rules with a clock of its own. What comes of it is a log like any other. */
export class DemoRoom {
  readonly entries: Entry[];
  private readonly folded: FoldedRoom;
  private ids = 0;

  constructor(
    given: Given,
    private readonly flows: [Flow, Flow],
    public now = given.now,
  ) {
    const ref = ({ id, version }: Flow) => ({ id, version });
    const durations = durationsFor(given.length);
    const opened = openRoom({ ...given, durations, flows: [ref(flows[0]), ref(flows[1])] });
    const commandId = this.newId(given.room);
    const first: Entry = {
      room: given.room,
      seq: 1,
      at: this.now,
      actor: 'system',
      commandId,
      commandHash: '',
      events: [opened],
    };
    this.entries = [first];
    this.folded = FoldedRoom.from(this.entries);
  }

  get state(): RoomState {
    return this.folded.state;
  }

  /** Time passes, and what falls due happens on time. */
  wait(ms: number): void {
    const until = this.now + Math.round(ms);
    for (let due = nextDeadline(this.state); due && due.at <= until; due = nextDeadline(this.state)) {
      this.now = Math.max(this.now, due.at);
      this.send('system', { type: 'expire', key: due.key });
    }
    this.now = until;
  }

  /** Whether the command was accepted; what it leads to is in the log then. */
  send(actor: Actor, command: RoomCommand): boolean {
    const commandId = this.newId(this.state.id);
    const decision = decide(this.state, command, { actor, now: this.now, commandId, flows: this.flows });
    if (!decision.ok) return false;
    if (decision.events.length === 0) return true;
    const entry: Entry = {
      room: this.state.id,
      seq: this.state.seq + 1,
      at: Math.max(this.now, this.state.at),
      actor,
      commandId,
      commandHash: hashOf(command, actor),
      events: decision.events,
    };
    this.folded.add(entry);
    this.entries.push(entry);
    return true;
  }

  both(command: RoomCommand, apartMs: number): void {
    for (const seat of ['A', 'B'] satisfies Seat[]) {
      this.send(seat, command);
      this.wait(apartMs);
    }
  }

  newId(about = this.state.id): string {
    this.ids += 1;
    return uuidOf(`${about} ${this.ids}`);
  }
}

/** The same words give the same id, so that a demonstration of one seed is the same every time. */
export function uuidOf(about: string): string {
  const hex = createHash('sha256').update(about).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
