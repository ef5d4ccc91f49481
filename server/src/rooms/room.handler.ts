import { Injectable } from '@nestjs/common';
import type { Level } from '#shared/interview/track.js';
import type { RoomCommand } from '#shared/room/commands.js';
import { decide } from '#shared/room/decide.js';
import { evolve } from '#shared/room/evolve.js';
import { stamp } from '#shared/room/stamp.js';
import type { Actor, Both, RoomState, Seat } from '#shared/room/state.js';
import { durationsFor } from '#shared/room/durations.js';
import { openRoom, type Opening } from '#shared/room/open.js';
import { isOutage } from '../database/outage.js';
import { Transaction, type Tx } from '../database/transaction.js';
import { Refused } from '../http/refused.js';
import { expiryOf, overdue } from './expiry.js';
import { hashOf, systemCommandId } from './command.identity.js';
import { FoldedRoom } from './folded.room.js';
import { Abandoned, QueueFull } from './group-commit.js';
import { LiveRooms } from './live.rooms.js';
import { refuseOverspent } from './room.budget.js';
import { RoomDeadlines } from './room.deadlines.js';
import { headOf, type Entry } from './room.entry.js';
import { commandDuration, commandsHandled, deadlineLateness } from './room.metrics.js';
import { PeerTaken, RoomStore } from './room.store.js';
import { RoundFlows } from './round.flows.js';
import { TookTooLong, within } from '../async/within.js';

/** A command is answered within this time, if only with "try again". */
const ANSWER_MS = 1_800;
/** Lost races in a row. Each is lost against a command that went in; what really ends them is the time to answer. */
const MAX_RACES = 500;
/** Deadlines that may be due at the same moment. */
const MAX_DUE = 10;
/** Rooms that one sweep moves on. */
const MAX_SWEPT = 500;

export interface Asked {
  room: string;
  commandId: string;
  command: RoomCommand;
  actor: Actor;
}

/** A room to open. The times are the usual ones of its length, where none are given. */
export interface NewRoom extends Pick<Opening, 'room' | 'track' | 'level' | 'length' | 'flows'> {
  peers: Both<{ id: string; displayName: string; level: Level; bot: boolean }>;
  durations?: Opening['durations'];
}

/** Done in the same transaction as the command takes effect, and only then. */
export type Also = (tx: Tx) => Promise<void>;

type Took = { outcome: 'stored' | 'duplicate' | 'nothing'; seq: number };

/**
 * Every command to every room: decided against the log as it stands, appended durably, and only then answered and
 * told (rules 1 to 5). Any process may handle any room; who loses the race for a number decides again.
 */
@Injectable()
export class RoomHandler {
  constructor(
    private readonly live: LiveRooms,
    private readonly store: RoomStore,
    private readonly transaction: Transaction,
    private readonly flows: RoundFlows,
    private readonly deadlines: RoomDeadlines,
  ) {}

  /** Open a room as part of what led to it. Refused with `IN_A_ROOM` where a peer is in an open room already. */
  async open(tx: Tx, { peers, durations, ...room }: NewRoom): Promise<void> {
    const now = Date.now();
    const seated = { A: seat(peers.A), B: seat(peers.B) };
    const opened = openRoom({ ...room, peers: seated, durations: durations ?? durationsFor(room.length), now });
    const commandId = systemCommandId(room.room, 'open');
    const entry: Entry = {
      room: room.room,
      seq: 1,
      at: now,
      actor: 'system',
      commandId,
      commandHash: '',
      events: [opened],
    };
    const { state } = FoldedRoom.from([entry]);
    try {
      const { track, level, length } = room;
      const accounts = { A: peers.A.id, B: peers.B.id };
      await this.store.insert(tx.manager, { entry, head: headOf(state), track, level, length, accounts });
    } catch (error) {
      if (!(error instanceof PeerTaken)) throw error;
      throw new Refused('IN_A_ROOM', 'One of the two is in another room: that one has to be left first.');
    }
    tx.afterCommit(() => this.deadlines.schedule(null, state));
  }

  /**
   * `seq`: how many events the actor's own stream has once the command has taken effect.
   * @throws Refused; with `UNAVAILABLE` it is open whether the command took effect, and the same id may be sent again.
   */
  async handle(asked: Asked, also?: Also): Promise<{ seq: number }> {
    const stop = commandDuration.startTimer();
    let given = false;
    try {
      const work = this.live.exclusively(asked.room, () => this.take(asked, also, () => given));
      const { outcome, seq } = await within(ANSWER_MS, work);
      commandsHandled.inc({ type: asked.command.type, outcome });
      return { seq };
    } catch (error) {
      given = true;
      const told = asRefusal(error);
      commandsHandled.inc({ type: asked.command.type, outcome: told instanceof Refused ? told.code : 'INTERNAL' });
      throw told;
    } finally {
      stop();
    }
  }

  /** The room as the log has it now. */
  state(room: string): Promise<RoomState> {
    return this.live.exclusively(room, async () => (await this.current(room)).state);
  }

  /** Which seat somebody has; `null` for a stranger and for a room that does not exist. */
  seatOf(room: string, account: string): Promise<Seat | null> {
    return this.store.seatOf(room, account);
  }

