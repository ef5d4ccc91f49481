import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { auditActionSchema, type AuditAction, type AuditEntry } from '#shared/contract/staff.js';
import type { TimeCursor } from '../http/time.cursor.js';

const rowSchema = z
  .object({
    id: z.uuid(),
    at: z.date(),
    account_id: z.uuid().nullable(),
    display_name: z.string().nullable(),
    action: auditActionSchema,
    subject: z.string().nullable(),
    note: z.string(),
  })
  .transform(({ at, account_id: id, display_name: displayName, ...row }): AuditEntry => ({
    ...row,
    at: at.getTime(),
    by: id === null || displayName === null ? null : { id, displayName },
  }));

export interface NewAuditEntry {
  id: string;
  at: Date;
  account: string;
  action: AuditAction;
  subject: string | null;
  note: string;
}

/** What staff read and did: written and read, never changed. */
@Injectable()
export class AuditStore {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  async insert(entry: NewAuditEntry, manager: EntityManager = this.source.manager): Promise<void> {
    await manager.query(
      'INSERT INTO staff_audit (id, at, account_id, action, subject, note) VALUES ($1, $2, $3, $4, $5, $6)',
      [entry.id, entry.at, entry.account, entry.action, entry.subject, entry.note],
    );
  }

  /** Newest first; one more than asked for where there are more. */
  async page(before: TimeCursor | null, size: number): Promise<AuditEntry[]> {
    const rows: unknown = await this.source.query(
      `SELECT s.id, s.at, s.account_id, a.display_name, s.action, s.subject, s.note
       FROM staff_audit s LEFT JOIN account a ON a.id = s.account_id
       WHERE $1::timestamptz IS NULL OR (s.at, s.id) < ($1, $2::uuid)
       ORDER BY s.at DESC, s.id DESC LIMIT $3`,
      [before?.at ?? null, before?.id ?? null, size + 1],
    );
    return z.array(rowSchema).parse(rows);
  }
}
