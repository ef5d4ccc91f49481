import { Injectable } from '@nestjs/common';
import type { Brief, CheckResult, LibraryEntry, LibraryFlow } from '#shared/contract/library.js';
import type { Flow, FlowScript } from '#shared/flow/flow.schema.js';
import { knowledgeOf, type FlowKnowledge } from '#shared/flow/knowledge.js';
import { stepsOf } from '#shared/flow/steps.js';
import { FlowLibrary } from '../flows/flow.library.js';
import { Refused } from '../http/refused.js';
import { KnowledgeService } from './knowledge.service.js';
import { SessionGateService } from './session-gate.service.js';

/** The flows as a person may look at them: what there is for all, its brief for who asks, its script for who earned it. */
@Injectable()
export class LibraryService {
  constructor(
    private readonly flows: FlowLibrary,
    private readonly knowledge: KnowledgeService,
    private readonly gate: SessionGateService,
  ) {}

  async list(account: string): Promise<LibraryEntry[]> {
    await this.flows.refresh();
    const known = await this.knowledge.of(account);
    return this.flows.list().map((flow) => entryOf(flow, knowledgeOf(flow, known)));
  }

  async read(account: string, id: string): Promise<LibraryFlow> {
    const flow = await this.find(id);
    const count = (kind: Flow['cards'][number]['kind']) => flow.cards.filter((card) => card.kind === kind).length;
    return {
      ...entryOf(flow, await this.knowledge.ofFlow(account, flow)),
      cards: { followUps: count('follow-up'), twists: count('twist'), hints: count('hint') },
      facts: flow.facts.length,
    };
  }

  async openBrief(account: string, id: string): Promise<Brief> {
    const flow = await this.find(id);
    await this.gate.refuseDuringSession(account);
    await this.knowledge.openBrief(account, flow);
    // A room that opened in this instant has chosen its flows without knowing of it.
    await this.gate.refuseDuringSession(account);
    return this.brief(account, flow);
  }

  async readBrief(account: string, id: string): Promise<Brief> {
    const flow = await this.find(id);
    await this.gate.refuseDuringSession(account);
    await this.refuseUnopened(account, flow);
    return this.brief(account, flow);
  }

  async passCheck(account: string, id: string, version: number, answers: readonly number[]): Promise<CheckResult> {
    const flow = await this.find(id);
    await this.gate.refuseDuringSession(account);
    if (version !== flow.version) {
      throw new Refused('CONFLICT', 'There is a newer version of this flow. Read its brief, and answer its check.');
    }
    await this.refuseUnopened(account, flow);
    return this.knowledge.pass(account, flow, answers);
  }

  async script(account: string, id: string): Promise<FlowScript> {
    const flow = await this.find(id);
    await this.gate.refuseDuringSession(account);
    const { earned } = await this.knowledge.ofFlow(account, flow);
    if (!earned) {
      throw new Refused(
        'NOT_EARNED',
        'This script opens once you have taken the flow as candidate, have interviewed with it, or have passed its check.',
      );
    }
    const { checks: _, ...script } = flow;
    return script;
  }

  /** As it may be put to somebody today: the latest version, or the one that is shared. */
  private async find(id: string): Promise<Flow> {
    await this.flows.refresh();
    const flow = this.flows.list().find((each) => each.id === id);
    if (!flow) throw new Refused('NOT_FOUND', 'There is no such flow.');
    return flow;
  }

  private async brief(account: string, flow: Flow): Promise<Brief> {
    return { version: flow.version, brief: flow.brief, check: await this.knowledge.paper(account, flow) };
  }

  private async refuseUnopened(account: string, flow: Flow): Promise<void> {
    if (await this.knowledge.hasOpenedBrief(account, flow)) return;
    throw new Refused('BRIEF_NOT_OPENED', 'Open the brief of this flow first: its check is about what stands there.');
  }
}

function entryOf(flow: Flow, knowledge: FlowKnowledge): LibraryEntry {
  const { id, version, track, levels, title, industry, summary, exercises } = flow;
  const steps = { full: stepsOf(flow, 'full').length, short: stepsOf(flow, 'short').length };
  return { id, version, track, levels, title, industry, summary, exercises, steps, knowledge };
}
