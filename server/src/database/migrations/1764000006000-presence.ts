import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is in which room, by connection, and which processes are alive to say so. */
export class Presence1764000006000 implements MigrationInterface {
  name = 'Presence1764000006000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE realtime_node (
        id uuid PRIMARY KEY,
        seen_at timestamptz NOT NULL
      );

      CREATE TABLE room_presence (
        room_id uuid NOT NULL REFERENCES room (id) ON DELETE CASCADE,
        seat text NOT NULL CHECK (seat IN ('A', 'B')),
        socket_id text NOT NULL,
        node_id uuid NOT NULL,
        gone_at timestamptz,
        PRIMARY KEY (room_id, seat, socket_id)
      );
      CREATE INDEX room_presence_node ON room_presence (node_id);
      CREATE INDEX room_presence_gone ON room_presence (gone_at) WHERE gone_at IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE room_presence, realtime_node');
  }
}
