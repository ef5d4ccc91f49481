import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import type { DocumentName } from '#shared/contract/socket.js';

const rowsSchema = z.array(z.object({ state: z.instanceof(Buffer), version: z.int() })).max(1);

export interface StoredDocument {
  /** A Yjs V1 update that holds the whole document. */
  state: Uint8Array;
  version: number;
}

@Injectable()
export class DocumentStore {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  async read(room: string, name: DocumentName): Promise<StoredDocument | null> {
    const rows: unknown = await this.source.query(
      'SELECT state, version FROM document WHERE room_id = $1 AND name = $2',
      [room, name],
    );
    return rowsSchema.parse(rows)[0] ?? null;
  }

  async removeAll(manager: EntityManager, room: string): Promise<void> {
    await manager.query('DELETE FROM document WHERE room_id = $1', [room]);
  }

  /** Replace what was read as this version (0: nothing); `false` where somebody else was faster. */
  async write(room: string, name: DocumentName, state: Uint8Array, over: number, at: Date): Promise<boolean> {
    const rows: unknown[] = await this.source.query(
      `INSERT INTO document (room_id, name, state, version, updated_at)
       SELECT $1, $2, $3, $4::int + 1, $5
       WHERE $4::int = 0 OR EXISTS (SELECT FROM document WHERE room_id = $1 AND name = $2)
       ON CONFLICT (room_id, name) DO UPDATE
       SET state = excluded.state, version = excluded.version, updated_at = excluded.updated_at
       WHERE document.version = $4::int
       RETURNING version`,
      [room, name, Buffer.from(state), over, at],
    );
    return rows.length === 1;
  }
}
