import type { SaveState } from './useFlowDraft.js';

export interface SaveLine {
  words: string;
  tone: 'calm' | 'worry' | 'alarm';
}

const LINES: Record<SaveState, SaveLine> = {
  saved: { words: 'Saved', tone: 'calm' },
  unsaved: { words: 'Not saved yet', tone: 'calm' },
  saving: { words: 'Saving…', tone: 'calm' },
  unreachable: { words: 'Not saved: the server is out of reach. We keep trying', tone: 'worry' },
  stale: { words: 'Not saved: there is a newer text', tone: 'alarm' },
  refused: { words: 'Not saved', tone: 'alarm' },
};

/** What is said of the text's way to the server; `why` where it was not taken. */
export function saveLine(state: SaveState, why: string | null): SaveLine {
  const line = LINES[state];
  return state === 'refused' && why ? { ...line, words: `Not saved. ${why}` } : line;
}
