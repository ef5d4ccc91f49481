import { Injectable } from '@nestjs/common';
import type { Server } from 'socket.io';
import type { ServerEventName, ServerPayload } from '#shared/contract/socket.js';
import type { RoomEvent } from '#shared/room/events.js';
import type { Seat } from '#shared/room/state.js';
import { channel } from './realtime.socket.js';

/** "Room so-and-so has so many events by now", from one process to the others. */
export type Hint = [room: string, seq: number];
const HINTS = 'room:hints';
/** Hints gather for a moment: their number follows the clock and not the load. */
const GATHER_MS = 5;

/**
 * The only place that sends anything to a browser. What is sent may be lost: the numbers of events show the gap, and
 * everything else is asked for again.
 */
@Injectable()
export class RealtimePublisher {
  private server: Server | null = null;
  private clustered = false;
  private gathered = new Map<string, number>();
  private readonly hintListeners: ((hint: Hint) => void)[] = [];

  /** `clustered`: other processes serve the same rooms. */
  attach(server: Server, clustered: boolean): void {
    this.server = server;
    this.clustered = clustered;
    if (clustered) server.on(HINTS, (hints: Hint[]) => this.pass(hints));
  }

  get attached(): boolean {
    return this.server !== null;
  }

  /** To all tabs of somebody, wherever they are connected. */
  toAccount<E extends ServerEventName>(account: string, event: E, payload: ServerPayload<E>): void {
    this.server?.to(channel.account(account)).emit(event, payload);
  }

  /** To all tabs of everybody who is connected to this process: every process finds out for itself. */
  toEverybodyHere<E extends ServerEventName>(event: E, payload: ServerPayload<E>): void {
    this.server?.local.emit(event, payload);
  }

  /** To all tabs of a seat, wherever they are connected, but for one. */
  toRoomSeat<E extends ServerEventName>(
    room: string,
    seat: Seat,
    event: E,
    payload: ServerPayload<E>,
    exceptSocket: string[] = [],
  ): void {
    this.server?.to(channel.seat(room, seat)).except(exceptSocket).emit(event, payload);
  }

  /** The next events of a viewer's stream, to this process's own connections: every process reads the log for itself. */
  roomEvents(room: string, seat: Seat, events: RoomEvent[]): void {
    this.server?.local.to(channel.seat(room, seat)).emit('room:events', { room, events });
  }

  /** Tell the other processes how far a room has got. */
  hint(room: string, seq: number): void {
    if (!this.clustered) return;
    if (this.gathered.size === 0) setTimeout(() => this.sendHints(), GATHER_MS);
    this.gathered.set(room, seq);
  }

  onHint(listener: (hint: Hint) => void): void {
    this.hintListeners.push(listener);
  }

  /** A session is over: its tabs are told and disconnected, wherever they are. */
  endSession(session: string, reason: ServerPayload<'session:ended'>['reason']): void {
    this.server?.to(channel.session(session)).emit('session:ended', { reason });
    this.server?.in(channel.session(session)).disconnectSockets(true);
  }

  private sendHints(): void {
    const hints: Hint[] = [...this.gathered];
    this.gathered = new Map();
    this.server?.serverSideEmit(HINTS, hints);
  }

  private pass(hints: Hint[]): void {
    for (const hint of hints) for (const listener of this.hintListeners) listener(hint);
  }
}
