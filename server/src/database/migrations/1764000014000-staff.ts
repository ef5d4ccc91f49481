import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Jobs that failed for the last time, what came of a debrief after its sheets were opened, and what staff did. */
export class Staff1764000014000 implements MigrationInterface {
  name = 'Staff1764000014000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE job_failure (
        id uuid PRIMARY KEY,
        -- The same for all tries at the same thing.
        about text NOT NULL,
        name text NOT NULL,
        payload jsonb NOT NULL,
        attempts int NOT NULL,
        error text NOT NULL,
        first_failed_at timestamptz NOT NULL,
        last_failed_at timestamptz NOT NULL,
        state text NOT NULL DEFAULT 'dead' CHECK (state IN ('dead', 'replayed', 'dismissed')),
        settled_at timestamptz,
        CHECK ((state = 'dead') = (settled_at IS NULL))
      );
      CREATE UNIQUE INDEX job_failure_dead ON job_failure (about) WHERE state = 'dead';
      CREATE INDEX job_failure_newest ON job_failure (first_failed_at, id) WHERE state = 'dead';
      CREATE INDEX job_failure_settled ON job_failure (settled_at) WHERE settled_at IS NOT NULL;

      CREATE TABLE dispute (
        id uuid PRIMARY KEY,
        sheet_id uuid NOT NULL REFERENCES sheet (id) ON DELETE CASCADE,
        by_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
        reason text NOT NULL,
        text text NOT NULL,
        opened_at timestamptz NOT NULL,
        state text NOT NULL DEFAULT 'undecided'
          CHECK (state IN ('undecided', 'withdrawn', 'kept-out', 'counts-again')),
        settled_at timestamptz,
        decided_by uuid REFERENCES account (id) ON DELETE SET NULL,
        note text,
        CHECK ((state = 'undecided') = (settled_at IS NULL))
      );
      CREATE UNIQUE INDEX dispute_standing ON dispute (sheet_id) WHERE state <> 'withdrawn';
      CREATE INDEX dispute_sheet ON dispute (sheet_id);
      CREATE INDEX dispute_by ON dispute (by_id);
      CREATE INDEX dispute_undecided ON dispute (opened_at, id) WHERE state = 'undecided';
      CREATE INDEX dispute_settled ON dispute (opened_at, id) WHERE state <> 'undecided';

      -- All that a corrected sheet has said; of one that was not corrected there is nothing here.
      CREATE TABLE sheet_version (
        sheet_id uuid NOT NULL REFERENCES sheet (id) ON DELETE CASCADE,
        version int NOT NULL,
        content jsonb NOT NULL,
        written_at timestamptz NOT NULL,
        -- The id that it was sent under.
        command_id uuid NOT NULL UNIQUE,
        PRIMARY KEY (sheet_id, version)
      );

      -- Thanks that were said when the room was closed already.
      CREATE TABLE room_thanks (
        room_id uuid NOT NULL REFERENCES room (id) ON DELETE CASCADE,
        account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
        at timestamptz NOT NULL,
        PRIMARY KEY (room_id, account_id)
      );

      -- That staff have looked at what stands out, and at which of its signs.
      CREATE TABLE flag_look (
        flag text PRIMARY KEY,
        signs text[] NOT NULL,
        note text NOT NULL,
        at timestamptz NOT NULL,
        account_id uuid REFERENCES account (id) ON DELETE SET NULL
      );
      CREATE INDEX rating_rater_flagged ON rating_rater (epoch) WHERE flags <> '[]';

      CREATE TABLE staff_audit (
        id uuid PRIMARY KEY,
        at timestamptz NOT NULL,
        -- What was done stays when its doer is gone.
        account_id uuid REFERENCES account (id) ON DELETE SET NULL,
        action text NOT NULL,
        subject text,
        note text NOT NULL
      );
      CREATE INDEX staff_audit_newest ON staff_audit (at, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP INDEX rating_rater_flagged; DROP TABLE staff_audit, flag_look, room_thanks, sheet_version, dispute, job_failure',
    );
  }
}
