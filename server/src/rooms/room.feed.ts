import { Injectable } from '@nestjs/common';
import type { RoomEvent } from '#shared/room/events.js';
import type { Both } from '#shared/room/state.js';

/** A room has moved on, durably. */
export interface RoomAdvance {
  room: string;
  /** Number of the last event in the room's own log. */
  seq: number;
  /** What each viewer receives of it. */
  streams: Both<RoomEvent[]>;
  /** Appended by this process, as opposed to read from the log. */
  own: boolean;
}

/** Tells this process what happens in the rooms it holds, each room in order and without gap. */
@Injectable()
export class RoomFeed {
  private readonly listeners: ((advance: RoomAdvance) => void)[] = [];

  onAdvance(listener: (advance: RoomAdvance) => void): void {
    this.listeners.push(listener);
  }

  tell(advance: RoomAdvance): void {
    for (const listener of this.listeners) listener(advance);
  }
}
