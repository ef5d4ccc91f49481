/** Something with an id that other parts of a flow point to. */
export interface Named {
  id: string;
  /** What helps to recognise it. */
  words: string;
}

/** What can be pointed to in a flow. */
export interface Outline {
  steps: Named[];
  signals: Named[];
  cards: Named[];
}

export const NO_OUTLINE: Outline = { steps: [], signals: [], cards: [] };

/** The ids of what may be a flow, or may still become one: whatever has the right shape counts. */
export function outlineOf(content: unknown): Outline {
  const steps = listAt(content, 'steps');
  return {
    steps: named(steps, 'title'),
    signals: named(
      steps.flatMap((step) => listAt(step, 'signals')),
      'heard',
    ),
    cards: named(listAt(content, 'cards'), 'trigger'),
  };
}

function named(items: unknown[], words: string): Named[] {
  return items.flatMap((item) => {
    const id = fieldOf(item, 'id');
    const said = fieldOf(item, words);
    return typeof id === 'string' ? [{ id, words: typeof said === 'string' ? said : '' }] : [];
  });
}

function listAt(content: unknown, key: string): unknown[] {
  const list = fieldOf(content, key);
  return Array.isArray(list) ? list : [];
}

function fieldOf(content: unknown, key: string): unknown {
  if (typeof content !== 'object' || content === null) return undefined;
  return new Map<string, unknown>(Object.entries(content)).get(key);
}
