import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Vignettes as they were rated, with the references of that day; everything else is worked out from them. */
export class Calibration1764000008000 implements MigrationInterface {
  name = 'Calibration1764000008000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE vignette_rating (
        -- Made by the client: the same rating sent again is the same row.
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
        track text NOT NULL,
        attempt smallint NOT NULL CHECK (attempt IN (1, 2)),
        vignette text NOT NULL,
        version int NOT NULL,
        -- [{competency, score, reference}]
        scores jsonb NOT NULL,
        rated_at timestamptz NOT NULL,
        UNIQUE (account_id, vignette)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE vignette_rating');
  }
}
