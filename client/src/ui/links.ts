export type TextPart = { kind: 'text'; text: string } | { kind: 'link'; text: string; href: string };

const ADDRESS = /(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])/u;

/** A text in pieces, its addresses as links; those of this site lead there without its host. */
export function linkParts(text: string, origin: string): TextPart[] {
  return text.split(ADDRESS).flatMap((piece, index): TextPart[] => {
    if (piece === '') return [];
    const url = index % 2 === 1 ? leadsTo(piece) : null;
    if (!url) return [{ kind: 'text', text: piece }];
    const own = url.origin === origin;
    return [{ kind: 'link', text: piece, href: own ? url.pathname + url.search + url.hash : piece }];
  });
}

/** Where an address leads; nowhere if it is broken, or looks like another site than the one that it leads to. */
function leadsTo(address: string): URL | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  return url.username || url.password ? null : url;
}
