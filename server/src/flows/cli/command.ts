import { parseArgs, type ParseArgsConfig } from 'node:util';
import { existsSync, statSync } from 'node:fs';
import type { SourceFile } from '#shared/flow/lint/lint-file.js';
import { messageOf } from '../../config/error.code.js';
import { contentRoot, sourceOf, yamlFilesUnder } from '../../config/content.files.js';

/** What a command answers: what goes to standard output, and its exit code. */
export interface Outcome {
  status: 0 | 1;
  output: string;
}

/** Why a command cannot do what is asked, in one sentence for whoever asked; exit code 2. */
export class BadInput extends Error {
  override name = 'BadInput';
}

/** The files that somebody names, and those below the folders they name; or all of shared/content, if they name none. */
export function contentFiles(named: readonly string[]): SourceFile[] {
  if (named.length === 0) return yamlFilesUnder(contentRoot).map((path) => sourceOf(path));
  return named.flatMap(filesAt).map((path) => sourceOf(path, path));
}

function filesAt(path: string): string[] {
  if (!existsSync(path)) throw new BadInput(`There is no file ${path}.`);
  if (statSync(path).isFile()) return [path];
  const files = yamlFilesUnder(path);
  if (files.length === 0) throw new BadInput(`There is no .yaml file below ${path}.`);
  return files;
}

/** A file that somebody names, whatever is in it. */
export function fileAt(path: string): SourceFile {
  try {
    return sourceOf(path, path);
  } catch (error) {
    throw new BadInput(`${path} cannot be read: ${messageOf(error)}.`);
  }
}

/** What may stand behind a command; anything else is refused with what would be taken. */
export function readArguments<O extends NonNullable<ParseArgsConfig['options']>>(
  args: string[],
  options: O,
  takes: string | null,
) {
  try {
    return parseArgs({ args, options, allowPositionals: takes !== null });
  } catch {
    const known = Object.entries(options).map(([name, { type }]) => `--${name}${type === 'string' ? ' …' : ''}`);
    const possible = [...known, ...(takes === null ? [] : [takes])].join(', ');
    throw new BadInput(`Only ${possible} may follow here, and not ${args.join(' ')}.`);
  }
}
