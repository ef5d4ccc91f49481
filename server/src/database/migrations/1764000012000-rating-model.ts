import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The ledger that the rating model stands on, its batches and epochs, and what the model says. What was compiled by
 * itself for each person goes; every revealed room is compiled anew by the sweep.
 */
export class RatingModel1764000012000 implements MigrationInterface {
  name = 'RatingModel1764000012000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE sheet
        ADD COLUMN version int NOT NULL DEFAULT 1,
        -- Kept and shown, but out of the numbers.
        ADD COLUMN excluded_at timestamptz;

      -- What of a room's log its ratings need: who rated whom on which flow, and when the interview was over.
      CREATE TABLE held_round (
        room_id uuid NOT NULL REFERENCES room (id) ON DELETE CASCADE,
        round smallint NOT NULL CHECK (round IN (1, 2)),
        track text NOT NULL,
        flow_id text NOT NULL,
        flow_version int NOT NULL,
        candidate_level text NOT NULL,
        interviewer_level text NOT NULL,
        ended_at timestamptz NOT NULL,
        PRIMARY KEY (room_id, round)
      );

      -- No reference to the sheet: one that is gone stays until the model has let go of it.
      CREATE TABLE counted_sheet (
        sheet_id uuid NOT NULL,
        version int NOT NULL,
        role text NOT NULL CHECK (role IN ('candidate', 'interviewer')),
        candidate_id uuid NOT NULL,
        rater_id uuid NOT NULL,
        flow_id text NOT NULL,
        track text NOT NULL,
        level text NOT NULL,
        room_id uuid NOT NULL,
        round smallint NOT NULL,
        at timestamptz NOT NULL,
        scores jsonb NOT NULL,
        -- NULL: waiting for the next batch.
        added_batch int,
        removing boolean NOT NULL DEFAULT false,
        removed_batch int,
        PRIMARY KEY (sheet_id, version)
      );
      CREATE UNIQUE INDEX counted_sheet_live ON counted_sheet (sheet_id) WHERE NOT removing;
      CREATE INDEX counted_sheet_entering ON counted_sheet (sheet_id) WHERE added_batch IS NULL;
      CREATE INDEX counted_sheet_leaving ON counted_sheet (sheet_id) WHERE removing AND removed_batch IS NULL;
      CREATE INDEX counted_sheet_added ON counted_sheet (added_batch);
      CREATE INDEX counted_sheet_removed ON counted_sheet (removed_batch) WHERE removed_batch IS NOT NULL;
      CREATE INDEX counted_sheet_candidate ON counted_sheet (candidate_id);
      CREATE INDEX counted_sheet_rater ON counted_sheet (rater_id);
      CREATE INDEX counted_sheet_room ON counted_sheet (room_id);

      CREATE TABLE rater_calibration (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        account_id uuid NOT NULL,
        -- Reference minus score of every vignette that the account had rated by then.
        errors double precision[] NOT NULL,
        batch int
      );
      CREATE INDEX rater_calibration_waiting ON rater_calibration (id) WHERE batch IS NULL;
      CREATE INDEX rater_calibration_batch ON rater_calibration (batch);
      CREATE INDEX rater_calibration_account ON rater_calibration (account_id);

      CREATE TABLE rating_epoch (
        id int PRIMARY KEY,
        batch int NOT NULL,
        reason text NOT NULL,
        state text NOT NULL CHECK (state IN ('running', 'current', 'past', 'failed')),
        started_at timestamptz NOT NULL,
        finished_at timestamptz,
        sheets int NOT NULL DEFAULT 0,
        sweeps int NOT NULL DEFAULT 0,
        last_change double precision NOT NULL DEFAULT 0,
        done int NOT NULL DEFAULT 0,
        total int NOT NULL DEFAULT 0,
        platform jsonb
      );
      CREATE TABLE rating_state (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        epoch int NOT NULL REFERENCES rating_epoch (id),
        batch int NOT NULL,
        written int NOT NULL,
        -- The ledger was made anew: no batch is applied before the next full solve.
        unsolved boolean NOT NULL DEFAULT false
      );
      INSERT INTO rating_epoch (id, batch, reason, state, started_at, finished_at)
        VALUES (0, 0, 'empty', 'current', now(), now());
      INSERT INTO rating_state (epoch, batch, written) VALUES (0, 0, 0);

