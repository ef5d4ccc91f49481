import type pg from 'pg';

const ROWS_AT_ONCE = 5_000;

/** Rows of one table, gathered and inserted by thousands. A row that is there already is left as it is. */
export class BulkTable {
  private rows: Record<string, unknown>[] = [];

  constructor(
    private readonly client: pg.Client,
    private readonly name: string,
    private readonly columns: Readonly<Record<string, string>>,
  ) {}

  async add(row: Record<string, unknown>): Promise<void> {
    this.rows.push(row);
    if (this.rows.length >= ROWS_AT_ONCE) await this.flush();
  }

  async flush(): Promise<void> {
    const names = Object.keys(this.columns).join(', ');
    const typed = Object.entries(this.columns)
      .map(([column, type]) => `${column} ${type}`)
      .join(', ');
    await this.client.query(
      `INSERT INTO ${this.name} (${names}) SELECT ${names} FROM jsonb_to_recordset($1) AS x (${typed}) ON CONFLICT DO NOTHING`,
      [JSON.stringify(this.rows)],
    );
    this.rows = [];
  }
}
