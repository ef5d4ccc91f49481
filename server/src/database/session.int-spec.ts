import { once } from 'node:events';
import { connect, createServer, Socket, type AddressInfo } from 'node:net';
import { DataSource } from 'typeorm';
import { createLog } from '../config/log.js';
import { startTestApp, testDatabase } from '../testing/test.app.js';
import { dataSourceOptions } from './data-source.js';
import { migrate } from './migrate.js';

const log = createLog({ logLevel: 'silent' });
const HELD = {
  tcp_keepalives_idle: '10',
  tcp_keepalives_interval: '5',
  tcp_keepalives_count: '3',
  tcp_user_timeout: '25000',
};

/** What Postgres says of a setting is what the kernel holds for the socket. */
async function held(source: DataSource, names = Object.keys(HELD)): Promise<object> {
  const rows: object[][] = [];
  for (const name of names) rows.push(await source.query(`SHOW ${name}`));
  return Object.assign({}, ...rows.flat());
}

async function connected<T>(url: string, use: (source: DataSource) => Promise<T>): Promise<T> {
  const source = await new DataSource(dataSourceOptions(url, 2, log)).initialize();
  try {
    return await use(source);
  } finally {
    await source.destroy();
  }
}

/** In front of the database: notes what each connection asks for in its first message. */
async function listening(): Promise<{ url: string; first: Map<string, string>[]; close(): Promise<void> }> {
  const behind = new URL(testDatabase());
  const first: Map<string, string>[] = [];
  const server = createServer((client) => {
    const database = connect(Number(behind.port), behind.hostname);
    client.once('data', (bytes) => {
      const words = bytes.subarray(8).toString().split('\0');
      first.push(new Map(words.flatMap((word, at) => (at % 2 === 0 ? [[word, words[at + 1] ?? '']] : []))));
    });
    client.pipe(database).pipe(client);
    for (const socket of [client, database]) {
      socket.on('error', () => undefined).on('close', () => (client.destroy(), database.destroy()));
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(behind);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url: url.href, first, close: async () => void (await once(server.close(), 'close')) };
}

describe('a connection of ours', () => {
  it('is given up by Postgres within half a minute where our host has vanished', async () => {
    expect(await connected(testDatabase(), held)).toEqual(HELD);
  });

  it('that has options in its address has both', async () => {
    const url = new URL(testDatabase());
    url.searchParams.set('options', '-c tcp_keepalives_idle=77 -c work_mem=5MB');
    const names = [...Object.keys(HELD), 'work_mem'];
    const all = await connected(url.href, (source) => held(source, names));
    expect(all).toEqual({ ...HELD, tcp_keepalives_idle: '77', work_mem: '5MB' });
  });

  it('is opened that way whoever opens it, and asks whether Postgres is there itself', async () => {
    const wire = await listening();
    const alive = jest.spyOn(Socket.prototype, 'setKeepAlive');
    const server = await startTestApp({ databaseUrl: wire.url });
    await migrate(wire.url, log);
    const opened = wire.first.map((given) => [given.get('application_name'), given.get('options')]);
    for (const [, options] of opened) expect(options).toContain('-c tcp_keepalives_idle=10 ');
    expect(new Set(opened.map(([name]) => name))).toEqual(new Set(['turnabout', 'turnabout-jobs']));
    const asked = alive.mock.calls.filter(([on, ms]) => on === true && ms === 10_000);
    expect(asked.length).toBeGreaterThanOrEqual(opened.length);
    await server.close();
    await wire.close();
  }, 60_000);
});
