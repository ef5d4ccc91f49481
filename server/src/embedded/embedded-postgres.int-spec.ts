import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { BootError } from '../config/boot.error.js';
import { startEmbeddedPostgres } from './embedded-postgres.js';

let folder: string;
let dataDir: string;

// Made once: a new cluster is the slow part.
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'turnabout-'));
  chmodSync(folder, 0o755);
  dataDir = join(folder, 'a folder', 'data');
});
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const postmaster = () => Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);

describe('the embedded Postgres', () => {
  it('keeps its data and its password from one start to the next', async () => {
    const first = await startEmbeddedPostgres({ dataDir });
    await ask(first.url, 'CREATE TABLE kept AS SELECT 7 AS n');
    await first.stop();
    const second = await startEmbeddedPostgres({ dataDir });
    expect(await ask(second.url, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
    expect(new URL(second.url).password).toBe(new URL(first.url).password);
    await second.stop();
    await expect(ask(second.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
  }, 60_000);

  it('is durable, on loopback alone, and behind a password that nobody else can read', async () => {
    const server = await startEmbeddedPostgres({ dataDir });
    try {
      const [settings] = await ask(
        server.url,
        `SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit,
           current_setting('full_page_writes') AS pages, current_setting('listen_addresses') AS address,
           current_setting('unix_socket_directories') AS socket, current_setting('password_encryption') AS password`,
      );
      expect(settings).toEqual({
        fsync: 'on',
        commit: 'on',
        pages: 'on',
        address: '127.0.0.1',
        socket: '',
        password: 'scram-sha-256',
      });
      expect(statSync(join(dataDir, 'postgres-password')).mode & 0o077).toBe(0);
      expect(statSync(join(dataDir, 'postgres')).mode & 0o077).toBe(0);
      const guess = new URL(server.url);
      guess.password = 'a wrong guess';
      await expect(ask(guess.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
    } finally {
      await server.stop();
    }
  }, 60_000);

  it('belongs to one server at a time, and comes back at the same address when it is killed', async () => {
    const server = await startEmbeddedPostgres({ dataDir });
    try {
      await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(/^Another server is already running/);
      const before = postmaster();
      process.kill(before, 'SIGKILL');
      for (let tries = 0; tries < 200; tries++) {
        if (await ask(server.url, 'SELECT 1').catch(() => null)) break;
        await sleep(50);
      }
      expect(await ask(server.url, 'SELECT 1 AS up')).toEqual([{ up: 1 }]);
      expect(postmaster()).not.toBe(before);
    } finally {
      await server.stop();
    }
  }, 60_000);

  it('takes no notice of a process number that somebody else has now', async () => {
    const server = await startEmbeddedPostgres({ dataDir });
    await server.stop();
    writeFileSync(join(dataDir, 'postgres', 'postmaster.pid'), `${process.pid}\n${dataDir}\n0\n5432\n`);
    const again = await startEmbeddedPostgres({ dataDir });
    await again.stop();
  }, 60_000);

  it('says in one sentence what is wrong with its folder', async () => {
    const file = join(folder, 'a file');
    writeFileSync(file, '');
    const refused = startEmbeddedPostgres({ dataDir: join(file, 'data') });
    await expect(refused).rejects.toThrow(BootError);
    await expect(refused).rejects.toThrow(/^The data folder .* cannot be read and written: .*\.$/);
  });

  it('says what Postgres itself complains about', async () => {
    const server = await startEmbeddedPostgres({ dataDir });
    await server.stop();
    writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '9.6\n');
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(
      /^Postgres could not start: .*(incompatible|version)/,
    );
  }, 60_000);

  const asRoot = process.getuid?.() === 0 ? it : it.skip;
  asRoot('run by root, names the folder that its own user cannot enter', async () => {
    const closed = join(folder, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    await expect(startEmbeddedPostgres({ dataDir: join(closed, 'data') })).rejects.toThrow(`cannot enter ${closed}:`);
  });
});
