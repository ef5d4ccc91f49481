import { Injectable } from '@nestjs/common';
import { coverageOf } from '#shared/flow/coverage.js';
import { factsOf } from '#shared/rating/facts.js';
import { wasHeld } from '#shared/room/rehearsal.js';
import type { RoomState, RoundNumber } from '#shared/room/state.js';
import type { Tx } from '../database/transaction.js';
import { FlowLibrary } from '../flows/flow.library.js';
import { CompileStore } from './compile.store.js';

/** What is compiled of rooms and of people without the model: from a room's log, from sheets and from signals. */
@Injectable()
export class CompiledFacts {
  constructor(
    private readonly flows: FlowLibrary,
    private readonly store: CompileStore,
  ) {}

  /** Keep what the ratings of the room's rounds need of its log. */
  async holdRounds(tx: Tx, state: RoomState): Promise<void> {
    for (const { round, index, flow } of heldByBoth(state)) {
      const { candidate, interviewer } = state.rounds[index];
      const { endedAt } = state.records[index];
      if (endedAt === null) continue;
      await this.store.hold(tx.manager, {
        room: state.id,
        round,
        track: this.flows.get(flow).track,
        flow,
        candidateLevel: state.peers[candidate].level,
        interviewerLevel: state.peers[interviewer].level,
        endedAt: new Date(endedAt),
      });
    }
  }

  async writeCoverage(tx: Tx, state: RoomState): Promise<void> {
    for (const { round, index, flow } of heldByBoth(state)) {
      const { account, level, deleted } = state.peers[state.rounds[index].candidate];
      if (deleted) continue;
      const coverage = coverageOf(this.flows.get(flow), state.records[index], state.length, level);
      await this.store.writeCoverage(tx.manager, state.id, round, account, coverage);
    }
  }

  async ofPerson(tx: Tx, account: string, now: Date): Promise<void> {
    const sheets = await this.store.counted(tx.manager, account);
    const facts = factsOf(sheets, await this.store.signals(tx.manager, account));
    await this.store.writeFacts(tx.manager, account, facts, now);
  }
}

/** The rounds that were held by both to their end, and began: none of a rehearsal. */
function heldByBoth(state: RoomState) {
  return ([0, 1] as const).flatMap((index) => {
    const round: RoundNumber = index === 0 ? 1 : 2;
    const { flow } = state.rounds[index];
    const both = wasHeld(state, round) && state.rehearsal?.round !== round;
    return flow && state.records[index].startedAt !== null && both ? [{ round, index, flow }] : [];
  });
}
