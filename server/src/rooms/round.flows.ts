import { Injectable } from '@nestjs/common';
import type { Flow } from '#shared/flow/flow.schema.js';
import { roundOf } from '#shared/room/seats.js';
import type { RoomState, RoundNumber } from '#shared/room/state.js';
import { FlowLibrary } from '../flows/flow.library.js';

/** The flows that a room pins. */
@Injectable()
export class RoundFlows {
  constructor(private readonly library: FlowLibrary) {}

  /** Have them at hand before anything is decided: a room is read, and its flows with it. */
  async hold(state: RoomState): Promise<void> {
    await this.library.hold(state.rounds.flatMap(({ flow }) => flow ?? []));
  }

  of(state: RoomState): [Flow, Flow] {
    return [this.ofRound(state, 1), this.ofRound(state, 2)];
  }

  ofRound(state: RoomState, round: RoundNumber): Flow {
    const { flow } = roundOf(state.rounds, round);
    if (!flow) throw new Error(`Room ${state.id} pins no flow for round ${round}`);
    return this.library.get(flow);
  }
}
