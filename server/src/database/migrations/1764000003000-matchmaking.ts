import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tickets (one live one an account) and the matches made of them. */
export class Matchmaking1764000003000 implements MigrationInterface {
  name = 'Matchmaking1764000003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE match (
        id uuid PRIMARY KEY,
        status text NOT NULL CHECK (status IN ('proposed', 'made', 'lapsed')),
        track text NOT NULL,
        level text NOT NULL,
        length text NOT NULL,
        flows jsonb NOT NULL,
        reasons jsonb NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        room_id uuid
      );
      CREATE INDEX match_due ON match (expires_at) WHERE status = 'proposed';

      CREATE TABLE ticket (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
        status text NOT NULL CHECK (status IN ('waiting', 'proposed', 'matched', 'cancelled', 'not-accepted', 'expired')),
        request jsonb NOT NULL,
        facts jsonb NOT NULL,
        enqueued_at timestamptz NOT NULL,
        heartbeat_at timestamptz NOT NULL,
        ended_at timestamptz,
        partner_declined boolean NOT NULL DEFAULT false
      );
      CREATE UNIQUE INDEX ticket_one_live ON ticket (account_id) WHERE status IN ('waiting', 'proposed');
      CREATE INDEX ticket_waiting ON ticket (enqueued_at) WHERE status = 'waiting';
      CREATE INDEX ticket_latest ON ticket (account_id, enqueued_at DESC);

      CREATE TABLE match_seat (
        match_id uuid NOT NULL REFERENCES match (id) ON DELETE CASCADE,
        seat text NOT NULL CHECK (seat IN ('A', 'B')),
        ticket_id uuid NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
        account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
        accepted_at timestamptz,
        live boolean NOT NULL DEFAULT true,
        PRIMARY KEY (match_id, seat)
      );
      CREATE UNIQUE INDEX match_seat_one_live ON match_seat (ticket_id) WHERE live;
      CREATE INDEX match_seat_account ON match_seat (account_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE match_seat, ticket, match');
  }
}
