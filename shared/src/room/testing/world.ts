import { ERROR_CODES } from '../../contract/errors.js';
import type { RoomCommand } from '../commands.js';
import { deadlinesOf, nextDeadline } from '../deadlines.js';
import type { Decision } from '../decision.js';
import type { RoomEvent } from '../events.js';
import { evolve, fold } from '../evolve.js';
import { SEATS, type Actor, type Both, type RoomState, type Seat } from '../state.js';
import { stageOf, type Stage } from '../transitions.js';
import { deliver, viewStream } from '../view.js';
import { INVARIANTS, Secrets, viewDiffers } from './invariants.js';
import { commandFor, senderOf, type Move } from './model.js';
import { RoomStory, uuid, type StoryOptions } from './room.story.js';

interface Message {
  id: string;
  from: Seat;
  command: RoomCommand;
}

/**
 * A room with two peers behind a bad network, a clock, and deadlines that may come late or again. After every event
 * all that must hold is checked.
 */
export class World {
  readonly story: RoomStory;
  readonly stages = new Set<Stage>();
  private readonly secrets: Secrets;
  private readonly answers = new Map<string, Decision>();
  private readonly sent: Message[] = [];
  private readonly held: Message[] = [];
  private readonly firedKeys = new Set<string>();
  private readonly views: Both<RoomState | null> = { A: null, B: null };
  private readonly streams: Both<RoomEvent[]> = { A: [], B: [] };
  private counts: Both<number> = { A: 0, B: 0 };
  private checked: RoomState | null = null;

  constructor(options: StoryOptions) {
    this.story = new RoomStory(options);
    this.secrets = new Secrets(this.story.flows);
    this.check();
  }

  /** Makes one move, and checks whatever came of it. */
  make(move: Move): void {
    this.pass(move);
    const { state, flows } = this.story;
    const command = commandFor(state, flows, move);
    const message = { id: uuid(10_000 + this.sent.length), from: senderOf(state, command, move), command };
    this.sent.push(message);
    if (move.network === 'hold') this.held.push(message);
    if (move.network === 'deliver' || move.network === 'twice') this.receive(message);
    if (move.network === 'twice') this.receive(message);
    if (move.network === 'again') this.receive(this.anEarlierOne(move.pick) ?? message);
  }

  /** Checks what must hold at the end of a run: replay, streams as a whole, and a way out. */
  finish(): void {
    const { log, state } = this.story;
    expect(fold(log)).toEqual(state);
    for (const seat of SEATS) expect(this.streams[seat]).toEqual(viewStream(log, seat));
    expect(log.map(({ seq }) => seq)).toEqual(log.map((_event, index) => index + 1));
    for (let steps = 0; this.story.state.phase.name !== 'closed'; steps += 1) {
      if (steps > 40) throw new Error(`No way from ${stageOf(state.phase)} to the end`);
      this.story.expires();
      this.check();
    }
  }

  private pass({ passes, attended, pick }: Move): void {
    const due = nextDeadline(this.story.state)?.at ?? this.story.now;
    const ms = passes === -1 ? Math.max(0, due - this.story.now) : passes;
    if (attended) this.attend(ms);
    else this.story.waitsUnattended(ms);
    if (pick % 5 === 0) this.fireAnOldKey(pick);
    if (pick % 5 === 1) this.fireTooEarly();
  }

  /** What is due comes true in its order, each at its time or, where that has passed, late. */
  private attend(ms: number): void {
    const until = this.story.now + ms;
    for (let due = nextDeadline(this.story.state); due && due.at <= until; due = nextDeadline(this.story.state)) {
      this.story.now = Math.max(this.story.now, due.at);
      this.firedKeys.add(due.key);
      this.tell('system', { type: 'expire', key: due.key });
    }
    this.story.now = until;
  }

  private fireAnOldKey(pick: number): void {
    const old = [...this.firedKeys][pick % Math.max(1, this.firedKeys.size)];
    if (old) expect(this.tell('system', { type: 'expire', key: old })).toEqual({ ok: true, events: [] });
  }

  private fireTooEarly(): void {
    const { state, now } = this.story;
    const early = deadlinesOf(state).find(({ at }) => at > Math.max(now, state.at));
    if (early) expect(this.tell('system', { type: 'expire', key: early.key })).toEqual({ ok: true, events: [] });
  }

  private anEarlierOne(pick: number): Message | undefined {
    const [message] = this.held.splice(pick % Math.max(1, this.held.length), 1);
    return message ?? this.sent[this.sent.length - 1 - (pick % Math.min(12, this.sent.length))];
  }

  /** The same id again gets the first answer, as the server keeps it (rule 2). */
  private receive({ id, from, command }: Message): void {
    const before = this.answers.get(id);
    this.answers.set(id, before ?? this.tell(from, command, id));
  }

  private tell(actor: Actor, command: RoomCommand, id?: string): Decision {
    const before = this.story.log.length;
    const decision = this.story.send(actor, command, id);
    if (!decision.ok) {
      expect(ERROR_CODES).toContain(decision.code);
      expect(decision.message).toMatch(/^[A-Z].{10,}[.]$/);
      expect(this.story.log).toHaveLength(before);
    }
    this.check();
    return decision;
  }

  private check(): void {
    const { log, flows } = this.story;
    for (const event of log.slice(this.checked?.seq ?? 0)) {
      const before = this.checked;
      this.checked = evolve(before, event);
      this.stages.add(stageOf(this.checked.phase));
      for (const [name, invariant] of Object.entries(INVARIANTS)) {
        const wrong = invariant(before, event, this.checked, flows);
        if (wrong) throw new Error(`${name}: ${wrong}, after ${event.seq} ${JSON.stringify(event.body)}`);
      }
      this.secrets.learn(event);
      this.send(event, this.checked);
    }
    const again = deadlinesOf(this.story.state).find(({ key }) => this.firedKeys.has(key));
    if (again) throw new Error(`The deadline ${again.key} came true and stands again`);
  }

  private send(event: RoomEvent, full: RoomState): void {
    const delivered = deliver(this.counts, [event], full.rounds);
    this.counts = delivered.counts;
    for (const seat of SEATS) {
      for (const seen of delivered.streams[seat]) {
        const leaked = this.secrets.leakedTo(seat, seen);
        if (leaked.length > 0) throw new Error(`${seat} was sent ${leaked.join(' ')} in ${JSON.stringify(seen)}`);
        this.views[seat] = evolve(this.views[seat], seen);
        this.streams[seat].push(seen);
      }
      const view = this.views[seat];
      if (view && viewDiffers(full, view, seat)) throw new Error(`${seat}'s view differs after event ${event.seq}`);
    }
  }
}
