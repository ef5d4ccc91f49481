/** Where in a flow something is being typed, told by the lines around it: the text may be broken everywhere else. */
export interface YamlPlace {
  /** Keys from the top; `#` for an entry of a list. Where a value is typed, the last one is its key. */
  path: string[];
  /** After `key: ` on the same line: a value, and no key of a map below. */
  afterColon: boolean;
  /** Keys that the same map has already. */
  taken: string[];
  /** Where the word begins that is being typed. */
  from: number;
}

interface Entry {
  column: number;
  /** `null` for the dash of an entry of a list. */
  key: string | null;
  value: string;
}

const BLOCK = /^[>|][+-]?\d*\s*(#.*)?$/;

/** `null` inside of a comment, of a text in quotes and of a text over several lines. */
export function placeOf(text: string, offset: number): YamlPlace | null {
  const lines = text.split('\n');
  const before = text.slice(0, offset).split('\n');
  const index = before.length - 1;
  const typed = before[index] ?? '';
  if (/(^|\s)#/.test(typed) || insideText(before)) return null;
  const { entries, rest, restColumn } = entriesOf(typed);
  const start = offset - typed.length;
  const first = entries[0]?.column ?? restColumn;
  const path = [...ancestors(lines, index, first, entries[0]?.key === null), ...entries.map(segment)];
  const last = entries.at(-1);
  const afterColon = last !== undefined && last.key !== null;
  const inline = inlineOf(rest);
  if (inline === null) return null;
  return {
    path: [...path, ...inline.path],
    afterColon: afterColon && !inline.open,
    taken: inline.open || afterColon ? inline.taken : siblings(lines, index, restColumn),
    from: start + typed.length - inline.word.length,
  };
}

function segment({ key }: Entry): string {
  return key ?? '#';
}

/** The dashes and the key that a line begins with, and what comes after them. */
function entriesOf(line: string): { entries: Entry[]; rest: string; restColumn: number } {
  const entries: Entry[] = [];
  let column = /^ */.exec(line)?.[0].length ?? 0;
  for (let dash = /^-( +|$)/.exec(line.slice(column)); dash; dash = /^-( +|$)/.exec(line.slice(column))) {
    entries.push({ column, key: null, value: '' });
    column += dash[0].length;
  }
  const pair = /^([\w-]+):(?:\s+|$)/.exec(line.slice(column));
  if (!pair) return { entries, rest: line.slice(column), restColumn: column };
  const rest = line.slice(column + pair[0].length);
  entries.push({ column, key: pair[1] ?? '', value: rest });
  return { entries, rest, restColumn: column + pair[0].length };
}

/** Upwards: whatever stands further left holds what is below it. A list may stand under its key without an indent. */
function ancestors(lines: readonly string[], index: number, column: number, isItem: boolean): string[] {
  const path: string[] = [];
  let left = column;
  let dash = isItem;
  for (let at = index - 1; at >= 0 && (left > 0 || dash); at--) {
    for (const entry of entriesOf(lines[at] ?? '').entries.reverse()) {
      const under = entry.column === left && dash && entry.key !== null && entry.value.trim() === '';
      if (entry.column >= left && !under) continue;
      path.unshift(segment(entry));
      left = entry.column;
      dash = entry.key === null;
    }
  }
  return path;
}

/** The keys of the map that a column belongs to, up and down from a line. */
function siblings(lines: readonly string[], index: number, column: number): string[] {
  const keys: string[] = [];
  for (const step of [-1, 1]) {
    const opens = step === -1 && entriesOf(lines[index] ?? '').entries[0]?.key === null;
    for (let at = index + step; !opens && at >= 0 && at < lines.length; at += step) {
      const line = lines[at] ?? '';
      if (line.trim() === '') continue;
      const { entries, restColumn } = entriesOf(line);
      const own = entries.find((entry) => entry.column === column && entry.key !== null);
      const begins = entries[0]?.column ?? restColumn;
      if (begins < column && !(own && step === -1)) break;
      if (own?.key) keys.push(own.key);
      if (begins < column) break;
    }
  }
  return keys;
}

/** Whether the last line belongs to a text over several lines that began above. */
function insideText(before: readonly string[]): boolean {
  const typed = before.at(-1) ?? '';
  const indent = /^ */.exec(typed)?.[0].length ?? 0;
  for (let at = before.length - 2; at >= 0; at--) {
    const line = before[at] ?? '';
    if (line.trim() === '') continue;
    const { entries, restColumn } = entriesOf(line);
    const last = entries.at(-1);
    if ((entries[0]?.column ?? restColumn) >= indent && !(last && BLOCK.test(last.value) && last.column < indent))
      continue;
    return last !== undefined && last.key !== null && BLOCK.test(last.value) && last.column < indent;
  }
  return false;
}

/** Brackets on the line of the cursor: `{ steps: [open, `. `null` in quotes. */
function inlineOf(rest: string): { open: boolean; path: string[]; taken: string[]; word: string } | null {
  const open: { list: boolean; key: string | null; taken: string[] }[] = [];
  let word = '';
  for (const sign of rest) {
    const top = open.at(-1);
    if (sign === '"' || sign === "'") return null;
    if (sign === '[' || sign === '{') open.push({ list: sign === '[', key: null, taken: [] });
    else if (sign === ']' || sign === '}') open.pop();
    else if (sign === ',' && top) top.key = null;
    else if (sign === ':' && top && !top.list) {
      top.key = word;
      top.taken.push(word);
    } else if (!/\s/.test(sign)) {
      word += sign;
      continue;
    } else if (open.length === 0) {
      word += word === '' ? '' : sign;
      continue;
    }
    word = '';
  }
  const path = open.flatMap(({ list, key }) => (list ? ['#'] : key === null ? [] : [key]));
  return { open: open.length > 0, path, taken: open.at(-1)?.taken ?? [], word };
}
