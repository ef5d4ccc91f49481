import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { QueueStatus, TicketRequest } from '#shared/contract/queue.js';
import { TRACK_NAMES } from '#shared/interview/track.js';
import type { SignedIn } from '../accounts/signed-in.js';
import type { Tx } from '../database/transaction.js';
import { FlowLibrary } from '../flows/flow.library.js';
import { Refused } from '../http/refused.js';
import { JobQueue } from '../jobs/job.queue.js';
import { FactsGatherer } from './facts.gatherer.js';
import { MatchService } from './match.service.js';
import { QueueStatusService } from './queue-status.service.js';
import { TicketStore } from './ticket.store.js';

/** A track needs one flow a round. */
const LEAST_FLOWS = 2;

@Injectable()
export class MatchmakingService {
  constructor(
    private readonly tickets: TicketStore,
    private readonly matches: MatchService,
    private readonly facts: FactsGatherer,
    private readonly status: QueueStatusService,
    private readonly flows: FlowLibrary,
    private readonly jobs: JobQueue,
  ) {}

  async enqueue(who: SignedIn, request: TicketRequest): Promise<QueueStatus> {
    if (!who.profile)
      throw new Refused('CONFLICT', 'Say first which level and language you practise in, at /onboarding.');
    const current = await this.status.of(who.accountId);
    if (current.state === 'in-room') {
      throw new Refused('IN_A_ROOM', 'You are in a room already; go back to it, or leave it first.');
    }
    await this.flows.refresh();
    for (const track of request.tracks) {
      if (this.flows.list().filter((flow) => flow.track === track).length < LEAST_FLOWS) {
        throw new Refused('CONFLICT', `${TRACK_NAMES[track]} cannot be practised yet: it needs at least two flows.`);
      }
    }
    const taken = await this.tickets.insert({
      id: randomUUID(),
      account: who.accountId,
      request,
      facts: await this.facts.of(who, who.profile),
      now: new Date(),
    });
    if (!taken) throw new Refused('ALREADY_QUEUED', 'You are in the queue already; give that ticket back first.');
    await this.jobs.add({ name: 'match' }, { id: `match-${randomUUID()}` });
    return this.status.of(who.accountId);
  }

  async dequeue(account: string): Promise<void> {
    await this.tickets.cancelWaiting(account, new Date());
  }

  /** Leave the queue whatever the place in it: a match that is offered is declined. */
  async withdraw(account: string): Promise<void> {
    await this.dequeue(account);
    const status = await this.status.of(account);
    if (status.state !== 'proposed') return;
    try {
      await this.matches.answer(status.proposal.match, account, false);
    } catch (error) {
      if (!(error instanceof Refused && error.code === 'MATCH_OVER')) throw error;
    }
  }

  /** No match can be made for somebody until the transaction ends. Refused while one is offered to them. */
  async hold(tx: Tx, account: string): Promise<void> {
    if ((await this.tickets.lockLive(tx.manager, account)) !== 'proposed') return;
    throw new Refused(
      'CONFLICT',
      'A match has just been found for you. Decline it, or wait half a minute, and try again.',
    );
  }

  /** One's own place; asking for it keeps the ticket alive. */
  async watch(account: string): Promise<QueueStatus> {
    const status = await this.status.of(account);
    if (status.state === 'waiting') await this.tickets.heartbeat(status.ticket, new Date());
    return status;
  }
}
