import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** The first version of each package without a hole that is known; `npm audit` cannot be asked everywhere. */
const FLOORS: Record<string, string> = {
  'engine.io': '6.6.10',
  'socket.io-parser': '4.2.7',
  ws: '8.21.0',
  multer: '2.2.0',
  typeorm: '1.1.0',
  dompurify: '3.4.16',
};

/** Not every one is used; these are, so their absence would mean that the lock file was read wrongly. */
const USED = ['engine.io', 'socket.io-parser', 'ws', 'typeorm'];

const lockFile = z.object({
  packages: z.record(z.string(), z.object({ version: z.string().optional(), resolved: z.string().optional() })),
});

const text = readFileSync(new URL('../../../package-lock.json', import.meta.url), 'utf8');
const lock = lockFile.parse(JSON.parse(text));
const installed = Object.entries(lock.packages).map(([path, { version = '' }]) => ({
  name: path.split('node_modules/').at(-1) ?? '',
  path,
  version,
}));

function isBelow(version: string, floor: string): boolean {
  const [have, need] = [version, floor].map((dotted) => dotted.split('-')[0]?.split('.').map(Number) ?? []);
  for (let part = 0; part < 3; part += 1) {
    const difference = (have?.[part] ?? 0) - (need?.[part] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

describe('the lock file', () => {
  it.each(Object.entries(FLOORS))('holds no %s below %s', (name, floor) => {
    const tooOld = installed.filter((entry) => entry.name === name && isBelow(entry.version, floor));
    expect(tooOld.map(({ path, version }) => `${path}@${version}`)).toEqual([]);
  });

  it.each(USED)('was read right: %s is in it', (name) => {
    expect(installed.some((entry) => entry.name === name)).toBe(true);
  });

  it('names no download address, so that any registry serves it', () => {
    const addresses = Object.values(lock.packages).filter(({ resolved }) => resolved?.startsWith('http'));
    expect(addresses).toEqual([]);
  });

  it('compares versions by number and not by text', () => {
    expect(isBelow('8.9.0', '8.21.0')).toBe(true);
    expect(isBelow('8.21.0', '8.21.0')).toBe(false);
    expect(isBelow('10.0.0', '8.21.0')).toBe(false);
  });
});
