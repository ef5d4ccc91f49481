import { Injectable } from '@nestjs/common';
import type { CheckPaper, CheckResult } from '#shared/contract/library.js';
import type { RoundNumber } from '#shared/room/state.js';
import { RoundFlowService } from '../rooms/round.flow.service.js';
import { KnowledgeService } from './knowledge.service.js';

/** The check where one needs it: for who interviews in a round, on the version that the room has. */
@Injectable()
export class RoomCheckService {
  constructor(
    private readonly flows: RoundFlowService,
    private readonly knowledge: KnowledgeService,
  ) {}

  async read(
    room: string,
    round: RoundNumber,
    account: string,
  ): Promise<{ licensedAt: number | null; mayInterview: boolean; check: CheckPaper }> {
    const flow = await this.flows.ofInterviewer(room, round, account);
    const { licensedAt, mayInterview } = await this.knowledge.ofFlow(account, flow);
    return { licensedAt, mayInterview, check: await this.knowledge.paper(account, flow) };
  }

  async pass(room: string, round: RoundNumber, account: string, answers: readonly number[]): Promise<CheckResult> {
    return this.knowledge.pass(account, await this.flows.ofInterviewer(room, round, account), answers);
  }
}
