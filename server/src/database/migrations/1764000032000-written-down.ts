import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What grows with every session is written down once a room is over, and not counted anew at each visit: which flows
 * somebody has met in their rooms, and whose feedback a mark is about.
 */
export class WrittenDown1764000032000 implements MigrationInterface {
  name = 'WrittenDown1764000032000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE flow_met (
        account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
        flow_id text NOT NULL,
        flow_version int NOT NULL,
        role text NOT NULL CHECK (role IN ('candidate', 'interviewer')),
        -- The latest of the rooms that are written down; NULL where none of their rounds got so far.
        briefed_at timestamptz,
        began_at timestamptz,
        PRIMARY KEY (account_id, flow_id, flow_version, role)
      );
      INSERT INTO flow_met
      SELECT account_id, pinned->'flow'->>'id', (pinned->'flow'->>'version')::int, role,
             max(at) FILTER (WHERE type = 'briefingStarted'),
             max(at) FILTER (
               WHERE type = 'interviewStarted' OR type = 'rehearsalStarted' AND role = 'candidate'
             )
      FROM (
        SELECT p.account_id, e.at, event->>'type' AS type, round.pinned,
               CASE WHEN round.pinned->>'candidate' = p.seat THEN 'candidate' ELSE 'interviewer' END AS role
        FROM room_peer p
        JOIN account a ON a.id = p.account_id AND a.erased_at IS NULL
        JOIN room_entry opened ON opened.room_id = p.room_id AND opened.seq = 1
        JOIN room_entry e ON e.room_id = p.room_id
          AND e.events @? '$[*] ? (@.type == "briefingStarted" || @.type == "interviewStarted" || @.type == "rehearsalStarted")'
        CROSS JOIN LATERAL jsonb_array_elements(e.events) AS event
        CROSS JOIN LATERAL (SELECT opened.events->0->'rounds'->((event->>'round')::int - 1) AS pinned) AS round
        WHERE p.reported AND event->>'type' IN ('briefingStarted', 'interviewStarted', 'rehearsalStarted')
      ) AS landmark
      GROUP BY 1, 2, 3, 4;

      -- Whose feedback the item is; NULL where the room counts for nobody.
      ALTER TABLE feedback_mark ADD COLUMN counts_for uuid REFERENCES account (id) ON DELETE CASCADE;
      UPDATE feedback_mark f SET counts_for = p.account_id
      FROM room_peer p JOIN room_rating x ON x.room_id = p.room_id AND x.counts
      WHERE p.room_id = f.room_id AND p.account_id <> f.account_id;
      CREATE INDEX feedback_mark_counts ON feedback_mark (counts_for, useful) WHERE counts_for IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX feedback_mark_counts;
      ALTER TABLE feedback_mark DROP COLUMN counts_for;
      DROP TABLE flow_met;
    `);
  }
}
