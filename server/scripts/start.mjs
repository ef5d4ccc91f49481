// `npm start`: builds what is missing or stale, then becomes the server. The server runs in this very process, so a
// Ctrl-C or a SIGTERM reaches its own shutdown directly and its exit code is the one that the shell sees.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, hasSources, root } from './build.mjs';

const oldest = [20, 19];
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
  console.error(`Node ${oldest.join('.')} or newer is needed; this is ${process.versions.node}.`);
  process.exit(1);
}

if (hasSources()) build({ ifStale: true });
endWithNpm();
const main = join(root, 'dist/server/src/main.js');
process.argv[1] = main;
process.chdir(root);
process.setSourceMapsEnabled(true);
console.log('Starting the server.');
await import(pathToFileURL(main).href);

// npm passes a signal to its shell and not always further: without this the server would stay behind. A Ctrl-C reaches
// everybody at once, so the end of npm is then no second signal.
function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 250);
  watch.unref();
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      clearInterval(watch);
      if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
    });
  }
}
