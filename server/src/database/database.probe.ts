import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';

/** Whoever asks how things are wants to know now. */
const ANSWER_MS = 1_500;

/** Asks the database how it is. */
@Injectable()
export class DatabaseProbe {
  private migrated = false;

  constructor(@InjectDataSource() private readonly source: DataSource) {}

  async answers(): Promise<boolean> {
    return this.holds(async () => {
      await this.source.query('SELECT 1');
      return true;
    });
  }

  /** Whether all tables are as this version of the server needs them. */
  async isMigrated(): Promise<boolean> {
    this.migrated ||= await this.holds(async () => !(await this.source.showMigrations()));
    return this.migrated;
  }

  private holds(ask: () => Promise<boolean>): Promise<boolean> {
    const answer = ask().catch(() => false);
    return Promise.race([answer, sleep(ANSWER_MS, false, { ref: false })]);
  }
}
