import { chown, lstat, readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, parse } from 'node:path';
import { BootError } from '../config/boot.error.js';

/** Whom a process runs as. */
export interface User {
  name: string;
  uid: number;
  gid: number;
}

const CANDIDATES = ['postgres', 'nobody'];

/** Postgres refuses to run as root: then an existing unprivileged user is taken. `null` where we are not root. */
export async function unprivilegedUser(): Promise<User | null> {
  if (process.getuid?.() !== 0) return null;
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const users = passwd.split('\n').map((line) => line.split(':'));
  for (const candidate of CANDIDATES) {
    const [name, , uid, gid] = users.find((fields) => fields[0] === candidate) ?? [];
    if (name !== undefined && Number(uid) > 0) return { name, uid: Number(uid), gid: Number(gid) };
  }
  throw new BootError(
    'Postgres does not run as root, and there is no user postgres or nobody to run it as: start the server as an ordinary user, or set DATABASE_URL.',
  );
}

/** Refuse early, with the folder's name, where the user cannot get to a path. */
export async function assertReachable(path: string, user: User): Promise<void> {
  const folders: string[] = [];
  for (let folder = dirname(path); folder !== parse(folder).root; folder = dirname(folder)) folders.unshift(folder);
  for (const folder of folders) {
    const { uid, gid, mode } = await stat(folder);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & bit) !== 0) continue;
    throw new BootError(
      `Postgres does not run as root, and the user ${user.name} that it runs as cannot enter ${folder}: start the server as an ordinary user, move it out of that folder, or set DATABASE_URL.`,
    );
  }
}

/** Give a folder and everything in it to the user, where it is not theirs yet. */
export async function giveTo(user: User, path: string): Promise<void> {
  const found = await lstat(path);
  if (found.uid !== user.uid) await chown(path, user.uid, user.gid);
  if (!found.isDirectory()) return;
  for (const name of await readdir(path)) await giveTo(user, join(path, name));
}
