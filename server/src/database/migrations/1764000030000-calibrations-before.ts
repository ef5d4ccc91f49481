import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who rated vignettes before there was a ledger comes into it too, and not only with the next vignette. */
export class CalibrationsBefore1764000030000 implements MigrationInterface {
  name = 'CalibrationsBefore1764000030000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      INSERT INTO rater_calibration (account_id, errors)
      SELECT v.account_id, array_agg(compared.error ORDER BY v.rated_at, v.id)
      FROM vignette_rating v
      CROSS JOIN LATERAL (
        SELECT avg((s->>'reference')::float8 - (s->>'score')::float8) AS error FROM jsonb_array_elements(v.scores) AS s
      ) AS compared
      WHERE NOT EXISTS (SELECT 1 FROM rater_calibration c WHERE c.account_id = v.account_id)
      GROUP BY v.account_id;
    `);
  }

  /** What has come in is part of batches, and stays. */
  async down(): Promise<void> {}
}
