import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { draftSchema, sheetKindSchema, type Draft } from '#shared/contract/report.js';
import { sheetSchema, type Sheet } from '#shared/rating/sheet.js';
import type { RoundNumber, SheetKind } from '#shared/room/state.js';

const round = z.union([z.literal(1), z.literal(2)]);

const sheetRowSchema = z
  .object({
    id: z.uuid(),
    room_id: z.uuid(),
    round,
    kind: sheetKindSchema,
    author_id: z.uuid(),
    about_id: z.uuid(),
    content: z.unknown(),
    submitted_at: z.date(),
  })
  .transform(({ kind, content, ...row }) => ({ ...row, sheet: sheetSchema.parse({ kind, content }) }));
export type SheetRow = z.infer<typeof sheetRowSchema>;

const draftRowSchema = z.object({ round, kind: sheetKindSchema, content: draftSchema });
export type DraftRow = z.infer<typeof draftRowSchema>;

export interface NewSheet {
  id: string;
  room: string;
  round: RoundNumber;
  author: string;
  about: string;
  sheet: Sheet;
  now: Date;
}

@Injectable()
export class SheetStore {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  /** Store a sheet for good and drop its draft; `false` where that sheet is in already. */
  async insert(manager: EntityManager, sheet: NewSheet): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      `INSERT INTO sheet (id, room_id, round, kind, author_id, about_id, content, submitted_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING id`,
      [
        sheet.id,
        sheet.room,
        sheet.round,
        sheet.sheet.kind,
        sheet.author,
        sheet.about,
        JSON.stringify(sheet.sheet.content),
        sheet.now,
      ],
    );
    await manager.query('DELETE FROM sheet_draft WHERE room_id = $1 AND round = $2 AND kind = $3', [
      sheet.room,
      sheet.round,
      sheet.sheet.kind,
    ]);
    return rows.length === 1;
  }

  async ofRoom(room: string): Promise<SheetRow[]> {
    const rows: unknown[] = await this.source.query('SELECT * FROM sheet WHERE room_id = $1 ORDER BY round, kind', [
      room,
    ]);
    return z.array(sheetRowSchema).parse(rows);
  }

  /** A room's sheets, which nobody else changes until this transaction ends. Whoever holds several takes them by id. */
  async hold(manager: EntityManager, room: string): Promise<SheetRow[]> {
    const rows: unknown[] = await manager.query('SELECT * FROM sheet WHERE room_id = $1 ORDER BY id FOR UPDATE', [
      room,
    ]);
    return z.array(sheetRowSchema).parse(rows);
  }

  async byId(id: string): Promise<SheetRow | null> {
    const rows: unknown[] = await this.source.query('SELECT * FROM sheet WHERE id = $1', [id]);
    return rows[0] ? sheetRowSchema.parse(rows[0]) : null;
  }

  async drafts(room: string): Promise<DraftRow[]> {
    const rows: unknown[] = await this.source.query('SELECT round, kind, content FROM sheet_draft WHERE room_id = $1', [
      room,
    ]);
    return z.array(draftRowSchema).parse(rows);
  }

  /** Keep a draft; nothing happens once the sheet is in. */
  async saveDraft(room: string, roundNumber: RoundNumber, kind: SheetKind, content: Draft, now: Date): Promise<void> {
    await this.source.query(
      `INSERT INTO sheet_draft (room_id, round, kind, content, saved_at)
       SELECT $1, $2::smallint, $3, $4, $5
       WHERE NOT EXISTS (SELECT 1 FROM sheet WHERE room_id = $1 AND round = $2::smallint AND kind = $3)
       ON CONFLICT (room_id, round, kind) DO UPDATE SET content = excluded.content, saved_at = excluded.saved_at`,
      [room, roundNumber, kind, JSON.stringify(content), now],
    );
  }
}
