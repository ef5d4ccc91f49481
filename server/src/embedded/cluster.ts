import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { access, chown, constants, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { BootError } from '../config/boot.error.js';
import { codeOf, messageOf } from '../config/error.code.js';
import type { PostgresBinaries } from './postgres.binaries.js';
import { assertReachable, giveTo, unprivilegedUser, type User } from './unprivileged.user.js';

/** The superuser of the cluster, and the name of the one database in it. */
export const ROLE = 'turnabout';

/** Files of one embedded database. */
export interface Cluster {
  /** Where Postgres keeps its data. */
  folder: string;
  /** What Postgres itself has to say. */
  logFile: string;
  password: string;
  /** Whom Postgres runs as where we are root; `null` for ourselves. */
  user: User | null;
}

/** Find the cluster of a data folder, or make it. */
export async function openCluster(dataDir: string, binaries: PostgresBinaries): Promise<Cluster> {
  await makeFolder(dataDir);
  const folder = join(dataDir, 'postgres');
  const passwordFile = join(dataDir, 'postgres-password');
  const exists = await readable(join(folder, 'PG_VERSION'), dataDir);
  const user = await userFor(exists ? folder : null);
  if (user !== null) {
    await assertReachable(binaries.postgres, user);
    await assertReachable(folder, user);
  }
  if (!exists) await initialise({ folder, passwordFile, user, binaries });
  if (user !== null) await giveTo(user, folder);
  const password = (await readFile(passwordFile, 'utf8').catch(() => refuseFolder(dataDir))).trim();
  await assertOurs(folder, user);
  return { folder, logFile: join(dataDir, 'postgres.log'), password, user };
}

async function makeFolder(dataDir: string): Promise<void> {
  try {
    await makeWithParents(dataDir);
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    refuseFolder(dataDir);
  }
}

/** Node's own recursive way never ends where a file system pretends that the parent does not exist, as /proc does. */
async function makeWithParents(folder: string): Promise<void> {
  const there = await stat(folder).catch(() => null);
  if (there?.isDirectory() === true) return;
  if (folder !== dirname(folder)) await makeWithParents(dirname(folder));
  await mkdir(folder).catch((error: unknown) => {
    if (codeOf(error) !== 'EEXIST') throw error;
  });
}

async function readable(path: string, dataDir: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    return refuseFolder(dataDir);
  }
}

function refuseFolder(dataDir: string): never {
  throw new BootError(
    `The data folder ${dataDir} cannot be read and written: make it accessible to whoever starts the server, or set DATA_DIR to another folder.`,
  );
}

async function assertOurs(folder: string, user: User | null): Promise<void> {
  const self = process.getuid?.();
  if (user !== null || self === undefined) return;
  if ((await stat(folder)).uid !== self) {
    throw new BootError(
      `The data folder ${folder} belongs to another user: start the server as that user, or set DATA_DIR to another folder.`,
    );
  }
}

/** A cluster that an ordinary user has made stays theirs, also when root starts it once. */
async function userFor(existing: string | null): Promise<User | null> {
  const user = await unprivilegedUser();
  if (user === null || existing === null) return user;
  const { uid, gid } = await stat(existing);
  return uid === 0 ? user : { name: `number ${uid}`, uid, gid };
}

interface NewCluster {
  folder: string;
  passwordFile: string;
  user: User | null;
  binaries: PostgresBinaries;
}

/** Made beside its place and moved there when complete: a kill halfway leaves nothing that looks finished. */
async function initialise({ folder, passwordFile, user, binaries }: NewCluster): Promise<void> {
  const unfinished = `${folder}.new`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  const password = randomBytes(24).toString('base64url');
  await writeFile(passwordFile, password, { mode: 0o600 });
  const handover = await mkdtemp(join(tmpdir(), 'turnabout-'));
  const handoverFile = join(handover, 'password');
  try {
    await writeFile(handoverFile, `${password}\n`, { mode: 0o600 });
    if (user !== null) for (const path of [unfinished, handover, handoverFile]) await chown(path, user.uid, user.gid);
    await promisify(execFile)(
      binaries.initdb,
      [
        `--pgdata=${unfinished}`,
        `--username=${ROLE}`,
        `--pwfile=${handoverFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
      ],
      { cwd: unfinished, ...(user === null ? {} : { uid: user.uid, gid: user.gid }) },
    );
  } catch (error) {
    const words =
      typeof error === 'object' && error !== null && 'stderr' in error ? String(error.stderr) : messageOf(error);
    throw new BootError(`Postgres could not make its data folder ${folder}: ${lastLine(words)}`);
  } finally {
    await rm(handover, { recursive: true, force: true });
  }
  await rename(unfinished, folder);
}

export function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}

/** The last complaint that Postgres wrote to its log from `offset` on. */
export async function lastComplaint(cluster: Cluster, offset: number): Promise<string> {
  const text = await readFile(cluster.logFile).then(
    (log) => log.subarray(offset).toString('utf8'),
    () => '',
  );
  const complaints = text
    .split('\n')
    .filter((line) => /\b(FATAL|PANIC|ERROR)\b|error while loading/.test(line))
    // What our own asking whether it is up yet was answered.
    .filter((line) => !line.includes('the database system is starting up'));
  return (complaints.at(-1) ?? 'it ended without a word').replace(/^.*?(FATAL|PANIC|ERROR): */, '');
}
