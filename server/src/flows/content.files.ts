import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Lexer, parseDocument } from 'yaml';
import { boundedParser } from '#shared/flow/lint/bounds.js';
import type { ParseYaml, SourceFile } from '#shared/flow/lint/lint-file.js';
import { packageRoot } from '../config/package.root.js';

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
