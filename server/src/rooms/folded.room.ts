import { evolve } from '#shared/room/evolve.js';
import type { RoomEvent } from '#shared/room/events.js';
import { audienceOf, deliver } from '#shared/room/view.js';
import { SEATS, type Actor, type Both, type RoomState, type Seat } from '#shared/room/state.js';
import { costOf } from './room.budget.js';
import { eventsOf, lastSeq, type Entry } from './room.entry.js';

/** What the first answer to a command was. */
interface Answer {
  hash: string;
  /** For each seat: how many events its stream had once the command had taken effect. */
  counts: Both<number>;
  last: number;
}

/**
 * A room held in memory: the fold of its log, where each viewer's stream stands, and the answers given.
 * Everything in it can be read again from the log at any time.
 */
export class FoldedRoom {
  /** Something was sent to the database and nobody knows what became of it: read the log before going on. */
  doubtful = false;
  private readonly answers = new Map<string, Answer>();
  /** For each seat: the numbers, in the room's own log, of the events that this seat may see. */
  private readonly seen: Both<number[]> = { A: [], B: [] };

  /** For each seat: what it has put into the log. */
  private readonly spent: Both<number> = { A: 0, B: 0 };

  private constructor(
    private folded: RoomState,
    /** How often the log had been rewritten when it was read. */
    private generation: number,
  ) {}

  /** @throws on an empty log, and where the log has a gap. */
  static from(entries: readonly Entry[], rewritten = 0): FoldedRoom {
    const [first, ...rest] = entries;
    const [opened, ...more] = first ? eventsOf(first) : [];
    if (!first || !opened) throw new Error('An empty log is no room');
    const room = new FoldedRoom(evolve(null, opened), rewritten);
    room.count([opened]);
    room.fold(more);
    room.remember(first);
    for (const entry of rest) room.add(entry);
    return room;
  }

  get state(): RoomState {
    return this.folded;
  }

  get rewritten(): number {
    return this.generation;
  }

  /** The log was rewritten: take over what it says now, up to the very same event. */
  renew(entries: readonly Entry[], rewritten: number): void {
    const anew = FoldedRoom.from(entries, rewritten);
    if (anew.state.seq !== this.folded.seq) throw new Error('A rewritten log has other numbers');
    this.folded = anew.folded;
    this.generation = rewritten;
    for (const [id, answer] of anew.answers) this.answers.set(id, answer);
  }

  /**
   * Add the next entry; gives what each seat is to receive of it. `after`: the state that it leads to from this very
   * one, where it is known already.
   */
  add(entry: Entry, after?: RoomState): Both<RoomEvent[]> {
    const events = eventsOf(entry);
    const streams = after ? this.stand(after, events) : this.fold(events);
    this.remember(entry);
    return streams;
  }

  /** The first answer to this command, if it has taken effect before. */
  answerTo(commandId: string): Answer | undefined {
    return this.answers.get(commandId);
  }

  spentBy(actor: Actor): number {
    return actor === 'system' ? 0 : this.spent[actor];
  }

  /** How many events this viewer's stream has by now; for the system, the length of the log. */
  seqFor(actor: Actor, answer?: Answer): number {
    if (actor === 'system') return answer?.last ?? this.folded.seq;
    return answer?.counts[actor] ?? this.seen[actor].length;
  }

  /** The number, in the room's own log, of event number `seq` of a viewer's stream; 0 before the first. */
  logPosition(seat: Seat, seq: number): number {
    return this.seen[seat][seq - 1] ?? 0;
  }

  private fold(events: RoomEvent[]): Both<RoomEvent[]> {
    return this.stand(events.reduce<RoomState>(evolve, this.folded), events);
  }

  private stand(after: RoomState, events: RoomEvent[]): Both<RoomEvent[]> {
    this.folded = after;
    return this.count(events);
  }

  private count(events: RoomEvent[]): Both<RoomEvent[]> {
    const { rounds } = this.folded;
    const { streams } = deliver({ A: this.seen.A.length, B: this.seen.B.length }, events, rounds);
    for (const seat of SEATS) {
      const visible = events.filter(({ body }) => audienceOf(rounds, body).includes(seat));
      this.seen[seat].push(...visible.map(({ seq }) => seq));
    }
    return streams;
  }

  private remember(entry: Entry): void {
    if (entry.actor !== 'system') this.spent[entry.actor] += costOf(entry.events);
    this.answers.set(entry.commandId, {
      hash: entry.commandHash,
      counts: { A: this.seen.A.length, B: this.seen.B.length },
      last: lastSeq(entry),
    });
  }
}
