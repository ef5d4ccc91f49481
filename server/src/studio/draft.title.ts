const MAX = 60;

/** What a draft calls itself, also where the rest of it is not YAML yet; empty where it does not say. */
export function titleIn(text: string): string {
  const line = /^title:[ \t]+(\S.*)$/m.exec(text)?.[1] ?? '';
  const words = line
    .replace(/\s+#.*$/, '')
    .trim()
    .replace(/^(["'])(.*)\1$/, '$2');
  return /^[>|]/.test(words) ? '' : words.slice(0, MAX);
}
