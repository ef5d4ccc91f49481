import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Lexer, parseDocument } from 'yaml';
import { boundedParser } from '#shared/flow/lint/bounds.js';
import type { ParseYaml, ReadFile, SourceFile } from '#shared/flow/lint/lint-file.js';
import { BootError } from './boot.error.js';
import { messageOf } from './error.code.js';
import { packageRoot } from './package.root.js';

/** The folder with flows/, rubric/ and vignettes/. */
export const contentRoot = join(packageRoot, 'shared', 'content');

/** All YAML files in a folder and those below it, in a fixed order; none where there is no such folder. */
export function yamlFilesUnder(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** A file, by default under the name that it has from the package's folder, so that an editor can open it. */
export function sourceOf(path: string, name = relative(packageRoot, path)): SourceFile {
  return { name, text: readFileSync(path, 'utf8') };
}

export const parseYaml: ParseYaml = boundedParser(
  (text) => new Lexer().lex(text),
  (text) => parseDocument(text, { prettyErrors: false, logLevel: 'error' }),
);

/** What a file holds that the server cannot start without; refuses with the place where it says otherwise. */
export function contentAt<T>(path: string, read: (file: SourceFile) => ReadFile<T>): T {
  return usable(read(sourceNeeded(path)));
}

/** A file that the server cannot start without. */
export function sourceNeeded(path: string): SourceFile {
  try {
    return sourceOf(path);
  } catch (error) {
    throw new BootError(`${path} cannot be read: ${messageOf(error)}.`);
  }
}

/** What was read, where nothing is wrong with it that would keep it from being used. */
export function usable<T>({ name, value, findings }: ReadFile<T>): T {
  const fault = findings.find(({ severity }) => severity === 'error');
  if (fault !== undefined) {
    const where = [
      `${name}:${fault.line}:${fault.column} is not valid`,
      ...(fault.path.length ? [fault.path.join('.')] : []),
    ];
    throw new BootError(`${where.join(': ')}: ${fault.message}. ${fault.fix}.`);
  }
  if (value === null) throw new BootError(`${name} cannot be read.`);
  return value;
}
