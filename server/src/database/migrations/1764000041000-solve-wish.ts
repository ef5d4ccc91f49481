import type { MigrationInterface, QueryRunner } from 'typeorm';

/** That staff want everything solved anew is kept until it is: a job of it may not be taken, or be lost. */
export class SolveWish1764000041000 implements MigrationInterface {
  name = 'SolveWish1764000041000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE rating_state ADD COLUMN wished boolean NOT NULL DEFAULT false');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE rating_state DROP COLUMN wished');
  }
}
