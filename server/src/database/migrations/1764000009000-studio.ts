import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Flows that people write: drafts, published versions, and who has read which flow. */
export class Studio1764000009000 implements MigrationInterface {
  name = 'Studio1764000009000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE own_flow (
        id uuid PRIMARY KEY,
        author_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
        title text NOT NULL,
        text text NOT NULL,
        revision integer NOT NULL CHECK (revision > 0),
        findings jsonb,
        origin text,
        created_at timestamptz NOT NULL,
        saved_at timestamptz NOT NULL
      );
      CREATE INDEX own_flow_author ON own_flow (author_id, saved_at);

      -- Rooms pin versions: what was shared once stays, whatever becomes of its author.
      CREATE TABLE flow_version (
        id text NOT NULL CHECK (id LIKE 'studio-%'),
        version integer NOT NULL CHECK (version > 0),
        own_flow_id uuid REFERENCES own_flow (id) ON DELETE SET NULL,
        text text NOT NULL,
        content jsonb NOT NULL,
        published_at timestamptz NOT NULL,
        shared_at timestamptz,
        was_shared boolean NOT NULL DEFAULT false,
        PRIMARY KEY (id, version),
        CHECK (was_shared OR shared_at IS NULL)
      );
      CREATE UNIQUE INDEX flow_version_one_shared ON flow_version (id) WHERE shared_at IS NOT NULL;
      CREATE INDEX flow_version_own_flow ON flow_version (own_flow_id, version);
      CREATE INDEX flow_version_published ON flow_version (published_at);

      CREATE FUNCTION flow_version_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'a published version never changes';
      END $$;
      CREATE TRIGGER flow_version_never_changes BEFORE UPDATE ON flow_version FOR EACH ROW
        WHEN ((OLD.id, OLD.version, OLD.text, OLD.content, OLD.published_at) IS DISTINCT FROM
              (NEW.id, NEW.version, NEW.text, NEW.content, NEW.published_at))
        EXECUTE FUNCTION flow_version_never_changes();

      CREATE TABLE flow_reader (
        account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
        flow_id text NOT NULL,
        PRIMARY KEY (account_id, flow_id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE flow_reader, flow_version, own_flow; DROP FUNCTION flow_version_never_changes');
  }
}