      CREATE TABLE rating_candidate (
        epoch int NOT NULL,
        role text NOT NULL,
        account_id uuid NOT NULL,
        shown text NOT NULL,
        score double precision NOT NULL,
        se double precision NOT NULL,
        sheets int NOT NULL,
        raters int NOT NULL,
        level text NOT NULL,
        bands jsonb NOT NULL,
        percentiles jsonb NOT NULL,
        explain jsonb NOT NULL,
        competencies jsonb NOT NULL,
        by_track jsonb NOT NULL,
        by_level jsonb NOT NULL,
        raters_like jsonb NOT NULL,
        PRIMARY KEY (epoch, role, account_id)
      );

      CREATE TABLE rating_point (
        epoch int NOT NULL,
        role text NOT NULL,
        account_id uuid NOT NULL,
        at timestamptz NOT NULL,
        sheet_id uuid NOT NULL,
        room_id uuid NOT NULL,
        round smallint NOT NULL,
        track text NOT NULL,
        level text NOT NULL,
        raw double precision NOT NULL,
        score double precision NOT NULL,
        se double precision NOT NULL,
        scores jsonb NOT NULL,
        PRIMARY KEY (epoch, role, account_id, at, sheet_id)
      );

      CREATE TABLE rating_rater (
        epoch int NOT NULL,
        account_id uuid NOT NULL,
        severity double precision NOT NULL,
        se double precision NOT NULL,
        sheets int NOT NULL,
        vignettes int NOT NULL,
        consistency double precision,
        fit double precision,
        spread double precision,
        flags jsonb NOT NULL,
        PRIMARY KEY (epoch, account_id)
      );

      CREATE TABLE rating_pair (
        epoch int NOT NULL,
        a uuid NOT NULL,
        b uuid NOT NULL,
        effect double precision NOT NULL,
        sheets int NOT NULL,
        PRIMARY KEY (epoch, a, b)
      );

      DROP TABLE competency_estimate, history_point;
      DELETE FROM progress_summary;
      ALTER TABLE progress_summary DROP COLUMN drill, ADD COLUMN signals jsonb NOT NULL, ADD COLUMN self jsonb NOT NULL;
      UPDATE room_rating SET compiled_at = NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE progress_summary ADD COLUMN drill jsonb, DROP COLUMN signals, DROP COLUMN self;
      CREATE TABLE history_point (
        account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
        competency text NOT NULL,
        sheet_id uuid NOT NULL REFERENCES sheet (id) ON DELETE CASCADE,
        room_id uuid NOT NULL,
        round smallint NOT NULL,
        at timestamptz NOT NULL,
        raw real NOT NULL,
        estimate real NOT NULL,
        se real NOT NULL,
        PRIMARY KEY (account_id, competency, sheet_id)
      );
      CREATE TABLE competency_estimate (
        account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
        competency text NOT NULL,
        sheets int NOT NULL,
        raters int NOT NULL,
        shown text NOT NULL,
        estimate real,
        se real,
        unprompted int NOT NULL,
        after_card int NOT NULL,
        missed int NOT NULL,
        self real,
        self_sheets int NOT NULL,
        gap jsonb,
        PRIMARY KEY (account_id, competency)
      );
      DROP TABLE rating_pair, rating_rater, rating_point, rating_candidate, rating_state, rating_epoch,
                 rater_calibration, counted_sheet, held_round;
      ALTER TABLE sheet DROP COLUMN version, DROP COLUMN excluded_at;
      UPDATE room_rating SET compiled_at = NULL;
    `);
  }
}
