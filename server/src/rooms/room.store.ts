import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { SEATS, type Seat } from '#shared/room/state.js';
import { isOutage } from '../database/outage.js';
import { PreparedStatement } from '../database/prepared.statement.js';
import { GroupCommit, type Outcome } from './group-commit.js';
import { entrySchema, lastSeq, type Entry, type Head } from './room.entry.js';
import { flushRows } from './room.metrics.js';
import { TookTooLong, within } from '../async/within.js';

/** A flush that takes longer is given up: what it wrote is found out when its commands come again. */
const FLUSH_MS = 2_000;
const MAX_WAITING = 20_000;
const MAX_ROWS = 500;

export interface Append {
  entry: Entry;
  head: Head;
}

export interface NewRoom extends Append {
  track: string;
  level: string;
  length: string;
  accounts: Record<Seat, string>;
}

/**
 * One statement, and so one transaction: entries go in where their number is free and their command is new, and the
 * heads of exactly those rooms follow. Sorted, so that two nodes with the same rooms wait for each other in one order.
 */
const APPEND = new PreparedStatement(
  'append-entries',
  `
  WITH given AS (
    SELECT * FROM unnest($1::uuid[], $2::int[], $3::int[], $4::timestamptz[], $5::text[], $6::uuid[], $7::text[],
                         $8::text[], $9::text[], $10::timestamptz[], $11::timestamptz[], $12::text[], $13::text[])
      AS t(room_id, seq, last_seq, at, actor, command_id, command_hash, events, phase, deadline_at, closed_at, reason,
           free)
  ), stored AS (
    INSERT INTO room_entry (room_id, seq, last_seq, at, actor, command_id, command_hash, events)
    SELECT room_id, seq, last_seq, at, actor, command_id, command_hash, events::jsonb FROM given ORDER BY room_id, seq
    ON CONFLICT DO NOTHING
    RETURNING room_id, seq
  ), headed AS (
    UPDATE room SET seq = g.last_seq, phase = g.phase, deadline_at = g.deadline_at, closed_at = g.closed_at,
                    close_reason = g.reason, status = CASE WHEN g.closed_at IS NULL THEN 'open' ELSE 'closed' END
    FROM given g JOIN stored s USING (room_id, seq) WHERE room.id = g.room_id
  ), freed AS (
    UPDATE room_peer SET open = false
    FROM given g JOIN stored s USING (room_id, seq) WHERE room_peer.room_id = g.room_id AND room_peer.open
      AND strpos(g.free, room_peer.seat) > 0
  )
  SELECT room_id, seq FROM stored`,
);

const storedSchema = z.array(z.object({ room_id: z.uuid(), seq: z.int() }));
const entryRowsSchema = z.array(
  z
    .object({
      room_id: z.uuid(),
      seq: z.int(),
      at: z.date(),
      actor: z.string(),
      command_id: z.uuid(),
      command_hash: z.string(),
      events: z.unknown(),
    })
    .transform((row) => ({
      room: row.room_id,
      seq: row.seq,
      at: row.at.getTime(),
      actor: row.actor,
      commandId: row.command_id,
      commandHash: row.command_hash,
      events: row.events,
    }))
    .pipe(entrySchema),
);

const generationRowsSchema = z.array(z.looseObject({ rewritten: z.int(), seq: z.int().nullable() }));

/** A peer of the new room is in another open room. */
export class PeerTaken extends Error {}

/** The log of every room, and the rows that find rooms. */
@Injectable()
export class RoomStore {
  private readonly commits = new GroupCommit<Append>({
    write: (rows) =>
      within(
        FLUSH_MS,
        this.write(rows, (values) => APPEND.run(this.source, values)),
      ),
    // A write that took too long may still go in: its rows must not be written again one by one meanwhile.
    isRowsFault: (error) => !isOutage(error) && !(error instanceof TookTooLong),
    maxWaiting: MAX_WAITING,
    maxRows: MAX_ROWS,
    onFlush: (rows) => flushRows.observe(rows),
  });

  constructor(@InjectDataSource() private readonly source: DataSource) {}

  /** Append durably, together with what other rooms append at this moment. An error leaves open whether it went in. */
  append(append: Append, abandoned: () => boolean): Promise<Outcome> {
    return this.commits.submit(append, abandoned);
  }

  /** Append as part of a transaction that does more. */
  async appendIn(manager: EntityManager, append: Append): Promise<Outcome> {
    return (await this.writeIn(manager, append)).size === 1 ? 'stored' : 'lost';
  }

