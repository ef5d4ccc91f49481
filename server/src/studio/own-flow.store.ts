import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { findingCountsSchema, OWN_FLOWS_MAX, type FindingCounts, type OwnFlow } from '#shared/contract/studio.js';

const rowSchema = z.object({
  id: z.uuid(),
  title: z.string(),
  revision: z.int(),
  saved_at: z.date(),
  findings: findingCountsSchema.nullable(),
  origin: z.string().nullable(),
  version: z.int().nullable(),
  published_at: z.date().nullable(),
  shared: z.int().nullable(),
  changed: z.boolean(),
});
const openRowSchema = rowSchema.extend({ text: z.string() });
const draftRowSchema = z.object({ text: z.string(), revision: z.int() });

const COLUMNS = `f.id, f.title, f.revision, f.saved_at, f.findings, f.origin, v.version, v.published_at,
  (SELECT version FROM flow_version WHERE own_flow_id = f.id AND shared_at IS NOT NULL) AS shared,
  f.text IS DISTINCT FROM v.text AS changed`;
const LATEST = `LEFT JOIN LATERAL (
    SELECT version, text, published_at FROM flow_version WHERE own_flow_id = f.id ORDER BY version DESC LIMIT 1
  ) v ON true`;

export interface NewFlow {
  id: string;
  author: string;
  title: string;
  text: string;
  origin: string | null;
  at: Date;
}

export interface DraftChange {
  title: string;
  text: string;
  findings: FindingCounts | null;
  at: Date;
}

/** The drafts. Every question names the author: what is somebody else's is not there. */
@Injectable()
export class OwnFlowStore {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  async list(author: string): Promise<OwnFlow[]> {
    const rows: unknown = await this.source.query(
      `SELECT ${COLUMNS} FROM own_flow f ${LATEST} WHERE f.author_id = $1 ORDER BY f.saved_at DESC, f.id`,
      [author],
    );
    return z.array(rowSchema).parse(rows).map(toOwnFlow);
  }

  async read(id: string, author: string): Promise<(OwnFlow & { text: string }) | null> {
    const rows: unknown[] = await this.source.query(
      `SELECT ${COLUMNS}, f.text FROM own_flow f ${LATEST} WHERE f.id = $1 AND f.author_id = $2`,
      [id, author],
    );
    if (!rows[0]) return null;
    const row = openRowSchema.parse(rows[0]);
    return { ...toOwnFlow(row), text: row.text };
  }

  /** `false` where the author has as many as anybody may have. */
  async insert(manager: EntityManager, { id, author, title, text, origin, at }: NewFlow): Promise<boolean> {
    // One at a time for each author, so that two at once do not both find room for the last.
    await manager.query('SELECT FROM account WHERE id = $1 FOR NO KEY UPDATE', [author]);
    const rows: unknown[] = await manager.query(
      `INSERT INTO own_flow (id, author_id, title, text, revision, origin, created_at, saved_at)
       SELECT $1, $2, $3, $4, 1, $5, $6, $6
       WHERE (SELECT count(*) FROM own_flow WHERE author_id = $2) < ${OWN_FLOWS_MAX} RETURNING id`,
      [id, author, title, text, origin, at],
    );
    return rows.length === 1;
  }

  /** The next revision; `null` where the draft is not at `over` any more, or not there. */
  async save(
    id: string,
    author: string,
    over: number,
    { title, text, findings, at }: DraftChange,
  ): Promise<number | null> {
    const [rows]: [unknown[], number] = await this.source.query(
      `UPDATE own_flow SET title = $4, text = $5, findings = $6, saved_at = $7, revision = revision + 1
       WHERE id = $1 AND author_id = $2 AND revision = $3 RETURNING revision`,
      [id, author, over, title, text, JSON.stringify(findings), at],
    );
    return rows[0] ? z.object({ revision: z.int() }).parse(rows[0]).revision : null;
  }

  async draft(id: string, author: string): Promise<{ text: string; revision: number } | null> {
    const rows: unknown[] = await this.source.query(
      'SELECT text, revision FROM own_flow WHERE id = $1 AND author_id = $2',
      [id, author],
    );
    return rows[0] ? draftRowSchema.parse(rows[0]) : null;
  }

  /** The revision, with nobody saving, publishing or sharing this flow until the transaction ends. */
  async lock(manager: EntityManager, id: string, author: string): Promise<number | null> {
    const rows: unknown[] = await manager.query(
      'SELECT revision FROM own_flow WHERE id = $1 AND author_id = $2 FOR UPDATE',
      [id, author],
    );
    return rows[0] ? z.object({ revision: z.int() }).parse(rows[0]).revision : null;
  }

  /** Delete the flows of an author of which no version is left; of the others the draft gives way to the latest one. */
  async leaveTheShared(manager: EntityManager, author: string): Promise<void> {
    await manager.query(
      `DELETE FROM own_flow f WHERE f.author_id = $1
       AND NOT EXISTS (SELECT FROM flow_version WHERE own_flow_id = f.id)`,
      [author],
    );
    await manager.query(
      `UPDATE own_flow f SET text = v.text, title = v.content->>'title', findings = NULL, origin = NULL,
                             revision = f.revision + 1, created_at = v.published_at, saved_at = v.published_at
       FROM (
         SELECT DISTINCT ON (own_flow_id) own_flow_id, text, content, published_at FROM flow_version
         ORDER BY own_flow_id, version DESC
       ) v WHERE v.own_flow_id = f.id AND f.author_id = $1`,
      [author],
    );
  }

  async remove(manager: EntityManager, id: string): Promise<void> {
    await manager.query('DELETE FROM own_flow WHERE id = $1', [id]);
  }
}

function toOwnFlow(row: z.infer<typeof rowSchema>): OwnFlow {
  const { id, title, revision, findings, origin, shared, changed, version, published_at: published } = row;
  const latest =
    version === null || published === null
      ? null
      : { version, publishedAt: published.getTime(), shared: version === shared };
  return { id, title, revision, savedAt: row.saved_at.getTime(), findings, origin, shared, changed, latest };
}
