import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each round has shared notes of its own; those that there are go with the first. */
export class NotesByRound1764000042000 implements MigrationInterface {
  name = 'NotesByRound1764000042000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE document SET name = 'notes-1' WHERE name = 'notes'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM document WHERE name = 'notes-2';
      UPDATE document SET name = 'notes' WHERE name = 'notes-1';
    `);
  }
}
