import { z } from 'zod';
import { flowSchema } from '#shared/flow/flow.schema.js';
import type { Named, Outline } from '../outline.presenter.js';
import type { YamlPlace } from './yaml.place.js';

const nodeSchema = z.object({
  type: z.string().optional(),
  description: z.string().optional(),
  enum: z.array(z.string()).optional(),
  const: z.json().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  additionalProperties: z.unknown().optional(),
  propertyNames: z.unknown().optional(),
  items: z.unknown().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minItems: z.number().optional(),
  maxItems: z.number().optional(),
});
type Node = z.infer<typeof nodeSchema>;

const flowNode = nodeSchema.parse(z.toJSONSchema(flowSchema));

/** Something that may be put where the cursor is. */
export interface Word {
  text: string;
  kind: 'field' | 'value' | 'id';
  /** Beside it: what it takes, or what it stands for. */
  beside: string;
  /** What it means. */
  meaning: string;
}

/** What may stand at a place, by the schema of a flow and by what this flow names. */
export function wordsAt(place: YamlPlace, outline: Outline): Word[] {
  const node = nodeAt(place.path);
  if (node === null) return [];
  if (isMap(node)) return place.afterColon ? [] : fieldsOf(node, place.taken);
  const ids = idsAt(place.path, outline);
  if (ids) return ids.map(({ id, words }) => ({ text: id, kind: 'id' as const, beside: '', meaning: words }));
  const values = node.enum ?? (node.const === undefined ? [] : [String(node.const)]);
  return values.map((text) => ({ text, kind: 'value' as const, beside: '', meaning: '' }));
}

function nodeAt(path: readonly string[]): Node | null {
  let node: Node | null = flowNode;
  for (const part of path) {
    if (node === null) return null;
    node = parsed(part === '#' ? node.items : (node.properties?.[part] ?? node.additionalProperties));
  }
  return node;
}

function parsed(value: unknown): Node | null {
  const node = nodeSchema.safeParse(value);
  return node.success ? node.data : null;
}

function isMap({ properties, propertyNames }: Node): boolean {
  return properties !== undefined || propertyNames !== undefined;
}

function fieldsOf(node: Node, taken: readonly string[]): Word[] {
  const names = Object.keys(node.properties ?? {});
  const record = parsed(node.propertyNames)?.enum ?? [];
  return [...names, ...record].flatMap((name) => {
    const field = parsed(node.properties?.[name] ?? node.additionalProperties);
    if (field === null || taken.includes(name)) return [];
    const beside = [kindWords(field), ...(node.required?.includes(name) ? ['needed'] : [])].filter(Boolean).join(', ');
    return [{ text: name, kind: 'field' as const, beside, meaning: field.description ?? '' }];
  });
}

function kindWords(node: Node): string {
  if (node.enum) return node.enum.length > 4 ? `one of ${node.enum.length}` : node.enum.join(' | ');
  if (node.type === 'array') return `list${bounds(node.minItems, node.maxItems)}`;
  if (isMap(node)) return 'group of fields';
  if (node.type === 'string') return `text${bounds(node.minLength === 1 ? undefined : node.minLength, node.maxLength)}`;
  if (node.type === 'integer' || node.type === 'number') return `number${bounds(node.minimum, node.maximum)}`;
  return node.const === undefined ? '' : `always ${String(node.const)}`;
}

function bounds(min: number | undefined, max: number | undefined): string {
  const most = max === undefined || max >= Number.MAX_SAFE_INTEGER ? undefined : max;
  if (min !== undefined && min === most) return ` of ${min}`;
  if (most !== undefined) return min === undefined ? ` up to ${most}` : ` from ${min} to ${most}`;
  return min === undefined ? '' : ` from ${min}`;
}

/** The ids that a field takes, where it points to something of this flow. */
function idsAt(path: readonly string[], { steps, signals, cards }: Outline): Named[] | null {
  const key = path.filter((part) => part !== '#').at(-1) ?? '';
  if (path.includes('when')) {
    if (key === 'steps') return steps;
    if (key === 'afterCard') return cards;
    if (['unheard', 'heard', 'missed'].includes(key)) return signals;
  }
  return path[0] === 'cards' && key === 'signals' ? signals : null;
}
