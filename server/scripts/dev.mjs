// `npm run dev`: swc recompiles on every change, the server restarts when its compiled files change, and Vite serves
// the client with hot reload, passing /api and /socket.io on to the server. One Ctrl-C ends all three.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { build, root, swcArguments } from './build.mjs';
import { endWithNpm } from './end-with-npm.mjs';

const SETTLED_MS = 150;

build({ ifStale: true, only: 'server' });

const compiler = start([...swcArguments, '--watch', '--quiet']);
const vite = start([join(root, 'node_modules/vite/bin/vite.js'), '--config', 'client/vite.config.ts']);
let server = startServer();
let ending = false;
let restarting = false;
let settled;

for (const folder of ['dist/server', 'dist/shared']) {
  watch(join(root, folder), { recursive: true }, () => {
    clearTimeout(settled);
    settled = setTimeout(restart, SETTLED_MS);
  });
}
for (const child of [compiler, vite]) child.on('exit', (code) => end(code ?? 1));
endWithNpm();
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => end(0));

// In a group of its own: a Ctrl-C reaches this process alone, which then ends each of them once.
function start(args) {
  return spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], detached: true });
}

function startServer() {
  return start(['--enable-source-maps', 'dist/server/src/main.js']);
}

async function restart() {
  if (ending || restarting) return;
  restarting = true;
  await stop(server);
  restarting = false;
  if (!ending) server = startServer();
}

async function end(code) {
  if (ending) return;
  ending = true;
  await Promise.all([server, compiler, vite].map(stop));
  process.exit(code);
}

async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
