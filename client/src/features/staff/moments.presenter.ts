/** A moment as it stands in a list: `25 Nov 2026, 14:05`. */
export function whenOf(at: number): string {
  return new Date(at).toLocaleString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
}

/** A number of things: `1 sheet`, `1,204 sheets`. */
export function countOf(count: number, word: string): string {
  return `${count.toLocaleString('en-GB')} ${word}${count === 1 ? '' : 's'}`;
}