  /**
   * A new room with its first entry.
   * @throws PeerTaken where a peer is in an open room already; the transaction can then only be rolled back.
   */
  async insert(manager: EntityManager, room: NewRoom): Promise<void> {
    const { entry, head } = room;
    await manager.query(
      `INSERT INTO room (id, status, seq, track, level, length, phase, deadline_at, created_at)
       VALUES ($1, 'open', $2, $3, $4, $5, $6, $7, $8)`,
      [
        entry.room,
        lastSeq(entry),
        room.track,
        room.level,
        room.length,
        head.phase,
        date(head.deadlineAt),
        date(entry.at),
      ],
    );
    try {
      await manager.query(`INSERT INTO room_peer (room_id, seat, account_id) VALUES ($1, 'A', $2), ($1, 'B', $3)`, [
        entry.room,
        room.accounts.A,
        room.accounts.B,
      ]);
    } catch (error) {
      throw error instanceof Error && error.message.includes('room_peer_one_open') ? new PeerTaken() : error;
    }
    await this.writeIn(manager, room);
  }

  /** The entries with anything after this event's number, in order. Empty for a room that does not exist. */
  async entries(room: string, after: number, manager = this.source.manager): Promise<Entry[]> {
    return entryRowsSchema.parse(
      await manager.query(
        `SELECT room_id, seq, at, actor, command_id, command_hash, events FROM room_entry
         WHERE room_id = $1 AND last_seq > $2 ORDER BY seq`,
        [room, after],
      ),
    );
  }

  /** The same, with how often the log was rewritten. */
  async since(room: string, after: number): Promise<{ entries: Entry[]; rewritten: number }> {
    const rows = generationRowsSchema.parse(
      await this.source.query(
        `SELECT r.rewritten, e.* FROM room r LEFT JOIN room_entry e ON e.room_id = r.id AND e.last_seq > $2
         WHERE r.id = $1 ORDER BY e.seq`,
        [room, after],
      ),
    );
    const entries = entryRowsSchema.parse(rows.filter(({ seq }) => seq !== null));
    return { entries, rewritten: rows[0]?.rewritten ?? 0 };
  }

  /** Number of the last event, by room. */
  async heads(rooms: string[]): Promise<Map<string, number>> {
    const rows: unknown = await this.source.query('SELECT id, seq FROM room WHERE id = ANY($1)', [rooms]);
    return new Map(
      z
        .array(z.object({ id: z.uuid(), seq: z.int() }))
        .parse(rows)
        .map(({ id, seq }) => [id, seq]),
    );
  }

  /** Open rooms with a deadline that has passed. */
  async due(now: number, limit: number): Promise<string[]> {
    return ids.parse(
      await this.source.query(
        `SELECT id FROM room WHERE status = 'open' AND deadline_at <= $1 ORDER BY deadline_at LIMIT $2`,
        [date(now), limit],
      ),
    );
  }

  async seatOf(room: string, account: string): Promise<Seat | null> {
    const rows = z
      .array(z.object({ seat: z.enum(SEATS) }))
      .parse(
        await this.source.query('SELECT seat FROM room_peer WHERE room_id = $1 AND account_id = $2', [room, account]),
      );
    return rows[0]?.seat ?? null;
  }

  async openRoomOf(account: string, within: EntityManager | DataSource = this.source): Promise<string | null> {
    const rows: unknown = await within.query('SELECT room_id AS id FROM room_peer WHERE account_id = $1 AND open', [
      account,
    ]);
    return ids.parse(rows)[0] ?? null;
  }

  private writeIn(manager: EntityManager, row: Append): Promise<Set<Append>> {
    return this.write([row], (values) => APPEND.runIn(manager, values));
  }

  private async write(rows: Append[], run: (values: unknown[]) => Promise<unknown[]>): Promise<Set<Append>> {
    const column = <V>(value: (row: Append) => V): V[] => rows.map(value);
    const result = await run([
      column(({ entry }) => entry.room),
      column(({ entry }) => entry.seq),
      column(({ entry }) => lastSeq(entry)),
      column(({ entry }) => date(entry.at)),
      column(({ entry }) => entry.actor),
      column(({ entry }) => entry.commandId),
      column(({ entry }) => entry.commandHash),
      column(({ entry }) => JSON.stringify(entry.events)),
      column(({ head }) => head.phase),
      column(({ head }) => date(head.deadlineAt)),
      column(({ head }) => date(head.closed?.at ?? null)),
      column(({ head }) => head.closed?.reason ?? null),
      column(({ head }) => head.free.join('')),
    ]);
    const stored = new Set(storedSchema.parse(result).map(({ room_id, seq }) => `${room_id} ${seq}`));
    return new Set(rows.filter(({ entry }) => stored.has(`${entry.room} ${entry.seq}`)));
  }
}

const ids = z.array(z.object({ id: z.uuid() })).transform((rows) => rows.map(({ id }) => id));

function date(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
