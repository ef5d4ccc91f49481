import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import { BootError } from './boot.error.js';
import { messageOf } from './error.code.js';
import { packageRoot } from './package.root.js';

/** Where flows, rubrics and vignettes are. */
export const contentRoot = join(packageRoot, 'shared', 'content');

/** All YAML files under a folder, in the order of their names. */
export function contentFilesUnder(folder: string): string[] {
  if (!existsSync(folder)) throw new BootError(`The folder ${contentName(folder)} is missing.`);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** What a YAML file says, by its schema; refuses to start with a file that says otherwise, and names it. */
export function readContent<S extends z.ZodType>(path: string, schema: S): z.output<S> {
  let content: unknown;
  try {
    content = parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new BootError(`${contentName(path)} cannot be read: ${messageOf(error)}`);
  }
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new BootError(`${contentName(path)} is not valid: ${issue?.path.join('.') || 'the file'}: ${issue?.message}.`);
}

/** A path as people know it. */
export function contentName(path: string): string {
  return relative(packageRoot, path);
}
