import { Injectable } from '@nestjs/common';
import type { Profile } from '#shared/contract/account.js';
import { licences, seenFlows } from '#shared/flow/knowledge.js';
import type { SignedIn } from '../accounts/signed-in.js';
import { KnowledgeService } from '../library/knowledge.service.js';
import { MatchStore } from './match.store.js';
import type { TicketFacts } from './ticket.store.js';

/** What pairing needs to know of somebody, gathered as they queue. */
@Injectable()
export class FactsGatherer {
  constructor(
    private readonly matches: MatchStore,
    private readonly knowledge: KnowledgeService,
  ) {}

  async of({ accountId, bot, displayName }: SignedIn, profile: Profile): Promise<TicketFacts> {
    const known = await this.knowledge.of(accountId);
    return {
      bot,
      displayName,
      level: profile.level,
      languages: profile.languages,
      goals: profile.goals,
      seenFlows: seenFlows(known),
      licences: licences(known),
      recentPartners: await this.matches.recentPartners(accountId),
    };
  }
}
