/** A number in 0..2^32−1 from two texts (FNV-1a with the finish of MurmurHash3): mixes without favouring anybody. */
export function place(person: string, id: string): number {
  let hash = 0x811c9dc5;
  for (const char of `${person} ${id}`) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
