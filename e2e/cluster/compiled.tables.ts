import pg from 'pg';

/** As what the database knows who reads here. */
export const READER = 'compiled-tables';

/** Tables that a compile writes, with what says when and not what. */
const TABLES = {
  held_round: [],
  counted_sheet: [],
  round_coverage: [],
  progress_summary: ['compiled_at', 'drill_at'],
  session_report: [],
  flow_met: [],
  rating_state: ['epoch'],
};
/** Those of which the rows of one epoch are read, whatever its number is. */
const OF_AN_EPOCH = ['rating_candidate', 'rating_point', 'rating_rater', 'rating_pair'];

/** The nth of so many people there never were. */
export const fictional = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const FICTIONAL_ID = (n: string) => `('00000000-0000-4000-8000-' || lpad((${n})::text, 12, '0'))::uuid`;

const FICTIONAL = `
  INSERT INTO counted_sheet (sheet_id, version, role, candidate_id, rater_id, flow_id, track, level, room_id, round, at,
                             scores)
  SELECT gen_random_uuid(), 1, r.role, ${FICTIONAL_ID('n % $1')},
         ${FICTIONAL_ID('(n + 1 + n / $1 % ($1 - 1)) % $1')}, 'flow-' || n % 5,
         'ml-case', 'mid', gen_random_uuid(), 1, now() - interval '90 days' * (1 - n::float8 / $2),
         jsonb_build_object(r.one, 2 + n % 3, r.other, 1 + n * 7 % 5)
  FROM generate_series(0, $2::int - 1) AS n,
       (VALUES ('candidate', 'framing', 'data'), ('interviewer', 'preparation', 'clarity')) AS r (role, one, other)`;

/** How far the compile of one room is. */
export interface Standing {
  /** Its sheets that are in the ledger. */
  entered: number;
  /** Batches whose numbers are not written. */
  behind: number;
  compiled: boolean;
  reports: number;
}

/** What was compiled, as the tables have it. */
export class CompiledTables {
  private constructor(
    readonly databaseUrl: string,
    private readonly client: pg.Client,
  ) {}

  static async of(databaseUrl: string): Promise<CompiledTables> {
    const client = new pg.Client({ connectionString: databaseUrl, application_name: READER });
    await client.connect();
    return new CompiledTables(databaseUrl, client);
  }

  /** Sheets of people there never were, so that the model has something to weigh: one room more is little beside it. */
  async rememberOthers(people = 12, sheets = 120): Promise<void> {
    await this.client.query(FICTIONAL, [people, sheets]);
  }

  async standing(room: string): Promise<Standing> {
    const { rows } = await this.client.query<Standing>(
      `SELECT (SELECT count(*)::int FROM counted_sheet WHERE room_id = $1) AS entered, s.batch - s.written AS behind,
              (SELECT compiled_at IS NOT NULL FROM room_rating WHERE room_id = $1) AS compiled,
              (SELECT count(*)::int FROM session_report WHERE room_id = $1) AS reports
       FROM rating_state s`,
      [room],
    );
    if (!rows[0]) throw new Error('There is no state of the ratings.');
    return rows[0];
  }

  async revealed(room: string): Promise<boolean> {
    const { rowCount } = await this.client.query(
      'SELECT 1 FROM room_rating WHERE room_id = $1 AND revealed_at IS NOT NULL',
      [room],
    );
    return rowCount === 1;
  }

  /** As if the room had not been compiled yet. */
  async forgetThatItWasCompiled(room: string): Promise<void> {
    await this.client.query('UPDATE room_rating SET compiled_at = NULL WHERE room_id = $1', [room]);
  }

  /** The sheets that have to be in the ledger, each once. */
  async sheets(): Promise<string[]> {
    return this.ids(`SELECT id FROM sheet WHERE kind IN ('peer', 'interviewer') ORDER BY id`);
  }

  /** Those of people there are that are in it, as often as they are in it. */
  async counted(): Promise<string[]> {
    return this.ids('SELECT sheet_id AS id FROM counted_sheet WHERE room_id IN (SELECT id FROM room) ORDER BY id');
  }

  async everything(): Promise<Record<string, unknown[]>> {
    const read: Record<string, unknown[]> = {};
    for (const [table, without] of Object.entries(TABLES)) read[table] = await this.rows(table, without);
    for (const table of OF_AN_EPOCH) {
      read[table] = await this.rows(`${table} WHERE epoch = (SELECT epoch FROM rating_state)`, ['epoch']);
    }
    return read;
  }

  /** A database that is the same to the row. Nobody may be connected to this one, nor are we afterwards. */
  async copiedTo(name: string): Promise<string> {
    await this.end();
    const [beside, copy] = [new URL(this.databaseUrl), new URL(this.databaseUrl)];
    const from = beside.pathname.slice(1);
    beside.pathname = '/postgres';
    copy.pathname = `/${name}`;
    const client = new pg.Client(beside.href);
    await client.connect();
    await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)} TEMPLATE ${client.escapeIdentifier(from)}`);
    await client.end();
    return copy.href;
  }

  async end(): Promise<void> {
    await this.client.end();
  }

  private async ids(query: string): Promise<string[]> {
    return (await this.client.query<{ id: string }>(query)).rows.map(({ id }) => id);
  }

  private async rows(source: string, without: string[]): Promise<unknown[]> {
    const { rows } = await this.client.query<{ row: unknown }>(
      `SELECT to_jsonb(t) - $1::text[] AS row FROM (SELECT * FROM ${source}) AS t ORDER BY (to_jsonb(t) - $1::text[])::text`,
      [without],
    );
    return rows.map(({ row }) => row);
  }
}
