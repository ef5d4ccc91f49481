import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts, where they are signed in, the tokens of their mails, and the mails. */
export class Accounts1764000001000 implements MigrationInterface {
  name = 'Accounts1764000001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE account (
        id uuid PRIMARY KEY,
        email text NOT NULL,
        display_name text NOT NULL,
        password_hash text NOT NULL,
        bot boolean NOT NULL,
        profile jsonb,
        email_confirmed_at timestamptz,
        created_at timestamptz NOT NULL
      );
      CREATE UNIQUE INDEX account_email ON account (lower(email));

      CREATE TABLE session (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
        token_hash bytea NOT NULL UNIQUE,
        user_agent text NOT NULL,
        created_at timestamptz NOT NULL,
        last_seen_at timestamptz NOT NULL
      );
      CREATE INDEX session_account ON session (account_id);
      CREATE INDEX session_last_seen ON session (last_seen_at);

      CREATE TABLE account_token (
        token_hash bytea PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
        purpose text NOT NULL CHECK (purpose IN ('confirm', 'reset')),
        pending jsonb,
        expires_at timestamptz NOT NULL
      );
      CREATE INDEX account_token_account ON account_token (account_id);
      CREATE INDEX account_token_expires ON account_token (expires_at);

      CREATE TABLE mail (
        id uuid PRIMARY KEY,
        recipient text NOT NULL,
        kind text NOT NULL,
        subject text NOT NULL,
        body text NOT NULL,
        created_at timestamptz NOT NULL,
        attempts integer NOT NULL DEFAULT 0,
        next_attempt_at timestamptz NOT NULL,
        sent_at timestamptz
      );
      CREATE INDEX mail_recipient ON mail (lower(recipient), created_at);
      CREATE INDEX mail_unsent ON mail (next_attempt_at) WHERE sent_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE mail, account_token, session, account');
  }
}
