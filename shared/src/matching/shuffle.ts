/** A number in 0..2^32-1 from two strings and a seed (FNV-1a): orders equals without favouring anybody. */
export function shuffleKey(a: string, b: string, seed: number): number {
  let hash = 0x811c9dc5 ^ seed;
  for (const char of a < b ? a + b : b + a) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
  return hash >>> 0;
}