  openRoomOf(account: string, tx?: Tx): Promise<string | null> {
    return this.store.openRoomOf(account, tx?.manager);
  }

  /** Bring about whatever is due in a room by now (rule 11). */
  async expireDue(room: string): Promise<void> {
    for (let due = 0; due < MAX_DUE; due++) {
      const deadline = overdue(await this.state(room), Date.now());
      if (!deadline) return;
      await this.handle(expiryOf(room, deadline));
      deadlineLateness.observe((Date.now() - deadline.at) / 1000);
    }
  }

  /**
   * The same for every room with a deadline that has passed: what jobs have missed.
   * @throws AggregateError, after all were tried, where some could not be moved on.
   */
  async expireAllDue(graceMs: number): Promise<void> {
    const due = await this.store.due(Date.now() - graceMs, MAX_SWEPT);
    const outcomes = await Promise.allSettled(due.map((room) => this.expireDue(room)));
    const failed = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
    if (failed.length > 0) throw new AggregateError(failed, `${failed.length} of ${due.length} rooms stand still.`);
  }

  private async take(asked: Asked, also: Also | undefined, given: () => boolean): Promise<Took> {
    const hash = hashOf(asked.command, asked.actor);
    for (let race = 0; race < MAX_RACES; race++) {
      if (given()) throw new Abandoned();
      const room = await this.live.get(asked.room);
      if (!room) throw noSuchRoom();
      const answer = room.answerTo(asked.commandId);
      if (answer && answer.hash !== hash) {
        throw new Refused('COMMAND_ID_REUSED', 'This id belongs to another command: a new command needs a new id.');
      }
      if (answer) return { outcome: 'duplicate', seq: room.seqFor(asked.actor, answer) };
      refuseOverspent(room.spentBy(asked.actor), asked.command);
      // What is due by the clock comes before whatever is asked after it.
      const deadline = asked.command.type === 'expire' ? null : overdue(room.state, Date.now());
      if (deadline) {
        const due = expiryOf(asked.room, deadline);
        const came = await this.attempt(room, due, hashOf(due.command, due.actor), undefined, given);
        if (came !== 'nothing') continue;
      }
      const outcome = await this.attempt(room, asked, hash, also, given);
      if (outcome !== 'lost') return { outcome, seq: room.seqFor(asked.actor) };
    }
    throw new TookTooLong('Too many others were faster.');
  }

  /** Decide and append once; `lost` where the log has moved on meanwhile and the room is up to date again. */
  private async attempt(
    room: FoldedRoom,
    asked: Asked,
    commandHash: string,
    also: Also | undefined,
    given: () => boolean,
  ): Promise<'stored' | 'nothing' | 'lost'> {
    const { actor, command, commandId } = asked;
    const now = Math.max(Date.now(), room.state.at);
    const decision = decide(room.state, command, { actor, now, commandId, flows: this.flows.of(room.state) });
    if (!decision.ok || decision.events.length === 0) {
      // Perhaps only this process has not heard yet of what makes the difference.
      if (await this.live.catchUp(asked.room, room)) return 'lost';
      if (!decision.ok) throw new Refused(decision.code, decision.message);
      return 'nothing';
    }
    const events = stamp(room.state, decision.events, actor, now);
    const after = events.reduce<RoomState>(evolve, room.state);
    const entry: Entry = {
      room: asked.room,
      seq: room.state.seq + 1,
      at: after.at,
      actor,
      commandId,
      commandHash,
      events: decision.events,
    };
    if ((await this.append(room, { entry, head: headOf(after) }, also, given)) === 'lost') {
      await this.live.catchUp(asked.room, room);
      return 'lost';
    }
    const before = room.state;
    this.live.advance(room, entry, { own: true, after });
    this.deadlines.schedule(before, room.state);
    return 'stored';
  }

  private async append(
    room: FoldedRoom,
    append: { entry: Entry; head: ReturnType<typeof headOf> },
    also: Also | undefined,
    given: () => boolean,
  ): Promise<'stored' | 'lost'> {
    try {
      if (!also) return await this.store.append(append, given);
      return await this.transaction.run(async (tx) => {
        const outcome = await this.store.appendIn(tx.manager, append);
        if (outcome === 'stored') await also(tx);
        return outcome;
      });
    } catch (error) {
      if (!(error instanceof Refused || error instanceof Abandoned || error instanceof QueueFull)) room.doubtful = true;
      throw error;
    }
  }

  private async current(id: string): Promise<FoldedRoom> {
    const room = await this.live.get(id);
    if (!room) throw noSuchRoom();
    await this.live.catchUp(id, room);
    return room;
  }
}

function seat({ id, ...peer }: NewRoom['peers']['A']): Opening['peers']['A'] {
  return { account: id, ...peer };
}

function noSuchRoom(): Refused {
  return new Refused('NOT_FOUND', 'There is no such room.');
}

function asRefusal(error: unknown): unknown {
  const passing = error instanceof TookTooLong || error instanceof Abandoned || error instanceof QueueFull;
  if (!passing && !isOutage(error)) return error;
  return new Refused('UNAVAILABLE', 'This could not be kept right now. Send it again, with the same id.', {
    retryAfterMs: 1_000,
  });
}
