import { onScopeDispose, readonly, shallowRef } from 'vue';
import { actionOf, type KeyAction, type KeySet } from './keys.presenter.js';

const KEPT = 'turnabout.room.keys';
/** Where letters are letters: fields, and what has taken the whole attention. */
const TYPING =
  'input:not([type="radio"], [type="checkbox"]), textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"]';

const on = shallowRef(remembered());

function remembered(): boolean {
  try {
    return localStorage.getItem(KEPT) !== 'off';
  } catch {
    return true;
  }
}

function setOn(next: boolean): void {
  on.value = next;
  try {
    localStorage.setItem(KEPT, next ? 'on' : 'off');
  } catch {
    // Storage is closed to us: the choice holds for this visit.
  }
}

/** Single keys can get in the way of speech input and other aids: they can be switched off. */
export function useShortcutSwitch() {
  return { on: readonly(on), setOn };
}

/** Listens for the keys of a seat, everywhere but where somebody types. */
export function useShortcuts(role: () => KeySet | null, act: (action: KeyAction) => void): void {
  const pressed = (event: KeyboardEvent) => {
    if (!on.value || event.defaultPrevented) return;
    if (event.target instanceof Element && event.target.closest(TYPING)) return;
    const action = actionOf(event, role());
    if (!action) return;
    event.preventDefault();
    act(action);
  };
  addEventListener('keydown', pressed);
  onScopeDispose(() => removeEventListener('keydown', pressed));
}
