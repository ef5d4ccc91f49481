import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import type { FlowVersion, OwnVersion, PublishedFlow } from '#shared/contract/studio.js';
import type { Flow, FlowRef } from '#shared/flow/flow.schema.js';
import { trackSchema } from '#shared/interview/track.js';

const versionRow = z.object({ version: z.int(), published_at: z.date(), shared: z.boolean() });
const textRow = z.object({ version: z.int(), published_at: z.date(), text: z.string() });
const sourceRow = z.object({
  text: z.string(),
  title: z.string(),
  shared: z.boolean(),
  author: z.uuid().nullable(),
});
const publishedRow = z.object({
  flow: z.uuid(),
  title: z.string(),
  track: trackSchema,
  author: z.string(),
  version: z.int(),
  published_at: z.date(),
  shared: z.int().nullable(),
});

const PAGE = 50;

export interface NewVersion {
  flow: string;
  content: Flow;
  text: string;
  at: Date;
}

/** What a flow was published as. */
export interface PublishedSource {
  text: string;
  title: string;
  shared: boolean;
  author: string | null;
}

/** The versions: written once, and never changed but for whether they are shared. */
@Injectable()
export class VersionStore {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  /** Latest first. */
  async of(flow: string): Promise<OwnVersion[]> {
    const rows: unknown = await this.source.query(
      `SELECT version, published_at, shared_at IS NOT NULL AS shared FROM flow_version
       WHERE own_flow_id = $1 ORDER BY version DESC`,
      [flow],
    );
    return z
      .array(versionRow)
      .parse(rows)
      .map(({ version, published_at: at, shared }) => ({ version, publishedAt: at.getTime(), shared }));
  }

  /** One version of a flow of this author's, or of anybody's. */
  async text(flow: string, version: number, author: string | 'anybody'): Promise<FlowVersion | null> {
    const rows: unknown[] = await this.source.query(
      `SELECT v.version, v.published_at, v.text FROM flow_version v JOIN own_flow f ON f.id = v.own_flow_id
       WHERE f.id = $1 AND v.version = $2 AND ($3::uuid IS NULL OR f.author_id = $3)`,
      [flow, version, author === 'anybody' ? null : author],
    );
    if (!rows[0]) return null;
    const { published_at: at, ...row } = textRow.parse(rows[0]);
    return { ...row, publishedAt: at.getTime() };
  }

  /** The latest version inside a transaction that holds the flow. */
  async latest(manager: EntityManager, flow: string): Promise<{ version: number; text: string } | null> {
    const rows: unknown[] = await manager.query(
      'SELECT version, text FROM flow_version WHERE own_flow_id = $1 ORDER BY version DESC LIMIT 1',
      [flow],
    );
    return rows[0] ? z.object({ version: z.int(), text: z.string() }).parse(rows[0]) : null;
  }

  async insert(manager: EntityManager, { flow, content, text, at }: NewVersion): Promise<void> {
    await manager.query(
      `INSERT INTO flow_version (id, version, own_flow_id, text, content, published_at) VALUES ($1, $2, $3, $4, $5, $6)`,
      [content.id, content.version, flow, text, JSON.stringify(content), at],
    );
  }

  async wasShared(manager: EntityManager, flow: string): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      'SELECT FROM flow_version WHERE own_flow_id = $1 AND was_shared LIMIT 1',
      [flow],
    );
    return rows.length > 0;
  }

  /** Delete the versions of an author that no room can have been opened with. */
  async removeUnshared(manager: EntityManager, author: string): Promise<void> {
    await manager.query(
      `DELETE FROM flow_version v USING own_flow f
       WHERE f.id = v.own_flow_id AND f.author_id = $1 AND NOT v.was_shared`,
      [author],
    );
  }

  async removeAll(manager: EntityManager, flow: string): Promise<void> {
    await manager.query('DELETE FROM flow_version WHERE own_flow_id = $1', [flow]);
  }

  /** Share one version and no other; `false` where there is no such version. */
  async share(manager: EntityManager, flow: string, version: number | null, at: Date): Promise<boolean> {
    const locked: unknown[] = await manager.query('SELECT FROM own_flow WHERE id = $1 FOR UPDATE', [flow]);
    if (locked.length === 0) return false;
    await manager.query(
      `UPDATE flow_version SET shared_at = NULL
       WHERE own_flow_id = $1 AND shared_at IS NOT NULL AND version IS DISTINCT FROM $2`,
      [flow, version],
    );
    if (version === null) return true;
    const [, found]: [unknown[], number] = await manager.query(
      `UPDATE flow_version SET shared_at = coalesce(shared_at, $3), was_shared = true
       WHERE own_flow_id = $1 AND version = $2`,
      [flow, version, at],
    );
    return found === 1;
  }

  async sourceOf({ id, version }: FlowRef): Promise<PublishedSource | null> {
    const rows: unknown[] = await this.source.query(
      `SELECT v.text, v.content->>'title' AS title, v.shared_at IS NOT NULL AS shared, f.author_id AS author
       FROM flow_version v LEFT JOIN own_flow f ON f.id = v.own_flow_id WHERE v.id = $1 AND v.version = $2`,
      [id, version],
    );
    return rows[0] ? sourceRow.parse(rows[0]) : null;
  }

  /** The flows of this instance by their latest version, latest first, from a cursor on. */
  async published(before: { at: Date; flow: string } | null): Promise<{ flows: PublishedFlow[]; more: boolean }> {
    const rows: unknown = await this.source.query(
      `SELECT f.id AS flow, v.content->>'title' AS title, v.content->>'track' AS track, a.display_name AS author,
              v.version, v.published_at,
              (SELECT version FROM flow_version WHERE own_flow_id = f.id AND shared_at IS NOT NULL) AS shared
       FROM own_flow f JOIN account a ON a.id = f.author_id
       JOIN LATERAL (
         SELECT version, content, date_trunc('milliseconds', published_at) AS published_at FROM flow_version
         WHERE own_flow_id = f.id ORDER BY version DESC LIMIT 1
       ) v ON true
       WHERE $1::timestamptz IS NULL OR (v.published_at, f.id) < ($1, $2::uuid)
       ORDER BY v.published_at DESC, f.id DESC LIMIT ${PAGE + 1}`,
      [before?.at ?? null, before?.flow ?? null],
    );
    const flows = z
      .array(publishedRow)
      .parse(rows)
      .map(({ published_at: at, ...row }) => ({ ...row, publishedAt: at.getTime() }));
    return { flows: flows.slice(0, PAGE), more: flows.length > PAGE };
  }
}
