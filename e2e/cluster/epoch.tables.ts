import pg from 'pg';
import { READER } from './compiled.tables.js';

const WRITTEN = ['candidate', 'point', 'rater', 'pair'] as const;

/** One full solve: what has become of it, and how many rows are written under it. */
export interface Epoch {
  id: number;
  state: 'running' | 'current' | 'past' | 'failed';
  reason: string;
  candidate: number;
  point: number;
  rater: number;
  pair: number;
}

const EPOCHS = `
  SELECT e.id, e.state, e.reason,
         ${WRITTEN.map((what) => `(SELECT count(*)::int FROM rating_${what} WHERE epoch = e.id) AS ${what}`).join(', ')}
  FROM rating_epoch e ORDER BY e.id`;

/** Sheets that are in the ledger and in the numbers, by what they make of the epoch that is read. */
const WHOLE = `
  SELECT count(DISTINCT (c.role, c.candidate_id))::int AS candidate,
         count(*) FILTER (WHERE c.role = 'candidate')::int AS point
  FROM counted_sheet c, rating_state s WHERE c.added_batch <= s.written`;

/** The full solves there were, as the tables have them, and what brings one about. */
export class EpochTables {
  private constructor(private readonly client: pg.Client) {}

  static async of(databaseUrl: string): Promise<EpochTables> {
    const client = new pg.Client({ connectionString: databaseUrl, application_name: READER });
    await client.connect();
    return new EpochTables(client);
  }

  /** From the first to the last. */
  async all(): Promise<Epoch[]> {
    return (await this.client.query<Epoch>(EPOCHS)).rows;
  }

  /** The one that is read. */
  async read(): Promise<Epoch> {
    const { rows } = await this.client.query<{ epoch: number }>('SELECT epoch FROM rating_state');
    const read = (await this.all()).find(({ id }) => id === rows[0]?.epoch);
    if (!read) throw new Error('No epoch is read.');
    return read;
  }

  /** What has to be written under the epoch that is read: everybody who was rated, and every sheet about a candidate. */
  async whole(): Promise<Pick<Epoch, 'candidate' | 'point'>> {
    const { rows } = await this.client.query<Pick<Epoch, 'candidate' | 'point'>>(WHOLE);
    if (!rows[0]) throw new Error('There is no ledger.');
    return rows[0];
  }

  /** As if the room's sheets had not been opened yet, nor were to be for a day. */
  async seals(room: string): Promise<void> {
    await this.client.query(
      `UPDATE room_rating SET check_at = revealed_at + interval '1 day', revealed_at = NULL WHERE room_id = $1`,
      [room],
    );
  }

  /** They are opened, at the time at which they were. Their compile comes by the sweep. */
  async opens(room: string): Promise<void> {
    await this.client.query(
      `UPDATE room_rating SET revealed_at = check_at - interval '1 day' WHERE room_id = $1 AND revealed_at IS NULL`,
      [room],
    );
  }

  /** The epoch that is read is of two days ago. */
  async agesByTwoDays(): Promise<void> {
    await this.client.query(
      `UPDATE rating_epoch SET finished_at = finished_at - interval '2 days' WHERE state = 'current'`,
    );
  }

  async end(): Promise<void> {
    await this.client.end();
  }
}
