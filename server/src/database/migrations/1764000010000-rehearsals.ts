import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which round of a room was a rehearsal: what was rated of it counts for nobody, whatever counts of the other round. */
export class Rehearsals1764000010000 implements MigrationInterface {
  name = 'Rehearsals1764000010000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE room_rating ADD COLUMN rehearsed smallint CHECK (rehearsed IN (1, 2))');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE room_rating DROP COLUMN rehearsed');
  }
}
