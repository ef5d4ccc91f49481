import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Vignettes that are rated again after the sets: of no set, but of a cycle of ten interviews. */
export class Recheck1764000018000 implements MigrationInterface {
  name = 'Recheck1764000018000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE vignette_rating
        ALTER COLUMN attempt DROP NOT NULL,
        ADD COLUMN cycle int,
        ADD CONSTRAINT vignette_rating_of CHECK ((attempt IS NULL) <> (cycle IS NULL)),
        DROP CONSTRAINT vignette_rating_account_id_vignette_key;
      CREATE UNIQUE INDEX vignette_rating_once ON vignette_rating (account_id, vignette) WHERE cycle IS NULL;
      CREATE UNIQUE INDEX vignette_rating_recheck ON vignette_rating (account_id, cycle, vignette)
        WHERE cycle IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX vignette_rating_recheck;
      DROP INDEX vignette_rating_once;
      DELETE FROM vignette_rating WHERE cycle IS NOT NULL;
      ALTER TABLE vignette_rating
        DROP CONSTRAINT vignette_rating_of,
        DROP COLUMN cycle,
        ALTER COLUMN attempt SET NOT NULL,
        ADD CONSTRAINT vignette_rating_account_id_vignette_key UNIQUE (account_id, vignette);
    `);
  }
}
