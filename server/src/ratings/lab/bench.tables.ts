import type pg from 'pg';
import { BulkTable } from './bulk.table.js';

type Row = Record<string, unknown>;
/** Rows by the name of their table here. */
export type BenchRows = Partial<Record<keyof ReturnType<typeof tablesFor>, readonly Row[]>>;

/** The tables that a simulated world ends up in. */
export class BenchTables {
  private readonly tables: ReadonlyMap<string, BulkTable>;

  constructor(client: pg.Client) {
    this.tables = new Map(Object.entries(tablesFor(client)));
  }

  async add(rows: BenchRows): Promise<void> {
    for (const [name, some] of Object.entries(rows)) {
      for (const row of some) await this.tables.get(name)?.add(row);
    }
  }

  async flush(): Promise<void> {
    for (const table of this.tables.values()) await table.flush();
  }
}

function tablesFor(client: pg.Client) {
  const table = (name: string, columns: Record<string, string>) => new BulkTable(client, name, columns);
  const [id, text, int, flag, time, json] = ['uuid', 'text', 'int', 'boolean', 'timestamptz', 'jsonb'];
  return {
    accounts: table('account', {
      ...{ id, email: text, display_name: text, password_hash: text, bot: flag, profile: json },
      ...{ email_confirmed_at: time, created_at: time },
    }),
    sessions: table('session', {
      ...{ id, account_id: id, token_hash: 'bytea', user_agent: text, created_at: time, last_seen_at: time },
    }),
    rooms: table('room', {
      ...{ id, status: text, seq: int, track: text, level: text, length: text, phase: text },
      ...{ created_at: time, closed_at: time, close_reason: text },
    }),
    peers: table('room_peer', { room_id: id, seat: text, account_id: id, open: flag, reported: flag }),
    ratings: table('room_rating', { room_id: id, counts: flag, check_at: time, revealed_at: time, compiled_at: time }),
    held: table('held_round', {
      ...{ room_id: id, round: int, track: text, flow_id: text, flow_version: int },
      ...{ candidate_level: text, interviewer_level: text, ended_at: time },
    }),
    sheets: table('sheet', {
      ...{ id, room_id: id, round: int, kind: text, author_id: id, about_id: id, content: json, submitted_at: time },
    }),
    entries: table('room_entry', {
      ...{ room_id: id, seq: int, last_seq: int, at: time, actor: text },
      ...{ command_id: id, command_hash: text, events: json },
    }),
    marks: table('feedback_mark', { room_id: id, account_id: id, item: text, useful: flag, counts_for: id }),
    met: table('flow_met', {
      ...{ account_id: id, flow_id: text, flow_version: int, role: text, briefed_at: time, began_at: time },
    }),
    reports: table('session_report', {
      ...{ account_id: id, room_id: id, at: time, track: text, level: text, length: text, partner_id: id },
      ...{ outcome: text, revealed: flag, counts: flag, disputed: flag, mean: 'float8' },
    }),
    vignettes: table('vignette_rating', {
      ...{ id, account_id: id, track: text, attempt: int, vignette: text, version: int, scores: json, rated_at: time },
    }),
    goals: table('goal', {
      account_id: id,
      competency: text,
      since: time,
      before_score: 'float8',
      before_se: 'float8',
    }),
    drills: table('drill', {
      ...{ account_id: id, competency: text, reason: text, flow_id: text, since: time, from_at: time, until_at: time },
      ...{ before_score: 'float8', before_se: 'float8', ended_at: time, after_score: 'float8', after_se: 'float8' },
      sheets: int,
    }),
    facts: table('progress_summary', {
      ...{ account_id: id, compiled_at: time, sessions: int, partners: int, as_interviewer: json },
      ...{ signals: json, self: json, drill_at: time },
    }),
  };
}
