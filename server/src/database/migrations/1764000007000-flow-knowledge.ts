import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which briefs somebody has opened and which checks they have passed; and a way to how far their rooms' rounds got. */
export class FlowKnowledge1764000007000 implements MigrationInterface {
  name = 'FlowKnowledge1764000007000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE flow_study (
        account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
        flow_id text NOT NULL,
        flow_version integer NOT NULL CHECK (flow_version > 0),
        brief_opened_at timestamptz NOT NULL,
        -- Answers to the check so far: the options stand in another order each time.
        attempts integer NOT NULL DEFAULT 0,
        licensed_at timestamptz,
        PRIMARY KEY (account_id, flow_id, flow_version)
      );

      -- Three or four entries of hundreds in a room; the condition is repeated word for word by who reads them.
      CREATE INDEX room_entry_round ON room_entry (room_id)
        WHERE events @? '$[*] ? (@.type == "briefingStarted" || @.type == "interviewStarted")';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX room_entry_round; DROP TABLE flow_study');
  }
}
