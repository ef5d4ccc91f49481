// Builds what `npm start` runs: server, shared and e2e with swc, the client with Vite, all into dist/.
//   node server/scripts/build.mjs              builds both halves
//   node server/scripts/build.mjs --if-stale   builds only the half whose sources have changed
//   node server/scripts/build.mjs --server     considers the server half only (--client: the client half only)
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** What swc is given; `npm run dev` watches with the same arguments. */
export const swcArguments = [
  join(root, 'node_modules/@swc/cli/bin/swc.js'),
  'server/src',
  'shared/src',
  'e2e',
  '--out-dir',
  'dist',
  '--config-file',
  '.config/swc.json',
  '--extensions',
  '.ts',
  '--copy-files',
  '--ignore',
  '**/*.spec.ts,**/*.int-spec.ts,**/testing/**,**/*.md,e2e/journeys/**,e2e/security/**,e2e/cluster/**,e2e/playwright.config.ts',
];

const halves = [
  {
    name: 'server',
    inputs: ['server/src', 'shared/src', 'e2e', '.config/swc.json'],
    outputs: ['dist/server', 'dist/shared', 'dist/e2e'],
    run: () => {
      node([...swcArguments, '--quiet']);
      pruneOrphans();
    },
  },
  {
    name: 'client',
    inputs: ['client', 'shared/src', 'package-lock.json'],
    outputs: ['dist/client'],
    run: () =>
      node([
        join(root, 'node_modules/vite/bin/vite.js'),
        'build',
        '--config',
        'client/vite.config.ts',
        '--logLevel',
        'warn',
      ]),
  },
];

/** True where the sources are at hand; a deployed image carries dist/ alone. */
export function hasSources() {
  return existsSync(join(root, 'server/src')) && existsSync(join(root, 'node_modules/@swc/cli'));
}

export function build({ ifStale = false, only = undefined } = {}) {
  for (const half of halves.filter(({ name }) => only === undefined || name === only)) {
    const stamp = join(root, `dist/.${half.name}.stamp`);
    const fingerprint = fingerprintOf(half.inputs);
    const built = half.outputs.some((path) => existsSync(join(root, path))) && existsSync(stamp);
    if (ifStale && built && readFileSync(stamp, 'utf8') === fingerprint) continue;
    const reason = ifStale ? (built ? ' (sources changed)' : ' (not built yet)') : '';
    // Not on standard output: what is built may be a command whose output somebody reads by a program.
    console.error(`Building the ${half.name}${reason} …`);
    const started = performance.now();
    rmSync(stamp, { force: true });
    half.run();
    mkdirSync(join(root, 'dist'), { recursive: true });
    writeFileSync(stamp, fingerprint);
    console.error(`Built the ${half.name} in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
  }
}

function node(args) {
  const { status, signal } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status === 0) return;
  console.error(signal ? `The build was stopped by ${signal}.` : 'The build failed; its own message is above.');
  process.exit(status ?? 1);
}

function fingerprintOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths.flatMap((input) => filesUnder(join(root, input)))) {
    hash.update(relative(root, path).split(sep).join('/')).update('\0').update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

// A deleted source must not live on in dist/, least of all a migration; but a running server may still load its own
// modules from there, so only the orphans go and not the folder.
function pruneOrphans() {
  for (const folder of ['server', 'shared', 'e2e']) {
    for (const path of filesUnder(join(root, 'dist', folder))) {
      const source = join(root, relative(join(root, 'dist'), path));
      const candidates = [source, source.replace(/\.js(\.map)?$/, '.ts')];
      if (!candidates.some((candidate) => existsSync(candidate))) rmSync(path);
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const flags = new Set(process.argv.slice(2));
  const only = flags.has('--server') ? 'server' : flags.has('--client') ? 'client' : undefined;
  build({ ifStale: flags.has('--if-stale'), only });
}
