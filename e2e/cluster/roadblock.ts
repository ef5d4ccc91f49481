import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { READER } from './compiled.tables.js';

/** What every compile takes first, in each of its two transactions. */
const LEDGER_LOCK = 1_764_000_012;
const OURS = 'roadblock';
const PATIENCE_MS = 20_000;

/** Everybody else who waits for the ledger. */
const AT_THE_LEDGER = `
  SELECT 1 FROM pg_locks l JOIN pg_stat_activity a USING (pid)
  WHERE a.datname = current_database() AND a.application_name <> '${OURS}'
    AND l.locktype = 'advisory' AND l.objid = ${LEDGER_LOCK} AND NOT l.granted`;

/** Whoever has the ledger and waits to write how far it is: all that the transaction does otherwise is done by then. */
const AT_THE_STATE = `
  SELECT 1 FROM pg_locks l JOIN pg_stat_activity a USING (pid)
  WHERE a.datname = current_database() AND a.application_name <> '${OURS}'
    AND l.locktype = 'advisory' AND l.objid = ${LEDGER_LOCK} AND l.granted
    AND a.wait_event_type = 'Lock' AND a.query LIKE 'UPDATE rating_state SET %'`;

/** Whoever waits in a statement that begins like this. */
const AT = (statement: string): string => `
  SELECT pid FROM pg_stat_activity
  WHERE datname = current_database() AND application_name <> '${OURS}'
    AND wait_event_type = 'Lock' AND query LIKE '${statement}%'`;

const IN_LINE = `
  SELECT 1 FROM pg_locks l JOIN pg_stat_activity a USING (pid)
  WHERE a.datname = current_database() AND a.application_name = '${OURS}'
    AND l.locktype = 'advisory' AND l.objid = ${LEDGER_LOCK} AND NOT l.granted`;

const OTHERS = `
  SELECT 1 FROM pg_stat_activity
  WHERE datname = current_database() AND application_name NOT IN ('${OURS}', '${READER}') AND backend_type = 'client backend'`;

/** Stands in the way of a compile or a solve at a point of one's choice, so that it is known where its process is when it dies. */
export class Roadblock {
  private constructor(
    private readonly watcher: pg.Client,
    private readonly ledger: pg.Client,
    private readonly state: pg.Client,
    private readonly row: pg.Client,
  ) {}

  static async at(databaseUrl: string): Promise<Roadblock> {
    const connect = async (): Promise<pg.Client> => {
      const client = new pg.Client({ connectionString: databaseUrl, application_name: OURS });
      await client.connect();
      return client;
    };
    return new Roadblock(await connect(), await connect(), await connect(), await connect());
  }

  /** From then on nobody begins a transaction of a compile. Waits for its turn, as everybody does. */
  async shutsTheLedger(): Promise<void> {
    await this.ledger.query('SELECT pg_advisory_lock($1)', [LEDGER_LOCK]);
  }

  async opensTheLedger(): Promise<void> {
    await this.ledger.query('SELECT pg_advisory_unlock($1)', [LEDGER_LOCK]);
  }

  /** From then on nobody ends one: the last that each of them writes is how far the ledger is. */
  async shutsTheState(): Promise<void> {
    await this.state.query('BEGIN');
    await this.state.query('SELECT 1 FROM rating_state FOR UPDATE');
  }

  async opensTheState(): Promise<void> {
    await this.state.query('ROLLBACK');
  }

  async somebodyStandsAtTheLedger(): Promise<void> {
    await this.comes('Nobody came to the ledger', AT_THE_LEDGER);
  }

  async somebodyStandsAtTheState(): Promise<void> {
    await this.comes('Nobody came to the end of a transaction', AT_THE_STATE);
  }

  /** From then on whoever writes this one under this epoch has to wait. */
  async sitsInThePlaceOf(account: string, epoch: number): Promise<void> {
    await this.row.query('BEGIN');
    await this.row.query(
      `INSERT INTO rating_rater (epoch, account_id, severity, se, sheets, vignettes, flags)
       VALUES ($1, $2, 0, 0, 0, 0, '[]')`,
      [epoch, account],
    );
  }

  /** From then on whoever clears this epoch away gets as far as its points. */
  async holdsAPointOf(epoch: number): Promise<void> {
    await this.row.query('BEGIN');
    await this.row.query('SELECT 1 FROM rating_point WHERE epoch = $1 LIMIT 1 FOR UPDATE', [epoch]);
  }

  async letsGoOfTheRow(): Promise<void> {
    await this.row.query('ROLLBACK');
  }

  /** A process of the server, as the database knows it. */
  async somebodyStandsAtThePlace(): Promise<number> {
    return this.standing('Nobody came to write that person', 'INSERT INTO rating_rater ');
  }

  async somebodyStandsAtTheFlip(): Promise<number> {
    return this.standing('Nobody came to have another epoch read', 'UPDATE rating_state SET epoch ');
  }

  async somebodyStandsAtTheClearing(): Promise<number> {
    return this.standing('Nobody came to clear the points away', 'WITH gone AS %DELETE FROM rating_point ');
  }

  /** The database has noticed that this one is there no more. */
  async isRidOf(process: number): Promise<void> {
    const there = `SELECT 1 FROM pg_stat_activity WHERE pid = ${process}`;
    await this.comes('It is still connected', `SELECT 1 WHERE NOT EXISTS (${there})`);
  }

  /** What `shutsTheLedger` asks for is asked for. */
  async waitsForTheLedger(): Promise<void> {
    await this.comes('The ledger was not asked for', IN_LINE);
  }

  /** The database has noticed that nobody but us is there any more. */
  async isAlone(): Promise<void> {
    await this.comes('Somebody else is still connected', `SELECT 1 WHERE NOT EXISTS (${OTHERS})`);
  }

  async goes(): Promise<void> {
    await Promise.all([this.watcher, this.ledger, this.state, this.row].map((client) => client.end()));
  }

  private async standing(otherwise: string, statement: string): Promise<number> {
    const [row] = await this.comes(otherwise, AT(statement));
    return row?.pid ?? NaN;
  }

  private async comes(otherwise: string, query: string): Promise<{ pid?: number }[]> {
    for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(10)) {
      const { rows } = await this.watcher.query<{ pid?: number }>(query);
      if (rows.length > 0) return rows;
    }
    throw new Error(`${otherwise} within ${PATIENCE_MS} ms.`);
  }
}
