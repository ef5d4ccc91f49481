import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sheets and drafts, when a room's sheets were revealed and compiled, and the tables compiled from them. */
export class Ratings1764000004000 implements MigrationInterface {
  name = 'Ratings1764000004000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE sheet (
        id uuid PRIMARY KEY,
        room_id uuid NOT NULL REFERENCES room (id) ON DELETE CASCADE,
        round smallint NOT NULL CHECK (round IN (1, 2)),
        kind text NOT NULL CHECK (kind IN ('self', 'peer', 'interviewer')),
        author_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
        about_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
        content jsonb NOT NULL,
        submitted_at timestamptz NOT NULL,
        UNIQUE (room_id, round, kind)
      );
      CREATE INDEX sheet_about ON sheet (about_id, submitted_at);

      CREATE TABLE sheet_draft (
        room_id uuid NOT NULL REFERENCES room (id) ON DELETE CASCADE,
        round smallint NOT NULL,
        kind text NOT NULL,
        content jsonb NOT NULL,
        saved_at timestamptz NOT NULL,
        PRIMARY KEY (room_id, round, kind)
      );

      CREATE TABLE room_rating (
        room_id uuid PRIMARY KEY REFERENCES room (id) ON DELETE CASCADE,
        counts boolean NOT NULL,
        -- When to look again whether the sheets may be opened.
        check_at timestamptz NOT NULL,
        revealed_at timestamptz,
        compiled_at timestamptz
      );
      CREATE INDEX room_rating_sealed ON room_rating (check_at) WHERE revealed_at IS NULL;
      CREATE INDEX room_rating_uncompiled ON room_rating (revealed_at) WHERE revealed_at IS NOT NULL AND compiled_at IS NULL;

      CREATE TABLE feedback_mark (
        room_id uuid NOT NULL REFERENCES room (id) ON DELETE CASCADE,
        account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
        item text NOT NULL,
        useful boolean NOT NULL,
        PRIMARY KEY (room_id, account_id, item)
      );

      CREATE TABLE round_coverage (
        room_id uuid NOT NULL REFERENCES room (id) ON DELETE CASCADE,
        round smallint NOT NULL,
        account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
        competency text NOT NULL,
        unprompted int NOT NULL,
        after_card int NOT NULL,
        missed int NOT NULL,
        not_reached int NOT NULL,
        PRIMARY KEY (room_id, round, competency)
      );
      CREATE INDEX round_coverage_account ON round_coverage (account_id);

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

      CREATE TABLE progress_summary (
        account_id uuid PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
        compiled_at timestamptz NOT NULL,
        sessions int NOT NULL,
        partners int NOT NULL,
        as_interviewer jsonb NOT NULL,
        drill jsonb
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP TABLE progress_summary, competency_estimate, history_point, round_coverage, feedback_mark, room_rating,
                  sheet_draft, sheet`,
    );
  }
}
