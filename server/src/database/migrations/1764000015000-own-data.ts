import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Exports of one's own data, and the deletion of accounts. What goes with an account says so by ON DELETE CASCADE. What
 * stays (a seat in rooms with others, sheets until their words are gone, flows that were shared) refers to the empty
 * account that takes the place of the deleted one in the same transaction, so its check waits until the end of that.
 */
export class OwnData1764000015000 implements MigrationInterface {
  name = 'OwnData1764000015000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE account ADD COLUMN erased_at timestamptz;
      ALTER TABLE room_peer ALTER CONSTRAINT room_peer_account_id_fkey DEFERRABLE;
      ALTER TABLE sheet
        DROP CONSTRAINT sheet_author_id_fkey, DROP CONSTRAINT sheet_about_id_fkey,
        ADD CONSTRAINT sheet_author_id_fkey FOREIGN KEY (author_id) REFERENCES account (id) DEFERRABLE,
        ADD CONSTRAINT sheet_about_id_fkey FOREIGN KEY (about_id) REFERENCES account (id) DEFERRABLE;
      ALTER TABLE own_flow
        DROP CONSTRAINT own_flow_author_id_fkey,
        ADD CONSTRAINT own_flow_author_id_fkey FOREIGN KEY (author_id) REFERENCES account (id) DEFERRABLE;

      -- What goes with an account is found without looking at everybody's.
      CREATE INDEX feedback_mark_account ON feedback_mark (account_id);
      CREATE INDEX sheet_author ON sheet (author_id);

      -- How often the log was rewritten: who holds the room in memory reads it anew.
      ALTER TABLE room ADD COLUMN rewritten integer NOT NULL DEFAULT 0;
      -- Not needed once it was sent: the last mail to an address that has no account any more.
      ALTER TABLE mail ADD COLUMN forget boolean NOT NULL DEFAULT false;

      CREATE TABLE account_export (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
        requested_at timestamptz NOT NULL,
        -- 'deleted' still counts among those of the last 24 hours.
        state text NOT NULL CHECK (state IN ('making', 'ready', 'failed', 'deleted')),
        -- Who makes it at the moment, and when they were last heard of.
        run uuid,
        beat_at timestamptz,
        tries integer NOT NULL DEFAULT 0,
        done integer NOT NULL DEFAULT 0,
        total integer NOT NULL DEFAULT 0,
        bytes bigint,
        expires_at timestamptz,
        CHECK ((state = 'ready') = (bytes IS NOT NULL AND expires_at IS NOT NULL))
      );
      CREATE UNIQUE INDEX account_export_one_making ON account_export (account_id) WHERE state = 'making';
      CREATE INDEX account_export_account ON account_export (account_id, requested_at);
      CREATE INDEX account_export_making ON account_export (beat_at) WHERE state = 'making';

      CREATE TABLE account_export_chunk (
        export_id uuid NOT NULL REFERENCES account_export (id) ON DELETE CASCADE,
        run uuid NOT NULL,
        n integer NOT NULL,
        -- A piece of the gzipped file.
        bytes bytea NOT NULL,
        PRIMARY KEY (export_id, run, n)
      );
      ALTER TABLE account_export_chunk ALTER COLUMN bytes SET STORAGE EXTERNAL;

      CREATE TABLE erasure (
        account_id uuid PRIMARY KEY REFERENCES account (id) DEFERRABLE,
        requested_at timestamptz NOT NULL,
        -- Where to say that it is done.
        email text NOT NULL,
        next_at timestamptz NOT NULL
      );
      CREATE INDEX erasure_next ON erasure (next_at);

      CREATE TABLE erasure_room (
        account_id uuid NOT NULL REFERENCES erasure (account_id) ON DELETE CASCADE,
        room_id uuid NOT NULL REFERENCES room (id) ON DELETE CASCADE,
        PRIMARY KEY (account_id, room_id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE erasure_room, erasure, account_export_chunk, account_export;
      ALTER TABLE mail DROP COLUMN forget;
      ALTER TABLE room DROP COLUMN rewritten;
      DROP INDEX sheet_author, feedback_mark_account;
      ALTER TABLE own_flow
        DROP CONSTRAINT own_flow_author_id_fkey,
        ADD CONSTRAINT own_flow_author_id_fkey FOREIGN KEY (author_id) REFERENCES account (id) ON DELETE CASCADE;
      ALTER TABLE sheet
        DROP CONSTRAINT sheet_author_id_fkey, DROP CONSTRAINT sheet_about_id_fkey,
        ADD CONSTRAINT sheet_author_id_fkey FOREIGN KEY (author_id) REFERENCES account (id) ON DELETE CASCADE,
        ADD CONSTRAINT sheet_about_id_fkey FOREIGN KEY (about_id) REFERENCES account (id) ON DELETE CASCADE;
      ALTER TABLE room_peer ALTER CONSTRAINT room_peer_account_id_fkey NOT DEFERRABLE;
      ALTER TABLE account DROP COLUMN erased_at;
    `);
  }
}
