/**
 * Columns of numbers. The compiler cannot know that an index lies inside its column; the callers do, and these two
 * say so in one place.
 */
export const num = (column: Float64Array, index: number): number => column[index] as number;
export const int = (column: Int32Array, index: number): number => column[index] as number;

/** The same numbers with room for more. */
export function longer<T extends Float64Array | Int32Array>(column: T, length: number): T;
export function longer(column: Float64Array | Int32Array, length: number): Float64Array | Int32Array {
  const grown = column instanceof Float64Array ? new Float64Array(length) : new Int32Array(length);
  grown.set(column);
  return grown;
}

/** Room for `needed` and half as much again, so that growing one by one stays cheap. */
export function roomFor(needed: number): number {
  return needed + (needed >> 1) + 16;
}

/** Names as numbers from 0 on. */
export class Names {
  readonly list: string[] = [];
  private readonly numbers = new Map<string, number>();

  /** The number of a name; a new name gets the next one. */
  number(name: string): number {
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    this.numbers.set(name, this.list.length);
    return this.list.push(name) - 1;
  }

  find(name: string): number | undefined {
    return this.numbers.get(name);
  }

  name(index: number): string {
    return this.list[index] as string;
  }

  get size(): number {
    return this.list.length;
  }
}
