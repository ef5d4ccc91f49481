import type { ErrorCode } from '../../contract/errors.js';
import type { Flow } from '../../flow/flow.schema.js';
import type { Length } from '../../interview/track.js';
import type { RoomCommand } from '../commands.js';
import { nextDeadline } from '../deadlines.js';
import { decide } from '../decide.js';
import type { Decision } from '../decision.js';
import { durationsFor } from '../durations.js';
import type { RoomEvent, RoomEventBody } from '../events.js';
import { evolve, fold } from '../evolve.js';
import { openRoom } from '../open.js';
import { stamp } from '../stamp.js';
import type { Actor, Durations, Phase, PhaseName, RoomState, RoundNumber, RoundRecord } from '../state.js';
import { testFlow } from './flow.builder.js';

export const MINUTE = 60_000;

/** A version-4 UUID that a number makes; the same number, the same id. */
export function uuid(n: number): string {
  return `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
}

export interface StoryOptions {
  length?: Length;
  durations?: Partial<Durations>;
  flows?: [Flow, Flow];
}

/** A room as it is lived through in a test: who does what, and what time it is. */
export class RoomStory {
  readonly log: RoomEvent[] = [];
  readonly flows: [Flow, Flow];
  now = 1_700_000_000_000;
  state: RoomState;
  private commands = 1000;

  constructor({ length = 'full', durations = {}, flows = [testFlow('r1'), testFlow('r2')] }: StoryOptions = {}) {
    this.flows = flows;
    const opened = openRoom({
      room: uuid(1),
      track: 'ml-case',
      level: 'mid',
      length,
      durations: { ...durationsFor(length), ...durations },
      peers: {
        A: { account: uuid(2), displayName: 'Ada', level: 'mid', bot: false },
        B: { account: uuid(3), displayName: 'Bo', level: 'mid', bot: false },
      },
      flows: [
        { id: flows[0].id, version: flows[0].version },
        { id: flows[1].id, version: flows[1].version },
      ],
      now: this.now,
    });
    this.log.push(...stamp(null, [opened], 'system', this.now));
    this.state = fold(this.log);
  }

  /** What the room would answer; nothing is changed. */
  ask(actor: Actor, command: RoomCommand, commandId = uuid(this.commands)): Decision {
    return decide(this.state, command, { actor, now: this.now, commandId, flows: this.flows });
  }

  /** Sends a command; what it leads to happens. */
  send(actor: Actor, command: RoomCommand, commandId = uuid(this.commands++)): Decision {
    const decision = this.ask(actor, command, commandId);
    if (decision.ok) this.append(actor, decision.events);
    return decision;
  }

  /** Sends a command that must be accepted; gives the types of what happened. */
  does(actor: Actor, command: RoomCommand): string[] {
    const decision = this.send(actor, command);
    if (!decision.ok) throw new Error(`${actor} ${command.type}: ${decision.code} ${decision.message}`);
    return decision.events.map(({ type }) => type);
  }

  /** Sends a command that must be refused; gives the code. */
  refused(actor: Actor, command: RoomCommand): ErrorCode {
    const decision = this.send(actor, command);
    if (decision.ok) throw new Error(`${actor} ${command.type} was accepted`);
    return decision.code;
  }

  /** Time passes, and what is due by then happens on time. */
  waits(ms: number): this {
    const until = this.now + ms;
    for (let due = nextDeadline(this.state); due && due.at <= until; due = nextDeadline(this.state)) {
      this.now = Math.max(this.now, due.at);
      this.does('system', { type: 'expire', key: due.key });
    }
    this.now = until;
    return this;
  }

  /** Time passes, and the deadlines come late. */
  waitsUnattended(ms: number): this {
    this.now += ms;
    return this;
  }

  /** The next deadline comes true on time; gives the types of what happened. */
  expires(): string[] {
    const due = nextDeadline(this.state);
    if (!due) throw new Error('Nothing is due');
    this.now = Math.max(this.now, due.at);
    return this.does('system', { type: 'expire', key: due.key });
  }

  /** Goes the plain way to the beginning of this phase. */
  reaches(name: 'gathering' | 'briefing' | 'interview' | 'rating' | 'debrief', round: RoundNumber = 1): this {
    while (this.state.phase.name !== name || ('round' in this.state.phase && this.state.phase.round !== round)) {
      if (this.state.phase.name === 'closed') throw new Error(`Closed before ${name} ${round}`);
      this.goesOn();
    }
    return this;
  }

  phase<N extends PhaseName>(name: N): Extract<Phase, { name: N }> {
    const { phase } = this.state;
    const is = (candidate: Phase): candidate is Extract<Phase, { name: N }> => candidate.name === name;
    if (!is(phase)) throw new Error(`The room is in ${phase.name}, not in ${name}`);
    return phase;
  }

  record(round: RoundNumber): RoundRecord {
    return this.state.records[round === 1 ? 0 : 1];
  }

  private goesOn(): void {
    const { phase } = this.state;
    if (phase.name === 'gathering') {
      this.does('A', { type: 'enter' });
      this.does('B', { type: 'enter' });
    } else if (phase.name === 'briefing') {
      this.does('A', { type: 'declareReady', round: phase.round });
      this.does('B', { type: 'declareReady', round: phase.round });
    } else {
      this.expires();
    }
  }

  private append(actor: Actor, bodies: RoomEventBody[]): void {
    for (const event of stamp(this.state, bodies, actor, this.now)) {
      this.log.push(event);
      this.state = evolve(this.state, event);
    }
  }
}
