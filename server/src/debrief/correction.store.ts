import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import type { Sheet } from '#shared/rating/sheet.js';

const rowSchema = z
  .object({
    sheet_id: z.uuid(),
    version: z.int(),
    content: z.unknown(),
    written_at: z.date(),
    command_id: z.uuid(),
  })
  .transform(({ sheet_id: sheet, written_at: at, command_id: command, ...row }) => ({
    ...row,
    sheet,
    command,
    at: at.getTime(),
  }));
export type SheetVersion = z.infer<typeof rowSchema>;

/** All that corrected sheets have said, the first version included. */
@Injectable()
export class CorrectionStore {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  /** One correction of a sheet at a time, until the transaction ends. */
  async lock(manager: EntityManager, sheet: string): Promise<void> {
    await manager.query('SELECT 1 FROM sheet WHERE id = $1 FOR UPDATE', [sheet]);
  }

  async byCommand(command: string): Promise<SheetVersion | null> {
    const rows: unknown[] = await this.source.query('SELECT * FROM sheet_version WHERE command_id = $1', [command]);
    return rows[0] ? rowSchema.parse(rows[0]) : null;
  }

  /** Latest first. */
  async of(sheets: readonly string[], manager: EntityManager = this.source.manager): Promise<SheetVersion[]> {
    const rows: unknown = await manager.query(
      'SELECT * FROM sheet_version WHERE sheet_id = ANY($1) ORDER BY sheet_id, version DESC',
      [sheets],
    );
    return z.array(rowSchema).parse(rows);
  }

  /** `false` where the command's id is taken. */
  async insert(
    manager: EntityManager,
    version: Omit<SheetVersion, 'content'> & { content: Sheet['content'] },
  ): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      `INSERT INTO sheet_version (sheet_id, version, content, written_at, command_id) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT DO NOTHING RETURNING sheet_id`,
      [version.sheet, version.version, JSON.stringify(version.content), new Date(version.at), version.command],
    );
    return rows.length === 1;
  }
}
