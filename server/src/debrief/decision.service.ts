import { Injectable } from '@nestjs/common';
import type { SignedIn } from '../accounts/signed-in.js';
import { AuditService } from '../audit/audit.service.js';
import { Transaction } from '../database/transaction.js';
import { Refused } from '../http/refused.js';
import { CountingService } from '../ratings/counting.service.js';
import { DisputeStore, type DisputeRow } from './dispute.store.js';
import { FollowUpEffects } from './follow-up.effects.js';
import { noSuchDispute, satThere } from './staff-dispute.service.js';

export interface Decision {
  decision: 'kept-out' | 'counts-again';
  note: string;
}

const ACTIONS = { 'kept-out': 'dispute-kept-out', 'counts-again': 'dispute-counted-again' } as const;

/** Staff decide whether a disputed sheet counts. It is final, and who disputed reads the note. */
@Injectable()
export class DecisionService {
  constructor(
    private readonly store: DisputeStore,
    private readonly counting: CountingService,
    private readonly audit: AuditService,
    private readonly transaction: Transaction,
    private readonly effects: FollowUpEffects,
  ) {}

  async decide(who: SignedIn, id: string, { decision, note }: Decision): Promise<void> {
    const dispute = await this.store.byId(id);
    if (!dispute) throw noSuchDispute();
    if (satThere(dispute, who)) {
      throw new Refused('FORBIDDEN', 'You sat in that room: somebody else has to decide this.');
    }
    if (isSettled(dispute, who, { decision, note })) return;
    await this.transaction.run(async (tx) => {
      const settled = { by: who.accountId, note, now: new Date() };
      if (!(await this.store.settle(tx.manager, id, decision, settled))) {
        const now = await this.store.byId(id);
        if (now && isSettled(now, who, { decision, note })) return;
        throw noSuchDispute();
      }
      if (decision === 'kept-out') await this.counting.exclude(tx, dispute.sheet);
      else await this.counting.restore(tx, dispute.sheet);
      await this.audit.decided(tx, who, ACTIONS[decision], { subject: id, note });
      tx.afterCommit(() => this.effects.changed(dispute.room, [dispute.by.id, dispute.author.id]));
    });
  }
}

/** Whether this very decision was taken before; refuses where another was, or where the dispute was taken back. */
function isSettled({ state, decider, note: said }: DisputeRow, who: SignedIn, { decision, note }: Decision): boolean {
  if (state === 'undecided') return false;
  if (state === decision && decider?.id === who.accountId && said === note) return true;
  if (state === 'withdrawn') throw new Refused('CONFLICT', 'This dispute was taken back: there is nothing to decide.');
  throw new Refused('ALREADY_DECIDED', 'This was decided already, and a decision is final.');
}
