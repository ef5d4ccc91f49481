// `npm run dev`: swc recompiles on every change, Node restarts the server when its compiled files change, and Vite
// serves the client with hot reload, passing /api and /socket.io on to the server. One Ctrl-C ends all three.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build, root, swcArguments } from './build.mjs';

build({ ifStale: true, only: 'server' });

const children = [
  start([...swcArguments, '--watch', '--quiet']),
  start(['--watch', '--watch-preserve-output', '--enable-source-maps', 'dist/server/src/main.js']),
  start([join(root, 'node_modules/vite/bin/vite.js'), '--config', 'client/vite.config.ts']),
];

let ending = false;
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => end(0));
for (const child of children) child.on('exit', (code) => end(code ?? 1));

function start(args) {
  return spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });
}

function end(code) {
  if (ending) return;
  ending = true;
  process.exitCode = code;
  for (const child of children) if (child.exitCode === null) child.kill('SIGTERM');
}
