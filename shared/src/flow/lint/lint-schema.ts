import type { z } from 'zod';
import { error, type Finding, type FindingCode, type FindingPath } from './finding.js';

type Issue = z.core.$ZodIssue;

/** What the schema says against a value, as findings: each with the place and what to do. */
export function lintSchema(issues: readonly Issue[], value: unknown): Finding[] {
  return issues.flatMap((issue) => {
    const path = issue.path.map((key) => (typeof key === 'number' ? key : String(key)));
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownField(key, path));
    const found = at(value, path);
    if (found === undefined && path.length > 0) return [missingField(path, issue)];
    return [error(codeFor(issue, path), path, ...wordsFor(issue, found))];
  });
}

function unknownField(key: string, path: FindingPath): Finding {
  const fix = 'Correct its name, or take it out';
  return error('unknown-field', [...path, key], `There is no field "${key}" here`, fix);
}

function missingField(path: FindingPath, issue: Issue): Finding {
  const expected = issue.code === 'invalid_value' ? oneOf(issue.values) : 'what docs/flows.md says of it';
  return error('missing-field', path, `"${path.at(-1)}" is missing`, `Add it, with ${expected}`);
}

/** Too little of what a flow lives on has a code of its own, whoever notices it. */
function codeFor(issue: Issue, path: FindingPath): FindingCode {
  const field = path.join('.');
  if (issue.code === 'too_small' && field === 'facts') return 'few-facts';
  if (issue.code === 'too_small' && field === 'cards') return 'few-cards';
  if (issue.code === 'too_big' && field === 'brief') return 'long-brief';
  return 'invalid-value';
}

function wordsFor(issue: Issue, found: unknown): [message: string, fix: string] {
  switch (issue.code) {
    case 'too_big':
      return [`It has ${sizeOf(found)}; at most ${issue.maximum} are allowed`, 'Make it shorter'];
    case 'too_small':
      return [`It has ${sizeOf(found)}; at least ${issue.minimum} are needed`, 'Add what is missing'];
    case 'invalid_value':
      return [`${shown(found)} is not possible here`, `Take ${oneOf(issue.values)}`];
    case 'invalid_type':
      return [`${shown(found)} is not possible here`, `Give it a value of type ${issue.expected}`];
    case 'invalid_format':
      return [`${shown(found)} does not have the form that is needed`, `Write ${issue.message}`];
    default:
      return [issue.message, 'Give it what docs/flows.md says of it'];
  }
}

function sizeOf(found: unknown): string {
  if (typeof found === 'string') return `${found.length} characters`;
  return Array.isArray(found) ? `${found.length} entries` : shown(found);
}

function shown(found: unknown): string {
  if (typeof found === 'object' && found !== null) return Array.isArray(found) ? 'A list' : 'A map';
  const text = JSON.stringify(found) ?? 'Nothing';
  return text.length <= 40 ? text : `${text.slice(0, 40)}…"`;
}

function oneOf(values: readonly unknown[]): string {
  return values.length === 1 ? String(values[0]) : `one of ${values.join(', ')}`;
}

function at(value: unknown, path: FindingPath): unknown {
  return path.reduce<unknown>((inner, key) => {
    if (typeof inner !== 'object' || inner === null) return undefined;
    return new Map<unknown, unknown>(Array.isArray(inner) ? inner.entries() : Object.entries(inner)).get(key);
  }, value);
}
