import type { Role } from './room.presenter.js';

/** Whose keys they are: in a rehearsal those of who is alone. */
export type KeySet = Role | 'rehearser';

export type KeyAction =
  | 'next'
  | 'draw'
  | 'play-1'
  | 'play-2'
  | 'play-3'
  | 'deeper'
  | 'strong'
  | 'weak'
  | 'note'
  | 'deck'
  | 'listen'
  | 'exemplars'
  | 'hint'
  | 'help';

export interface KeyLine {
  key: string;
  does: KeyAction;
  words: string;
}

const HELP: KeyLine = { key: '?', does: 'help', words: 'Show these keys' };

const KEYS: Record<KeySet, KeyLine[]> = {
  interviewer: [
    { key: 'N', does: 'next', words: 'Next step' },
    { key: '1', does: 'play-1', words: 'Play the first suggested card' },
    { key: '2', does: 'play-2', words: 'Play the second suggested card' },
    { key: '3', does: 'play-3', words: 'Play the third suggested card' },
    { key: '0', does: 'deeper', words: 'Put the second probe of the last card' },
    { key: 'L', does: 'listen', words: 'Go to what to listen for; arrows move, Enter marks' },
    { key: 'S', does: 'strong', words: 'Note a strong moment' },
    { key: 'W', does: 'weak', words: 'Note a weak moment' },
    { key: 'E', does: 'note', words: 'Write in your private notes' },
    { key: 'D', does: 'deck', words: 'Search the whole deck' },
    { key: 'A', does: 'exemplars', words: 'Read how a weak and a strong answer sound' },
    HELP,
  ],
  rehearser: [
    { key: 'D', does: 'draw', words: 'Draw a card' },
    { key: 'H', does: 'hint', words: 'Ask for a hint' },
    { key: 'N', does: 'next', words: 'Next step' },
    HELP,
  ],
  candidate: [{ key: 'H', does: 'hint', words: 'Ask for a hint' }, HELP],
};

/** The keys of a seat in the interview. */
export function keysFor(role: KeySet | null): KeyLine[] {
  return role ? KEYS[role] : [HELP];
}

interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  repeat: boolean;
}

/** What a key does for a seat; nothing with a modifier, and nothing while it is held down. */
export function actionOf(pressed: Pressed, role: KeySet | null): KeyAction | null {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey || pressed.repeat) return null;
  const key = pressed.key.toLocaleUpperCase();
  return keysFor(role).find((line) => line.key === key)?.does ?? null;
}
