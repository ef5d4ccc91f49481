import { z } from 'zod';

const jsonSchema = z.object({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  const: z.json().optional(),
  enum: z.array(z.json()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  allOf: z.array(z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  additionalProperties: z.unknown().optional(),
  propertyNames: z.unknown().optional(),
  items: z.unknown().optional(),
  prefixItems: z.array(z.unknown()).optional(),
  format: z.string().optional(),
  contentEncoding: z.string().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minItems: z.number().optional(),
  maxItems: z.number().optional(),
  default: z.json().optional(),
  description: z.string().optional(),
});
type JsonSchema = z.infer<typeof jsonSchema>;

/** Bounds that only say "an integer that a double can hold" say nothing. */
const UNBOUNDED = Number.MAX_SAFE_INTEGER;
const WIDTH = 96;

/**
 * A JSON Schema in the notation of TypeScript, with formats and bounds in angle brackets: `string<uuid>`,
 * `string<2..40>`, `integer<0..>`, `Thing[]<1..6>`. `a?` may be left out. What a field means stands above it.
 * `self` is the name by which the schema speaks of itself.
 */
export function notationOf(schema: unknown, indent = '', self = 'unknown'): string {
  const json = jsonSchema.parse(schema);
  if (json.$ref === '#') return self;
  if (json.$ref !== undefined) return json.$ref.split('/').at(-1) ?? 'unknown';
  if (json.const !== undefined) return JSON.stringify(json.const);
  if (json.enum !== undefined) return json.enum.map((value) => JSON.stringify(value)).join(' | ');
  const options = json.anyOf ?? json.oneOf;
  if (options !== undefined) return union(options, indent, self);
  if (json.allOf !== undefined) return json.allOf.map((part) => notationOf(part, indent, self)).join(' & ');
  if (json.type === 'object') return object(json, indent, self);
  if (json.type === 'array') return array(json, indent, self);
  return scalar(json);
}

function union(options: unknown[], indent: string, self: string): string {
  const parts = [...new Set(options.map((option) => notationOf(option, `${indent}    `, self)))];
  const line = parts.join(' | ');
  if (!line.includes('\n') && indent.length + line.length <= WIDTH) return line;
  return parts.map((part) => `\n${indent}  | ${part}`).join('');
}

function object(json: JsonSchema, indent: string, self: string): string {
  const fields = Object.entries(json.properties ?? {});
  if (fields.length === 0) return map(json, indent, self);
  const inner = `${indent}  `;
  const lines = fields.map(([name, schema]) => {
    const value = jsonSchema.parse(schema);
    const optional = json.required?.includes(name) === true ? '' : '?';
    const fallback = value.default === undefined ? '' : ` = ${JSON.stringify(value.default)}`;
    const key = /^[\w$]+$/.test(name) ? name : JSON.stringify(name);
    const shape = notationOf(schema, inner, self);
    // Alternatives that need lines of their own begin on the next one.
    const gap = shape.startsWith('\n') ? '' : ' ';
    return `${comment(value.description, inner)}${key}${optional}:${gap}${shape}${fallback}`;
  });
  const line = `{ ${lines.join('; ')} }`;
  if (!line.includes('\n') && indent.length + line.length <= WIDTH) return line;
  return `{\n${lines.map((text) => `${inner}${text}`).join('\n')}\n${indent}}`;
}

/** Words above a field, in lines of the usual width; a shape with any stands on lines of its own. */
function comment(words: string | undefined, indent: string): string {
  if (words === undefined) return '';
  const lines = words.split(' ').reduce<string[]>((done, word) => {
    const line = done.at(-1);
    if (line === undefined || `${indent}// ${line} ${word}`.length > WIDTH) return [...done, word];
    return [...done.slice(0, -1), `${line} ${word}`];
  }, []);
  return lines.map((line) => `// ${line}\n${indent}`).join('');
}

function map(json: JsonSchema, indent: string, self: string): string {
  const values = jsonSchema.safeParse(json.additionalProperties);
  if (json.additionalProperties === undefined || json.additionalProperties === false || !values.success) return '{}';
  const keys = json.propertyNames === undefined ? 'string' : notationOf(json.propertyNames);
  return `{ [${keys}]: ${notationOf(values.data, indent, self)} }`;
}

function array(json: JsonSchema, indent: string, self: string): string {
  if (json.prefixItems !== undefined)
    return `[${json.prefixItems.map((item) => notationOf(item, indent, self)).join(', ')}]`;
  const item = notationOf(json.items ?? {}, indent, self);
  const bounded = range(json.minItems, json.maxItems);
  return `${/[|&\n]/.test(item) ? `(${item})` : item}[]${bounded === '' ? '' : `<${bounded}>`}`;
}

function scalar(json: JsonSchema): string {
  const types = [json.type ?? 'any'].flat();
  const length = range(json.minLength, json.maxLength);
  const size = range(json.minimum, json.maximum);
  const notes = [json.contentEncoding ?? json.format, length, size].filter((note) => note !== undefined && note !== '');
  return types.join(' | ') + (notes.length === 0 ? '' : `<${[...new Set(notes)].join(', ')}>`);
}

function range(min: number | undefined, max: number | undefined): string {
  const from = min === undefined || min <= -UNBOUNDED ? undefined : min;
  const to = max === undefined || max >= UNBOUNDED ? undefined : max;
  if (from === undefined && to === undefined) return '';
  return from === to ? String(from) : `${from ?? ''}..${to ?? ''}`;
}
