/**
 * Where a quote stands in a text, as offsets: the first place, whatever white space lies between its words (texts are
 * folded by YAML in one way and typed in another). `null` where it does not occur.
 */
export function findQuote(text: string, quote: string): { from: number; to: number } | null {
  const words = quote.trim().split(/\s+/);
  const pattern = words.map((word) => word.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&')).join('\\s+');
  const found = quote.trim() === '' ? null : new RegExp(pattern).exec(text);
  return found && { from: found.index, to: found.index + found[0].length };
}
