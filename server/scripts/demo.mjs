// `npm run demo`: builds what is missing or stale, then becomes an instance of its own with simulated people in it.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, hasSources, root } from './build.mjs';
import { endWithNpm } from './end-with-npm.mjs';

if (hasSources()) build({ ifStale: true });
endWithNpm();
process.chdir(root);
process.setSourceMapsEnabled(true);
process.stdout.write('Making up people and their sessions.\n');
await import(pathToFileURL(join(root, 'dist/server/src/demo/demo.js')).href);
