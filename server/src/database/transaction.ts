import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, QueryFailedError, type EntityManager } from 'typeorm';
import { codeOf } from '../config/error.code.js';
import { LOG, type Log } from '../config/log.js';

const DEADLOCK = '40P01';
const ATTEMPTS = 4;

/** What work inside a transaction is given. */
export interface Tx {
  manager: EntityManager;
  /**
   * Have something done once the transaction is durable, in the order given. Effects must be repeatable, and what must
   * not be lost is found again by a sweep: an effect that fails is logged and never undoes what was committed.
   */
  afterCommit(effect: Effect): void;
}

type Effect = () => void | Promise<void>;

/**
 * The one way to write: all of it or nothing, and effects on the outside world only after the commit. Where two
 * transactions wait for each other, Postgres ends one of them; that one is begun anew, so work leaves nothing behind but
 * what it writes.
 */
@Injectable()
export class Transaction {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    @Inject(LOG) private readonly log: Log,
  ) {}

  async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const { result, effects } = await this.committed(work);
    for (const effect of effects) {
      try {
        await effect();
      } catch (error) {
        this.log.error({ err: error }, 'an effect after commit failed');
      }
    }
    return result;
  }

  private async committed<T>(work: (tx: Tx) => Promise<T>, attempt = 1): Promise<{ result: T; effects: Effect[] }> {
    const effects: Effect[] = [];
    try {
      const result = await this.source.transaction((manager) =>
        work({ manager, afterCommit: (effect) => effects.push(effect) }),
      );
      return { result, effects };
    } catch (error) {
      if (attempt === ATTEMPTS || !isDeadlock(error)) throw error;
      this.log.warn({ err: error, attempt }, 'a transaction was ended by a deadlock and is begun anew');
      return this.committed(work, attempt + 1);
    }
  }
}

function isDeadlock(error: unknown): boolean {
  return error instanceof QueryFailedError && codeOf(error.driverError) === DEADLOCK;
}
