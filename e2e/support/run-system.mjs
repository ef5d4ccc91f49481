// Runs the built one-box system on data of its own, which go when it ends.
//   node e2e/support/run-system.mjs     runs it on PORT until a signal comes; what it says goes to .cache/system.log
//   import { startSystem }              the same for a script: { url, stop }
import { spawn } from 'node:child_process';
import { chmodSync, closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// The same file runs from its place and from its copy in dist/.
const root =
  [3, 4].map((levels) => join(fileURLToPath(import.meta.url), '../'.repeat(levels))).find(isRoot) ?? process.cwd();
const MAIN = 'main.js';
const programOf = (name) => join(root, 'dist/server/src', name);

function isRoot(folder) {
  return existsSync(join(folder, 'package.json'));
}

/**
 * Starts the system and answers when it takes connections.
 * `env` adds to the environment; `data` keeps the data in that folder instead of a temporary one. `program`, with
 * `args`, is what is run in place of the system itself, and `patienceMs` how long it may take to be there.
 */
export async function startSystem({
  port,
  env = {},
  data,
  log = join(root, '.cache/system.log'),
  program = MAIN,
  args = [],
  patienceMs = 60_000,
} = {}) {
  const main = programOf(program);
  if (!existsSync(main)) throw new Error('Nothing is built yet: run `npm run build` first.');
  const chosen = port ?? (await freePort());
  const folder = data ?? temporaryFolder();
  mkdirSync(dirname(log), { recursive: true });
  const output = openSync(log, 'w');
  const child = spawn(
    process.execPath,
    ['--enable-source-maps', '--max-semi-space-size=64', '--heap-growing-percent=100', main, ...args],
    {
      cwd: root,
      stdio: ['ignore', output, output],
      env: {
        ...process.env,
        PORT: String(chosen),
        PUBLIC_URL: `http://localhost:${chosen}`,
        DATA_DIR: join(folder, 'data'),
        ...env,
      },
    },
  );
  closeSync(output);
  const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code)));
  const stop = async (signal = 'SIGTERM') => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    const result = await ended;
    if (data === undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    return result;
  };
  try {
    await untilUp(chosen, child, patienceMs);
  } catch (error) {
    await stop('SIGKILL');
    throw new Error(`${error.message} Its last words:\n${tail(log)}`, { cause: error });
  }
  return { url: `http://localhost:${chosen}`, pid: child.pid, ended, stop };
}

// An unprivileged Postgres must be able to pass through it, so it is not the 0700 that mkdtemp makes.
function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'turnabout-'));
  chmodSync(folder, 0o755);
  return folder;
}

async function untilUp(port, child, patienceMs) {
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`The system ended by itself (${child.signalCode ?? child.exitCode}).`);
    }
    if (await takesConnections(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The system took no connection within ${patienceMs / 1000} s.`);
}

function takesConnections(port) {
  return new Promise((resolve) => {
    const socket = connect(port, 'localhost');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function tail(path) {
  return readFileSync(path, 'utf8').split('\n').slice(-30).join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const port = process.env.PORT ? Number(process.env.PORT) : undefined;
  const system = await startSystem({ port });
  console.log(`The system is up at ${system.url}.`);
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void system.stop());
  const result = await system.ended;
  await system.stop();
  process.exitCode = typeof result === 'number' ? result : 0;
}
