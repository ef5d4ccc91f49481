import { STATUS_CODES } from 'node:http';
import { z } from 'zod';
import { refusalSchema, type ErrorCode } from '#shared/contract/errors.js';
import { routes, type Route } from '#shared/contract/http.js';
import { draftSchema } from '#shared/contract/report.js';
import { statusOf } from './refusal.status.js';

const OF_ACCESS: Record<Route['access'], readonly ErrorCode[]> = {
  public: [],
  'signed-in': ['NOT_SIGNED_IN'],
  confirmed: ['NOT_SIGNED_IN'],
  staff: ['NOT_FOUND'],
};

/** Refusals that every route may give, beside those of its own. */
export function refusalsOf(route: Route): ErrorCode[] {
  const always: ErrorCode[] = ['BAD_REQUEST', 'RATE_LIMITED', 'UNAVAILABLE', 'INTERNAL'];
  const unsafe: ErrorCode[] = route.method === 'GET' ? [] : ['FOREIGN_ORIGIN', 'PAYLOAD_TOO_LARGE'];
  return [...new Set([...route.errors, ...OF_ACCESS[route.access], ...unsafe, ...always])];
}

/** JSON Schema 2020-12 of what is sent (`input`) or of what comes back (`output`). */
export function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _, '~standard': __, $defs: ___, ...json } = withDefinitions(schema, io);
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, fromRoot(value)]));
}

function definitions(schema: z.ZodType): Record<string, unknown> {
  const { $defs = {} } = withDefinitions(schema, 'input');
  return Object.fromEntries(Object.entries($defs).map(([name, json]) => [name, fromRoot(json)]));
}

/** What speaks of itself stands once, among the components: references start at the root of the document. */
function fromRoot(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/^#\/\$defs\//, '#/components/schemas/');
  if (Array.isArray(value)) return value.map(fromRoot);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fromRoot(inner)]));
}

function withDefinitions(schema: z.ZodType, io: 'input' | 'output') {
  return z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ jsonSchema: json }) => {
      // A client ignores fields that it does not know: answers may get new ones.
      if (io === 'output' && json.additionalProperties === false) delete json.additionalProperties;
    },
  });
}

/** The HTTP half of the contract as OpenAPI 3.1, made from the same schemas that check the requests. */
export function openApiDocument(): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [name, route] of Object.entries(routes)) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(name, route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Turnabout',
      version: '1',
      description:
        'Live peer mock interviews. Rooms are joined over Socket.IO; docs/protocol.md has that, and the rules.',
      license: { name: 'AGPL-3.0-only', identifier: 'AGPL-3.0-only' },
    },
    paths,
    components: {
      schemas: { Refusal: jsonSchemaOf(refusalSchema, 'output'), ...definitions(draftSchema) },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: '__Host-turnabout', description: '`turnabout` on plain http.' },
      },
    },
  };
}

function operation(name: string, route: Route): Record<string, unknown> {
  return {
    operationId: name,
    summary: route.summary,
    ...(route.access === 'public' ? {} : { security: [{ session: [] }] }),
    parameters: [...parameters('path', route.params), ...parameters('query', route.query)],
    ...(route.body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: jsonSchemaOf(route.body, 'input') } },
          },
        }),
    responses: responses(route),
  };
}

function parameters(place: 'path' | 'query', schema: z.ZodObject | undefined): Record<string, unknown>[] {
  return Object.entries(schema?.shape ?? {}).map(([name, field]) => {
    const json = z.toJSONSchema(z.object({ field }), { io: 'input' });
    const required = json.required?.includes('field') === true;
    return { name, in: place, required: place === 'path' || required, schema: json.properties?.['field'] ?? {} };
  });
}

function responses(route: Route): Record<string, unknown> {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of refusalsOf(route)) byStatus.set(statusOf(code), [...(byStatus.get(statusOf(code)) ?? []), code]);
  const refused = [...byStatus]
    .sort(([a], [b]) => a - b)
    .map(([status, codes]) => [
      String(status),
      {
        description: codes.join(', '),
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } },
      },
    ]);
  const success = {
    description: STATUS_CODES[route.status] ?? 'Success',
    ...(route.status === 204
      ? {}
      : { content: { 'application/json': { schema: jsonSchemaOf(route.response, 'output') } } }),
  };
  return { [route.status]: success, ...Object.fromEntries(refused) };
}
