// Finds a redis-server for the cluster tests: one that is named, one that is installed, or one that can be installed.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['redis-server', 'valkey-server'];
const elsewhere = ['/opt/homebrew/bin', '/usr/local/bin', '/usr/sbin'];

/** The path of a redis-server that is there already, or undefined. */
export function installedRedis() {
  const named = process.env.REDIS_SERVER;
  if (named) {
    if (!runnable(named)) throw new Error(`REDIS_SERVER is set to ${named}, which is not a program that can be run.`);
    return named;
  }
  const folders = [...(process.env.PATH ?? '').split(delimiter).filter(Boolean), ...elsewhere];
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(runnable);
}

/** The path of a redis-server, installing one where there is none; throws with what to do where that fails. */
export function redisPath() {
  const found = installedRedis() ?? installWithDebian();
  if (found) return found;
  throw new Error(
    'No redis-server was found and none could be installed. Install Redis 6.2 or later ' +
      '(Debian: `apt-get install redis-server`, macOS: `brew install redis`), ' +
      'or set REDIS_SERVER to the path of one, and run this again.',
  );
}

function installWithDebian() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  console.log('No redis-server found; trying Debian’s package.');
  if (run('apt-get', ['update', '-q'], 120_000)) {
    run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'redis-server'], 300_000);
  }
  return installedRedis();
}

function run(command, args, timeout) {
  // The package would start a service of its own, which is not wanted here.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  return spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], timeout, env }).status === 0;
}

function runnable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
