const MAX = 60;
/** More of a line is not looked at: what comes in may be 100,000 blanks, and to look for what ends them takes its time. */
const LOOKED_AT = 300;

/** What a draft calls itself, also where the rest of it is not YAML yet; empty where it does not say. */
export function titleIn(text: string): string {
  const line = /^title:[ \t]+(\S.*)$/m.exec(text)?.[1] ?? '';
  const words = line
    .slice(0, LOOKED_AT)
    .replace(/\s+#.*$/, '')
    .trim()
    .replace(/^(["'])(.*)\1$/, '$2');
  return /^[>|]/.test(words) ? '' : words.slice(0, MAX);
}
