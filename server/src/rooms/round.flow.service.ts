import { Injectable } from '@nestjs/common';
import type { Flow, FlowScript } from '#shared/flow/flow.schema.js';
import { wasHeld } from '#shared/room/rehearsal.js';
import { roundOf } from '#shared/room/seats.js';
import type { RoundNumber } from '#shared/room/state.js';
import { Refused } from '../http/refused.js';
import { RoomHandler } from './room.handler.js';
import { RoundFlows } from './round.flows.js';

/** Who may read the flow of a round, and when (rules 22 and 24). */
@Injectable()
export class RoundFlowService {
  constructor(
    private readonly rooms: RoomHandler,
    private readonly flows: RoundFlows,
  ) {}

  /** For its interviewer alone. */
  async ofInterviewer(room: string, round: RoundNumber, account: string): Promise<Flow> {
    const seat = await this.rooms.seatOf(room, account);
    if (!seat) throw hidden();
    const state = await this.rooms.state(room);
    if (seat !== roundOf(state.rounds, round).interviewer) throw hidden();
    return this.flows.ofRound(state, round);
  }

  /**
   * All but its check: to its interviewer at any time, to its candidate once the debrief of a held round has begun;
   * nobody else learns of it.
   */
  async read(room: string, round: RoundNumber, account: string): Promise<FlowScript> {
    const seat = await this.rooms.seatOf(room, account);
    if (!seat) throw hidden();
    const state = await this.rooms.state(room);
    const { interviewer } = roundOf(state.rounds, round);
    if (seat !== interviewer && !(state.debriefed && wasHeld(state, round))) throw hidden();
    const { checks: _, ...script } = this.flows.ofRound(state, round);
    return script;
  }
}

function hidden(): Refused {
  return new Refused('NOT_FOUND', 'There is no such flow for you.');
}
