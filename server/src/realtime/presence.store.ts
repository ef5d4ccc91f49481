import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { SEATS, type Seat } from '#shared/room/state.js';

/** A process that has not been heard of for this long is gone, and its connections with it. */
export const NODE_LIVES_MS = 15_000;
/** A tab that went away may come back within this time without anybody noticing: a reload is no absence. */
export const GRACE_MS = 3_000;

export interface Place {
  room: string;
  seat: Seat;
}

const placesSchema = z.array(
  z.object({ room_id: z.uuid(), seat: z.enum(SEATS) }).transform(({ room_id, seat }) => ({ room: room_id, seat })),
);

const intervals = (ms: number): string => `make_interval(secs => ${ms / 1000})`;
/** Rows that count as being there. Times are the database's own, so that processes need not agree on a clock. */
const HERE = `(
  (p.gone_at IS NULL AND EXISTS (
    SELECT FROM realtime_node n WHERE n.id = p.node_id AND n.seen_at > now() - ${intervals(NODE_LIVES_MS)}
  )) OR coalesce(p.gone_at > now() - ${intervals(GRACE_MS)}, false)
)`;

/** Which connections are in which rooms, over all processes. */
@Injectable()
export class PresenceStore {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  /** This process is alive. */
  async beat(node: string): Promise<void> {
    await this.source.query(
      'INSERT INTO realtime_node (id, seen_at) VALUES ($1, now()) ON CONFLICT (id) DO UPDATE SET seen_at = now()',
      [node],
    );
  }

  async put(node: string, socket: string, { room, seat }: Place): Promise<void> {
    await this.source.query(
      `INSERT INTO room_presence (room_id, seat, socket_id, node_id) VALUES ($1, $2, $3, $4)
       ON CONFLICT (room_id, seat, socket_id) DO UPDATE SET node_id = excluded.node_id, gone_at = NULL`,
      [room, seat, socket, node],
    );
  }

  async markGone(socket: string, { room, seat }: Place): Promise<void> {
    await this.source.query(
      'UPDATE room_presence SET gone_at = now() WHERE room_id = $1 AND seat = $2 AND socket_id = $3 AND gone_at IS NULL',
      [room, seat, socket],
    );
  }

  /** Rows of a process for connections that it has not got any more. */
  async markOthersGone(node: string, sockets: string[]): Promise<void> {
    await this.source.query(
      'UPDATE room_presence SET gone_at = now() WHERE node_id = $1 AND gone_at IS NULL AND NOT (socket_id = ANY($2))',
      [node, sockets],
    );
  }

  /** Whether any tab of a seat is there, or was a moment ago. */
  async isHere({ room, seat }: Place): Promise<boolean> {
    const rows: unknown[] = await this.source.query(
      `SELECT FROM room_presence p WHERE p.room_id = $1 AND p.seat = $2 AND ${HERE} LIMIT 1`,
      [room, seat],
    );
    return rows.length > 0;
  }

  /** Seats with rows that no longer count. */
  async left(): Promise<Place[]> {
    return placesSchema.parse(
      await this.source.query(`SELECT DISTINCT p.room_id, p.seat FROM room_presence p WHERE NOT ${HERE} LIMIT 1000`),
    );
  }

  /** Forget the rows of a seat that no longer count. */
  async forget({ room, seat }: Place): Promise<void> {
    await this.source.query(`DELETE FROM room_presence p WHERE p.room_id = $1 AND p.seat = $2 AND NOT ${HERE}`, [
      room,
      seat,
    ]);
  }

  async forgetNodes(): Promise<void> {
    await this.source.query(
      `DELETE FROM realtime_node n WHERE n.seen_at < now() - interval '1 hour'
       AND NOT EXISTS (SELECT FROM room_presence p WHERE p.node_id = n.id)`,
    );
  }
}
