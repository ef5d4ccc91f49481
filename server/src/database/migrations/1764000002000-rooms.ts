import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rooms: a head for finding them, their peers, and the log that is the room. */
export class Rooms1764000002000 implements MigrationInterface {
  name = 'Rooms1764000002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE room (
        id uuid PRIMARY KEY,
        status text NOT NULL CHECK (status IN ('open', 'closed')),
        seq integer NOT NULL CHECK (seq > 0),
        track text NOT NULL,
        level text NOT NULL,
        length text NOT NULL,
        phase text NOT NULL,
        deadline_at timestamptz,
        created_at timestamptz NOT NULL,
        closed_at timestamptz,
        close_reason text,
        CHECK ((status = 'closed') = (closed_at IS NOT NULL AND close_reason IS NOT NULL))
      );
      CREATE INDEX room_due ON room (deadline_at) WHERE status = 'open';

      CREATE TABLE room_peer (
        room_id uuid NOT NULL REFERENCES room (id) ON DELETE CASCADE,
        seat text NOT NULL CHECK (seat IN ('A', 'B')),
        account_id uuid NOT NULL REFERENCES account (id),
        open boolean NOT NULL DEFAULT true,
        PRIMARY KEY (room_id, seat)
      );
      CREATE UNIQUE INDEX room_peer_one_open ON room_peer (account_id) WHERE open;
      CREATE INDEX room_peer_account ON room_peer (account_id, room_id);

      CREATE TABLE room_entry (
        room_id uuid NOT NULL REFERENCES room (id) ON DELETE CASCADE,
        seq integer NOT NULL CHECK (seq > 0),
        last_seq integer NOT NULL,
        at timestamptz NOT NULL,
        actor text NOT NULL CHECK (actor IN ('A', 'B', 'system')),
        command_id uuid NOT NULL,
        command_hash text NOT NULL,
        events jsonb NOT NULL,
        PRIMARY KEY (room_id, seq),
        UNIQUE (room_id, command_id),
        CHECK (last_seq = seq + jsonb_array_length(events) - 1 AND last_seq >= seq)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE room_entry, room_peer, room');
  }
}
