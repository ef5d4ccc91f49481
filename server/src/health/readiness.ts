import { Injectable } from '@nestjs/common';
import { DatabaseProbe } from '../database/database.probe.js';

/** What a load balancer needs to know. */
export interface Condition {
  ready: boolean;
  database: boolean;
  migrated: boolean;
  shuttingDown: boolean;
}

/** Whether this process should be given work. */
@Injectable()
export class Readiness {
  private shuttingDown = false;

  constructor(private readonly database: DatabaseProbe) {}

  /** From now on not ready: called first when the process is told to end. */
  beginShutdown(): void {
    this.shuttingDown = true;
  }

  isShuttingDown(): boolean {
    return this.shuttingDown;
  }

  async condition(): Promise<Condition> {
    const database = await this.database.answers();
    const migrated = database && (await this.database.isMigrated());
    const { shuttingDown } = this;
    return { ready: database && migrated && !shuttingDown, database, migrated, shuttingDown };
  }
}
