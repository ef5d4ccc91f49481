// `npm run size`: how much JavaScript a visitor loads, compressed, by what Vite's manifest says. Fails over a limit.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from '../../server/scripts/build.mjs';

const FIRST_PAGE_LIMIT = 120;
const ROOM_LIMIT = 350;
const ROOM_PAGE = /(^|\/)features\/room\/[^/]*Page\.vue$/;

build({ ifStale: true, only: 'client' });
const folder = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'dist/client');
const manifestPath = join(folder, '.vite/manifest.json');
if (!existsSync(manifestPath)) fail('The build wrote no manifest: client/vite.config.ts needs build.manifest.');
const manifest = JSON.parse(readFileSync(manifestPath, 'utf8'));

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const room = Object.keys(manifest).find((key) => ROOM_PAGE.test(key));
if (entry === undefined) fail('The manifest names no entry.');
if (room === undefined) fail('The manifest names no page of the room: it has to be a route that loads by itself.');

const firstPage = filesOf([entry]);
const roomPage = filesOf([entry, room]);
const rows = [
  { what: 'first page', files: firstPage, limit: FIRST_PAGE_LIMIT },
  { what: 'room, before its editors', files: roomPage, limit: ROOM_LIMIT },
];

let over = false;
for (const { what, files, limit } of rows) {
  const total = sum(files);
  over ||= total > limit;
  console.log(`\n${what}: ${total.toFixed(1)} KB of ${limit} KB${total > limit ? '  TOO MUCH' : ''}`);
  for (const file of [...files].sort((a, b) => weight(b) - weight(a))) {
    console.log(`${weight(file).toFixed(1).padStart(8)} KB  ${file}`);
  }
}
if (over) fail('\nMore JavaScript than a page may load: load it later, or leave it out.');

/** The JavaScript that the chunks import statically, themselves included; what they load later does not count. */
function filesOf(keys) {
  const seen = new Set();
  const visit = (key) => {
    if (seen.has(key)) return;
    seen.add(key);
    manifest[key].imports?.forEach(visit);
  };
  keys.forEach(visit);
  return new Set([...seen].map((key) => manifest[key].file).filter((file) => file.endsWith('.js')));
}

function weight(file) {
  return gzipSync(readFileSync(join(folder, file))).length / 1024;
}

function sum(files) {
  return [...files].reduce((total, file) => total + weight(file), 0);
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
