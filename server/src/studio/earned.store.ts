import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { z } from 'zod';

/** So many of somebody's rooms are looked through, latest first. */
const ROOMS = 300;

@Injectable()
export class EarnedStore {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  /** Flows that somebody has interviewed with, or taken in a session that came to its debrief. */
  async flowsOf(account: string): Promise<string[]> {
    const rows: unknown = await this.source.query(
      `SELECT DISTINCT r.round->'flow'->>'id' AS flow
       FROM (SELECT p.room_id, p.seat FROM room_peer p JOIN room ON room.id = p.room_id
             WHERE p.account_id = $1 ORDER BY room.created_at DESC LIMIT ${ROOMS}) p
       JOIN room_entry o ON o.room_id = p.room_id AND o.seq = 1
       CROSS JOIN LATERAL jsonb_array_elements(o.events->0->'rounds') WITH ORDINALITY AS r (round, number)
       WHERE EXISTS (
         SELECT FROM room_entry e WHERE e.room_id = p.room_id AND e.events @> CASE r.round->>'interviewer'
           WHEN p.seat THEN jsonb_build_array(jsonb_build_object('type', 'interviewStarted', 'round', r.number))
           ELSE '[{"type": "debriefStarted"}]'::jsonb END)`,
      [account],
    );
    return z
      .array(z.object({ flow: z.string() }))
      .parse(rows)
      .map(({ flow }) => flow);
  }
}
