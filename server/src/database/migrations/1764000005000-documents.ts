import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The shared documents of rooms. */
export class Documents1764000005000 implements MigrationInterface {
  name = 'Documents1764000005000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE document (
        room_id uuid NOT NULL REFERENCES room (id) ON DELETE CASCADE,
        name text NOT NULL,
        state bytea NOT NULL,
        version integer NOT NULL,
        updated_at timestamptz NOT NULL,
        PRIMARY KEY (room_id, name)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE document');
  }
}
