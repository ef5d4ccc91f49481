// Every file that README.md, CONTRIBUTING.md or a page under docs/ names must exist: in `backticks` and in links.
//   Names are read from the root, or beside the page. A * stands for anything, as does a <name>.
//   What is made while building or running (dist/, .data/, node_modules/) is not looked for.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const made = new Set([
  '.git',
  'node_modules',
  'dist',
  '.data',
  '.cache',
  'coverage',
  'test-results',
  'playwright-report',
]);
const fileEnding = /\.(ts|mjs|cjs|vue|json|ya?ml|md|sql|css|html|svg)$/;

const files = walk(root);
const folders = new Set(files.flatMap(parents));
const topLevel = new Set(files.map((file) => file.split('/')[0]));

const pages = files.filter((file) => /^(README|CONTRIBUTING)\.md$/.test(file) || /^docs\/.*\.md$/.test(file));
const missing = pages.flatMap((page) =>
  namesIn(readFileSync(join(root, page), 'utf8'))
    .filter(({ name }) => !exists(name, page))
    .map(({ name, line }) => `${page}:${line} names ${name}, which does not exist`),
);

for (const sentence of missing) console.error(sentence);
console.log(
  missing.length === 0 ? `${pages.length} pages name files that exist.` : `${missing.length} names are wrong.`,
);
process.exitCode = missing.length === 0 ? 0 : 1;

function namesIn(text) {
  let fenced = false;
  return text.split('\n').flatMap((content, index) => {
    if (content.trimStart().startsWith('```')) fenced = !fenced;
    if (fenced) return [];
    const quoted = [...content.matchAll(/`([^`]+)`/g)].map((match) => match[1]).filter(looksLikeFile);
    const linked = [...content.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1]).filter(isLocal);
    return [...quoted, ...linked].map((name) => ({ name: name.replace(/(#.*|:\d+)$/, ''), line: index + 1 }));
  });
}

function looksLikeFile(name) {
  if (!/^\.{0,2}[\w.@*<>/-]+(:\d+)?$/.test(name) || name.startsWith('/') || name.startsWith('@')) return false;
  const first = name.split('/')[0];
  if (made.has(first)) return false;
  return name.includes('/') ? topLevel.has(first) || fileEnding.test(name) : fileEnding.test(name);
}

function isLocal(target) {
  return !/^([a-z]+:|#|\/)/.test(target);
}

function exists(name, page) {
  const plain = name.replace(/\/$/, '').replace(/^\.\//, '');
  const beside = relative(root, join(root, dirname(page), plain))
    .split(sep)
    .join('/');
  if ([plain, beside].some((path) => existsSync(join(root, path)))) return true;
  const anything = plain
    .replace(/<[^>]*>/g, '*')
    .replace(/[.+]/g, '\\$&')
    .replace(/\*+/g, '[^/]*');
  const wanted = new RegExp(plain.includes('/') ? `^${anything}$` : `(^|/)${anything}$`);
  return [...files, ...folders].some((path) => wanted.test(path));
}

function parents(file) {
  const parts = file.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}

function walk(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (made.has(entry.name)) return [];
    return entry.isDirectory() ? walk(path) : [relative(root, path).split(sep).join('/')];
  });
}
