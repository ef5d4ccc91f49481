import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people set out to get better at, what was suggested to them, and their sessions as they are listed. */
export class DrillsAndSessions1764000013000 implements MigrationInterface {
  name = 'DrillsAndSessions1764000013000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE goal (
        account_id uuid PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
        competency text NOT NULL,
        since timestamptz NOT NULL,
        -- The estimate of then, where one was shown.
        before_score double precision,
        before_se double precision
      );

      CREATE TABLE drill (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
        competency text NOT NULL,
        reason text NOT NULL,
        flow_id text,
        since timestamptz NOT NULL,
        from_at timestamptz NOT NULL,
        until_at timestamptz NOT NULL,
        before_score double precision,
        before_se double precision,
        ended_at timestamptz,
        after_score double precision,
        after_se double precision,
        sheets int NOT NULL DEFAULT 0
      );
      CREATE UNIQUE INDEX drill_open ON drill (account_id) WHERE ended_at IS NULL;
      CREATE INDEX drill_ended ON drill (account_id, since) WHERE ended_at IS NOT NULL;

      -- NULL: the numbers have changed since a drill was last thought about.
      ALTER TABLE progress_summary ADD COLUMN drill_at timestamptz;
      CREATE INDEX progress_summary_undrilled ON progress_summary (compiled_at) WHERE drill_at IS NULL;

      CREATE TABLE session_report (
        account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
        room_id uuid NOT NULL REFERENCES room (id) ON DELETE CASCADE,
        -- Whole milliseconds, as a cursor has them.
        at timestamptz NOT NULL,
        track text NOT NULL,
        level text NOT NULL,
        length text NOT NULL,
        partner_id uuid NOT NULL,
        outcome text NOT NULL,
        revealed boolean NOT NULL,
        counts boolean NOT NULL,
        disputed boolean NOT NULL,
        mean double precision,
        PRIMARY KEY (account_id, at, room_id)
      );
      CREATE INDEX session_report_room ON session_report (room_id);

      -- Whether the room is closed and compiled, and stands in session_report as it will stay.
      ALTER TABLE room_peer ADD COLUMN reported boolean NOT NULL DEFAULT false;
      CREATE INDEX room_peer_unreported ON room_peer (account_id) WHERE NOT reported;
      CREATE INDEX room_peer_to_report ON room_peer (room_id) WHERE NOT reported AND NOT open;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX room_peer_to_report, room_peer_unreported;
      ALTER TABLE room_peer DROP COLUMN reported;
      ALTER TABLE progress_summary DROP COLUMN drill_at;
      DROP TABLE session_report, drill, goal;
    `);
  }
}
