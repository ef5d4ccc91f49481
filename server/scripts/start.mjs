// `npm start`: builds what is missing or stale, then becomes the server. The server runs in this very process, so a
// Ctrl-C or a SIGTERM reaches its own shutdown directly and its exit code is the one that the shell sees. It is started
// with room for what is short-lived, and what lasts may double before all of it is looked through: otherwise collections
// of all memory hold people up every few seconds (docs/adr/0009-what-durable-costs.md).
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, hasSources, root } from './build.mjs';
import { endWithNpm } from './end-with-npm.mjs';

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
