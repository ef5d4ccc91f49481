import { z } from 'zod';
import type { Route } from '#shared/contract/http.js';
import { isPlainText, PLAIN_TEXT_ONLY } from './plain.text.js';
import { Refused } from './refused.js';

/** How deep a body may be nested; ours need seven levels. */
const MAX_DEPTH = 16;

interface Given {
  params: unknown;
  query: unknown;
  body?: unknown;
}

const nothing = z.strictObject({});
const noBody = z.undefined().or(nothing);

/** Check what arrived against the route's schemas. Unknown fields are refused, also where a route takes none. */
export function parseInput(route: Route, given: Given): { params: unknown; query: unknown; body: unknown } {
  if (deeperThan(given.body, MAX_DEPTH)) {
    throw new Refused('BAD_REQUEST', `The body is nested too deeply: at most ${MAX_DEPTH} levels are accepted.`);
  }
  const input = {
    params: part('params', route.params?.strict() ?? nothing, given.params),
    query: part('query', route.query?.strict() ?? nothing, given.query),
    body: part('body', route.body ?? noBody, given.body),
  };
  if (!isPlainText(input)) throw new Refused('BAD_REQUEST', PLAIN_TEXT_ONLY);
  return input;
}

function part(name: 'params' | 'query' | 'body', schema: z.ZodType, value: unknown): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.slice(0, 20).map((issue) => ({
    path: issue.path.join('.') || name,
    message: issue.message,
  }));
  const first = fields[0];
  throw new Refused('BAD_REQUEST', `This was not understood: ${first?.path}: ${first?.message}.`, { fields });
}

/** Walks level by level, so that no depth of nesting costs stack. */
function deeperThan(value: unknown, max: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > max) return true;
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []));
  }
  return false;
}
