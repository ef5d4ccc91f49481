import { readonly, shallowRef } from 'vue';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** The same key is read by /theme.js before the first paint. */
const KEY = 'turnabout.theme';

const theme = shallowRef<Theme>(remembered());

function remembered(): Theme {
  try {
    const kept = localStorage.getItem(KEY);
    return THEMES.find((one) => one === kept) ?? 'system';
  } catch {
    return 'system';
  }
}

function choose(next: Theme): void {
  theme.value = next;
  if (next === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = next;
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // Storage is closed to us: the choice holds for this visit.
  }
}

/** Light, dark, or as the system has it; remembered on this device. */
export function useTheme() {
  return { theme: readonly(theme), choose };
}
