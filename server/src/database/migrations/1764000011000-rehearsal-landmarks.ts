import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The beginning of a rehearsal is among the entries that say how far a round got. */
export class RehearsalLandmarks1764000011000 implements MigrationInterface {
  name = 'RehearsalLandmarks1764000011000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX room_entry_round;
      CREATE INDEX room_entry_round ON room_entry (room_id)
        WHERE events @? '$[*] ? (@.type == "briefingStarted" || @.type == "interviewStarted" || @.type == "rehearsalStarted")';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX room_entry_round;
      CREATE INDEX room_entry_round ON room_entry (room_id)
        WHERE events @? '$[*] ? (@.type == "briefingStarted" || @.type == "interviewStarted")';
    `);
  }
}
