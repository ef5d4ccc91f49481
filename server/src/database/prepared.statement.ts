import type { ClientBase } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';

/**
 * A statement that runs so often that planning it anew each time would cost more than running it: every connection
 * plans it once. A pooler in between has to know prepared statements, as PgBouncer does from 1.21 on.
 */
export class PreparedStatement {
  constructor(
    /** Unique among all statements of this server. */
    private readonly name: string,
    private readonly text: string,
  ) {}

  /** In a transaction of its own. */
  async run(source: DataSource, values: unknown[]): Promise<unknown[]> {
    const runner = source.createQueryRunner();
    try {
      return await this.send(await runner.connect(), values);
    } finally {
      await runner.release();
    }
  }

  /** As part of a transaction. */
  async runIn({ queryRunner }: EntityManager, values: unknown[]): Promise<unknown[]> {
    if (!queryRunner) throw new Error('Outside of a transaction.');
    return this.send(await queryRunner.connect(), values);
  }

  private async send(client: ClientBase, values: unknown[]): Promise<unknown[]> {
    return (await client.query({ name: this.name, text: this.text, values })).rows;
  }
}
