import { createHash } from 'node:crypto';
import type pg from 'pg';
import { COMPETENCIES, INTERVIEWER_SKILLS } from '#shared/interview/competency.js';
import { LEVELS, TRACKS } from '#shared/interview/track.js';
import { tallySelf } from '#shared/rating/blind.js';
import { SimulatedWorld, type SimulatedSheet } from '#shared/rating/simulation/simulate.js';
import { BulkTable } from './bulk.table.js';

/** The made-up names of the simulated world as those of the product. */
const nameOf = (names: readonly string[], simulated: string): string => names[Number(simulated.slice(1)) - 1] ?? '';
const levelOf = (level: string): string => LEVELS[Math.min(LEVELS.length - 1, Number(level))] ?? 'mid';
/** Thirty questions a track. */
const trackOf = (question: string): string => TRACKS[Math.floor(Number(question.slice(1)) / 30)] ?? 'ml-case';

/** An id that follows from a name, as scattered as a random one. */
export function idOf(name: string): string {
  const hex = createHash('md5').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** The secret of somebody's session, as their cookie has it. */
export const secretOf = (account: string): string => createHash('sha256').update(account).digest('base64url');

interface History {
  sessions: number;
  partners: Set<string>;
  selves: Record<string, number>[];
}

/** Accounts and rated rooms of a simulated world, put where they end up without being played. */
export class BenchWorld {
  private readonly tables: ReturnType<typeof tablesFor>;
  private readonly histories = new Map<string, History>();

  constructor(private readonly client: pg.Client) {
    this.tables = tablesFor(client);
  }

  /** Returns the accounts that were rated, with how many sessions each has had. */
  async load(people: number, sheets: number, watch: (done: number) => void): Promise<Map<string, number>> {
    await this.client.query('SET session_replication_role = replica');
    await this.client.query('SET synchronous_commit = on');
    const world = new SimulatedWorld({ seed: 1, people, sheets });
    for (const { rater, errors } of world.calibration()) await this.vignettes(rater, errors);
    let before: SimulatedSheet | null = null;
    let done = 0;
    for (const sheet of world.sheets()) {
      const second: boolean = before !== null && before.candidate === sheet.rater && before.rater === sheet.candidate;
      await this.round(sheet, second && before ? before : null);
      before = second ? null : sheet;
      done += 1;
      if (done % 10_000 === 0) watch(done);
    }
    for (const [account, history] of this.histories) await this.person(account, history);
    for (const table of Object.values(this.tables)) await table.flush();
    await this.client.query('ANALYZE');
    return new Map([...this.histories].map(([account, { sessions }]) => [account, sessions]));
  }

  /** The second round of a session is held in the room of the first. */
  private async round(sheet: SimulatedSheet, first: SimulatedSheet | null): Promise<void> {
    const room = idOf(`room ${(first ?? sheet).id}`);
    const at = new Date(sheet.at).toISOString();
    const [candidate, rater] = [idOf(sheet.candidate), idOf(sheet.rater)];
    const [track, level] = [trackOf(sheet.question), levelOf(sheet.level)];
    const scores = Object.entries(sheet.scores).map(([key, score]) => ({
      competency: nameOf(COMPETENCIES, key),
      score,
    }));
    if (!first) await this.room(room, at, { track, level, rater, candidate });
    const round = first ? 2 : 1;
    const levels = { candidate_level: level, interviewer_level: levelOf(sheet.raterLevel) };
    const flow = { track, flow_id: sheet.question, flow_version: 1 };
    await this.tables.held.add({ room_id: room, round, ended_at: at, ...flow, ...levels });
    const about = { room_id: room, round, submitted_at: at };
    const words = { keep: 'Asked who acts on the prediction before naming a model.', change: 'Land the conclusion.' };
    const ratings = scores.map((rating) => ({ ...rating, evidence: [] }));
    const peer = { id: idOf(`peer ${sheet.id}`), kind: 'peer', author_id: rater, about_id: candidate };
    await this.tables.sheets.add({ ...about, ...peer, content: { ratings, overall: 'yes', ...words } });
    const skills = Object.entries(sheet.quality).map(([key, score]) => ({
      skill: nameOf(INTERVIEWER_SKILLS, key),
      score,
    }));
    const quality = { id: idOf(`quality ${sheet.id}`), kind: 'interviewer', author_id: candidate, about_id: rater };
    await this.tables.sheets.add({ ...about, ...quality, content: { ratings: skills, ...words } });
    await this.tables.marks.add({ room_id: room, account_id: candidate, item: `${round}:keep`, useful: true });
    const mean = scores.reduce((sum, { score }) => sum + score, 0) / scores.length;
    const row = { room_id: room, at, track, level, length: 'full', outcome: 'completed', revealed: true, counts: true };
    await this.tables.reports.add({ ...row, account_id: candidate, partner_id: rater, disputed: false, mean });
    if (!first)
      await this.tables.reports.add({ ...row, account_id: rater, partner_id: candidate, disputed: false, mean: null });
    this.met(
      candidate,
      rater,
      first === null,
      Object.fromEntries(scores.map(({ competency, score }) => [competency, score])),
    );
  }

  private async room(
    id: string,
    at: string,
    { track, level, rater, candidate }: { track: string; level: string; rater: string; candidate: string },
  ): Promise<void> {
    const closed = { status: 'closed', seq: 1, length: 'full', phase: 'closed', close_reason: 'completed' };
    await this.tables.rooms.add({ id, track, level, created_at: at, closed_at: at, ...closed });
    const peer = { room_id: id, open: false, reported: true };
    await this.tables.peers.add({ ...peer, seat: 'A', account_id: rater });
    await this.tables.peers.add({ ...peer, seat: 'B', account_id: candidate });
    await this.tables.ratings.add({ room_id: id, counts: true, check_at: at, revealed_at: at, compiled_at: at });
  }

  private met(candidate: string, rater: string, isNew: boolean, self: Record<string, number>): void {
    for (const [account, partner] of [
      [candidate, rater],
      [rater, candidate],
    ] as const) {
      const history = this.histories.get(account) ?? { sessions: 0, partners: new Set<string>(), selves: [] };
      this.histories.set(account, history);
      if (isNew) history.sessions += 1;
      history.partners.add(partner);
      if (account === candidate) history.selves.push(self);
    }
  }

  private async vignettes(rater: string, errors: readonly number[]): Promise<void> {
    for (const [index, error] of errors.entries()) {
      const scores = [{ competency: 'data', score: 3 - error, reference: 3 }];
      const vignette = { track: 'ml-case', attempt: 1, vignette: `vignette-${index}`, version: 1, scores };
      const rated_at = new Date(Date.UTC(2024, 11, 1, 0, index)).toISOString();
      await this.tables.vignettes.add({
        id: idOf(`${rater} ${index}`),
        account_id: idOf(rater),
        rated_at,
        ...vignette,
      });
    }
  }

  private async person(account: string, { sessions, partners, selves }: History): Promise<void> {
    const at = new Date().toISOString();
    const named = { email: `${account}@example.org`, display_name: `Person ${account.slice(0, 4)}`, password_hash: '' };
    const profile = { tracks: ['ml-case'], level: 'mid', languages: ['en'], goals: [], timeZone: 'UTC' };
    await this.tables.accounts.add({
      id: account,
      bot: false,
      email_confirmed_at: at,
      created_at: at,
      profile,
      ...named,
    });
    const hash = createHash('sha256').update(secretOf(account)).digest('hex');
    const session = { id: idOf(`session ${account}`), account_id: account, created_at: at, last_seen_at: at };
    await this.tables.sessions.add({ ...session, user_agent: 'bench', token_hash: `\\x${hash}` });
    const signals = COMPETENCIES.map((competency) => ({ competency, unprompted: sessions, afterCard: 1, missed: 1 }));
    const as_interviewer = {
      sheets: sessions,
      skills: INTERVIEWER_SKILLS.map((skill) => ({ skill, mean: 4, n: sessions })),
    };
    const counted = { sessions, partners: partners.size, as_interviewer, signals, self: tallySelf(selves) };
    await this.tables.facts.add({ account_id: account, compiled_at: at, drill_at: at, ...counted });
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
    marks: table('feedback_mark', { room_id: id, account_id: id, item: text, useful: flag }),
    reports: table('session_report', {
      ...{ account_id: id, room_id: id, at: time, track: text, level: text, length: text, partner_id: id },
      ...{ outcome: text, revealed: flag, counts: flag, disputed: flag, mean: 'float8' },
    }),
    vignettes: table('vignette_rating', {
      ...{ id, account_id: id, track: text, attempt: int, vignette: text, version: int, scores: json, rated_at: time },
    }),
    facts: table('progress_summary', {
      ...{ account_id: id, compiled_at: time, sessions: int, partners: int, as_interviewer: json },
      ...{ signals: json, self: json, drill_at: time },
    }),
  };
}
