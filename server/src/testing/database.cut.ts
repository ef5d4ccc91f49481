import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import pg from 'pg';

/** A wire between the server and its Postgres that can be cut, frozen, or made to lose the answers. */
export class DatabaseCut {
  private readonly pairs = new Set<{ client: Socket; database: Socket }>();
  private mode: 'whole' | 'cut' | 'frozen' | 'deaf' = 'whole';

  private constructor(
    private readonly server: Server,
    private readonly behind: URL,
  ) {}

  /** In front of the database of the tests. */
  static async open(databaseUrl: string): Promise<DatabaseCut> {
    const behind = new URL(databaseUrl);
    const server = createServer();
    const cut = new DatabaseCut(server, behind);
    server.on('connection', (client) => cut.accept(client));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return cut;
  }

  /** The same database, through the wire. */
  get url(): string {
    const url = new URL(this.behind);
    url.hostname = '127.0.0.1';
    url.port = String((this.server.address() as AddressInfo).port);
    return url.href;
  }

  /** All connections break, and new ones are refused. */
  cut(): void {
    this.mode = 'cut';
    this.breakAll();
  }

  /** Nothing passes any more, and nobody is told. */
  freeze(): void {
    this.mode = 'frozen';
  }

  /** What is asked arrives, what is answered does not. */
  swallowAnswers(): void {
    this.mode = 'deaf';
  }

  heal(): void {
    // What was held back is lost: a stream with a hole is no stream.
    if (this.mode === 'frozen' || this.mode === 'deaf') this.breakAll();
    this.mode = 'whole';
  }

  /** Postgres ends all connections of the application, again and again. */
  terminateEvery(ms: number): { terminated: number; stop(): Promise<void> } {
    const client = new pg.Client({ connectionString: this.behind.href });
    const killing = { terminated: 0, stop: () => Promise.resolve() };
    let last: Promise<unknown> = client.connect();
    const blow = async (): Promise<void> => {
      const { rowCount } = await client.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND application_name = 'turnabout' AND pid <> pg_backend_pid()`,
      );
      killing.terminated += rowCount ?? 0;
    };
    const timer = setInterval(() => {
      last = last.then(blow);
    }, ms);
    killing.stop = async () => {
      clearInterval(timer);
      await last;
      await client.end();
    };
    return killing;
  }

  async close(): Promise<void> {
    this.breakAll();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private accept(client: Socket): void {
    if (this.mode === 'cut') return void client.destroy();
    const database = connect(Number(this.behind.port || 5432), this.behind.hostname);
    const pair = { client, database };
    this.pairs.add(pair);
    client.on('data', (bytes) => (this.mode === 'whole' || this.mode === 'deaf' ? database.write(bytes) : undefined));
    database.on('data', (bytes) => (this.mode === 'whole' ? client.write(bytes) : undefined));
    const end = (): void => {
      this.pairs.delete(pair);
      client.destroy();
      database.destroy();
    };
    for (const socket of [client, database]) socket.on('error', end).on('close', end);
  }

  private breakAll(): void {
    for (const { client, database } of this.pairs) {
      client.destroy();
      database.destroy();
    }
  }
}
