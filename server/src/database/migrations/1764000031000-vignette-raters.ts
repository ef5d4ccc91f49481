import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What somebody has rated is found by them again: the indexes that are left each cover a part of it alone. */
export class VignetteRaters1764000031000 implements MigrationInterface {
  name = 'VignetteRaters1764000031000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX vignette_rating_account ON vignette_rating (account_id, rated_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX vignette_rating_account');
  }
}
