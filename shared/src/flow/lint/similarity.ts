import { contentOf, stemsOf } from './stems.js';

/** What two questions are compared by. */
export interface Shingles {
  /** The stems of its content. */
  content: ReadonlySet<string>;
  /** Neighbouring stems, empty words included. */
  pairs: ReadonlySet<string>;
}

/** From this on, two cards ask nearly the same; questions that only begin alike, on related cases, stay below. */
export const NEAR_DUPLICATE = 0.35;

/** Prepares a text for comparing. */
export function shinglesOf(text: string): Shingles {
  const stems = stemsOf(text);
  return {
    content: new Set(contentOf(text)),
    pairs: new Set(stems.slice(1).map((stem, index) => `${stems[index]} ${stem}`)),
  };
}

/**
 * How alike two questions are, from 0 to 1: the mean of the shares that they have in common of their content words
 * (what is asked about) and of their pairs of neighbouring words (how it is asked).
 */
export function similarityOf(a: Shingles, b: Shingles): number {
  const content = sharedBy(a.content, b.content);
  return content === 0 ? 0 : (content + sharedBy(a.pairs, b.pairs)) / 2;
}

/** Jaccard: of all that either has, the share that both have. */
function sharedBy(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const both = [...a].filter((entry) => b.has(entry)).length;
  return both === 0 ? 0 : both / (a.size + b.size - both);
}
