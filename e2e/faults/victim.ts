import { readFile } from 'node:fs/promises';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startSystem, type System } from '../support/run-system.mjs';

const ENV = { RATE_LIMIT_FACTOR: '10000', LOG_LEVEL: 'warn' };

/** The one-box system on data that outlive it: to be killed and started again. */
export class Victim {
  private constructor(
    private system: System,
    private readonly folder: string,
    private readonly port: number,
  ) {}

  static async start(): Promise<Victim> {
    const folder = mkdtempSync(join(tmpdir(), 'turnabout-faults-'));
    // The database's own user has to be able to pass through.
    chmodSync(folder, 0o755);
    const system = await startSystem({ data: folder, env: ENV });
    return new Victim(system, folder, Number(new URL(system.url).port));
  }

  get url(): string {
    return this.system.url;
  }

  /** SIGKILL: nothing is said, nothing is tidied. Then the same again on the same data. */
  async killAndRestart(): Promise<void> {
    await this.system.stop('SIGKILL');
    this.system = await startSystem({ data: this.folder, port: this.port, env: ENV });
  }

  /** Immediate shutdown of Postgres, as after a crash; the system brings it up again by itself. */
  async stopDatabase(): Promise<void> {
    const [pid] = (await readFile(join(this.folder, 'data/postgres/postmaster.pid'), 'utf8')).split('\n');
    process.kill(Number(pid), 'SIGQUIT');
    await this.untilReady();
  }

  async untilReady(): Promise<void> {
    for (let tries = 0; tries < 600; tries += 1) {
      const answer = await fetch(`${this.url}/health/ready`).catch(() => null);
      if (answer?.ok) return;
      await sleep(100);
    }
    throw new Error('The system did not become ready again within a minute.');
  }

  async end(): Promise<void> {
    await this.system.stop();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
