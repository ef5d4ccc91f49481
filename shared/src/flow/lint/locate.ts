import type { FindingPath } from './finding.js';

/** A place in a text, both counted from 1 as editors do. */
export interface Place {
  line: number;
  column: number;
}

/** What is needed of a node of a YAML document: the `yaml` package's own fit. Ranges are offsets into the text. */
interface SourceNode {
  range?: readonly [start: number, valueEnd: number, ...rest: number[]] | null;
  /** Of a list, nodes; of a map, pairs. */
  items?: readonly unknown[];
}

interface SourcePair {
  key: unknown;
  value: unknown;
}

/**
 * Where something stands in a file: the key that a path leads to, or the beginning of an entry of a list. A path that
 * leads to nothing gives the nearest thing above it that exists.
 *
 * @param quote words below the path, where a finding is about those alone; found however the lines of YAML break
 */
export function placeOf(text: string, root: unknown, path: FindingPath, quote?: string): Place {
  const { key, node } = follow(root, path);
  const start = startOf(key) ?? startOf(node) ?? 0;
  const within = isNode(node) && node.range ? node.range : [start, text.length];
  return placeAt(text, quote === undefined ? start : (offsetOf(quote, text, within[0], within[1]) ?? start));
}

/** Line and column of an offset into a text. */
export function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

interface Followed {
  /** The node of the last key on the way; none at the top and in a list. */
  key: unknown;
  node: unknown;
}

function follow(root: unknown, path: FindingPath): Followed {
  let at: Followed = { key: undefined, node: root };
  for (const segment of path) {
    const next = childOf(at.node, segment);
    if (next === undefined) return at;
    at = next;
  }
  return at;
}

function childOf(node: unknown, segment: string | number): Followed | undefined {
  if (!isNode(node) || node.items === undefined) return undefined;
  if (typeof segment === 'number') {
    const item = node.items[segment];
    return item === undefined ? undefined : { key: undefined, node: item };
  }
  const pair = node.items.filter(isPair).find(({ key }) => nameOf(key) === segment);
  return pair === undefined ? undefined : { key: pair.key, node: pair.value };
}

/** The words, with any white space between them, as a folded text of YAML has it. */
function offsetOf(quote: string, text: string, from: number, to: number): number | undefined {
  const words = quote.split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const at = new RegExp(words.join('\\s+'), 'u').exec(text.slice(from, to))?.index;
  return at === undefined ? undefined : from + at;
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}

function nameOf(key: unknown): unknown {
  return typeof key === 'object' && key !== null && 'value' in key ? key.value : key;
}

function isPair(item: unknown): item is SourcePair {
  return typeof item === 'object' && item !== null && 'key' in item && 'value' in item;
}

function isNode(node: unknown): node is SourceNode {
  return typeof node === 'object' && node !== null && ('range' in node || 'items' in node);
}
