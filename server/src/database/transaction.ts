import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { LOG, type Log } from '../config/log.js';

/** What work inside a transaction is given. */
export interface Tx {
  manager: EntityManager;
  /**
   * Have something done once the transaction is durable, in the order given. Effects must be repeatable, and what must
   * not be lost is found again by a sweep: an effect that fails is logged and never undoes what was committed.
   */
  afterCommit(effect: () => void | Promise<void>): void;
}

/** The one way to write: all of it or nothing, and effects on the outside world only after the commit. */
@Injectable()
export class Transaction {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    @Inject(LOG) private readonly log: Log,
  ) {}

  async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const effects: (() => void | Promise<void>)[] = [];
    const result = await this.source.transaction((manager) =>
      work({ manager, afterCommit: (effect) => effects.push(effect) }),
    );
    for (const effect of effects) {
      try {
        await effect();
      } catch (error) {
        this.log.error({ err: error }, 'an effect after commit failed');
      }
    }
    return result;
  }
}
