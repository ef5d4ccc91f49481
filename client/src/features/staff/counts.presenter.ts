/** A number of things: `1 sheet`, `1,204 sheets`. */
export function countOf(count: number, word: string): string {
  return `${count.toLocaleString('en-GB')} ${word}${count === 1 ? '' : 's'}`;
}
