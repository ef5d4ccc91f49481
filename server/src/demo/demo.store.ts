import { DataSource } from 'typeorm';
import type { Profile } from '#shared/contract/account.js';
import type { Competency } from '#shared/interview/competency.js';
import type { Level, Track } from '#shared/interview/track.js';
import type { Sheet } from '#shared/rating/sheet.js';
import type { RoundNumber, Seat } from '#shared/room/state.js';
import type { Log } from '../config/log.js';
import { dataSourceOptions } from '../database/data-source.js';
import { headOf, lastSeq } from '../rooms/room.entry.js';
import type { DemoRoom } from './demo.room.js';

export interface DemoAccount {
  id: string;
  email: string;
  displayName: string;
  profile: Profile;
  since: Date;
}

export interface DemoSheet {
  id: string;
  round: RoundNumber;
  author: string;
  about: string;
  sheet: Sheet;
  at: Date;
}

export interface DemoVignette {
  id: string;
  account: string;
  track: Track;
  vignette: string;
  version: number;
  scores: { competency: Competency; score: number; reference: number }[];
  at: Date;
}

/** What was played, with everything that hangs on it. */
export interface PlayedSession {
  room: DemoRoom;
  level: Level;
  sheets: DemoSheet[];
  useful: { account: string; item: string; useful: boolean }[];
}

/** Fills an empty database with simulated people and their histories. */
export class DemoStore {
  private constructor(private readonly source: DataSource) {}

  static async open(url: string, log: Log): Promise<DemoStore> {
    return new DemoStore(await new DataSource(dataSourceOptions(url, 2, log)).initialize());
  }

  async close(): Promise<void> {
    await this.source.destroy();
  }

  async people(accounts: readonly DemoAccount[], passwordHash: string): Promise<void> {
    for (const { id, email, displayName, profile, since } of accounts) {
      await this.source.query(
        `INSERT INTO account (id, email, display_name, password_hash, bot, profile, email_confirmed_at, created_at)
         VALUES ($1, $2, $3, $4, false, $5, $6, $6)`,
        [id, email, displayName, passwordHash, JSON.stringify(profile), since],
      );
    }
  }

  /** A closed room with its log and its sheets, open to both and not compiled yet. */
  async session({ room, level, sheets, useful }: PlayedSession): Promise<void> {
    const { state } = room;
    const head = headOf(state);
    if (!head.closed) throw new Error(`Room ${state.id} was not played to its end.`);
    await this.source.transaction(async (manager) => {
      await manager.query(
        `INSERT INTO room (id, status, seq, track, level, length, phase, created_at, closed_at, close_reason)
         VALUES ($1, 'closed', $2, $3, $4, $5, 'closed', $6, $7, $8)`,
        [
          ...[state.id, state.seq, state.track, level, state.length],
          ...[new Date(state.openedAt), new Date(head.closed?.at ?? 0), head.closed?.reason],
        ],
      );
      const seats = Object.entries(state.peers) as [Seat, { account: string }][];
      for (const [seat, { account }] of seats) {
        await manager.query('INSERT INTO room_peer (room_id, seat, account_id, open) VALUES ($1, $2, $3, false)', [
          state.id,
          seat,
          account,
        ]);
      }
      await manager.query(
        `INSERT INTO room_entry (room_id, seq, last_seq, at, actor, command_id, command_hash, events)
         SELECT $1, seq, last_seq, at, actor, command_id, command_hash, events::jsonb
         FROM unnest($2::int[], $3::int[], $4::timestamptz[], $5::text[], $6::uuid[], $7::text[], $8::text[])
           AS t(seq, last_seq, at, actor, command_id, command_hash, events)`,
        [
          state.id,
          room.entries.map(({ seq }) => seq),
          room.entries.map(lastSeq),
          room.entries.map(({ at }) => new Date(at).toISOString()),
          room.entries.map(({ actor }) => actor),
          room.entries.map(({ commandId }) => commandId),
          room.entries.map(({ commandHash }) => commandHash),
          room.entries.map(({ events }) => JSON.stringify(events)),
        ],
      );
      for (const { id, round, author, about, sheet, at } of sheets) {
        await manager.query(
          `INSERT INTO sheet (id, room_id, round, kind, author_id, about_id, content, submitted_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
          [id, state.id, round, sheet.kind, author, about, JSON.stringify(sheet.content), at],
        );
      }
      await manager.query(
        'INSERT INTO room_rating (room_id, counts, check_at, revealed_at) VALUES ($1, true, $2, $2)',
        [state.id, new Date(head.closed?.at ?? 0)],
      );
      const partnerOf = (account: string) => seats.find(([, peer]) => peer.account !== account)?.[1].account;
      for (const mark of useful) {
        await manager.query(
          'INSERT INTO feedback_mark (room_id, account_id, item, useful, counts_for) VALUES ($1, $2, $3, $4, $5)',
          [state.id, mark.account, mark.item, mark.useful, partnerOf(mark.account)],
        );
      }
    });
  }

  async vignettes(ratings: readonly DemoVignette[]): Promise<void> {
    for (const { id, account, track, vignette, version, scores, at } of ratings) {
      await this.source.query(
        `INSERT INTO vignette_rating (id, account_id, track, attempt, vignette, version, scores, rated_at)
         VALUES ($1, $2, $3, 1, $4, $5, $6, $7)`,
        [id, account, track, vignette, version, JSON.stringify(scores), at],
      );
    }
  }
}
