interface Box {
  top: number;
  bottom: number;
  left: number;
  right: number;
}
interface Size {
  width: number;
  height: number;
}

const GAP = 6;
const MARGIN = 12;

/** Where a menu goes: below its button, or above where there is more room; never out of the window. */
export function placeMenu(button: Box, menu: Size, view: Size, align: 'start' | 'end'): { top: number; left: number } {
  const below = button.bottom + GAP;
  const above = button.top - GAP - menu.height;
  const fits = below + menu.height <= view.height - MARGIN;
  const top = fits || above < MARGIN ? below : above;
  const left = align === 'start' ? button.left : button.right - menu.width;
  return { top, left: Math.max(MARGIN, Math.min(left, view.width - MARGIN - menu.width)) };
}

/** The item that a key leads to: arrows go round, a letter finds the next one that begins with it. */
export function itemAfter(labels: readonly string[], current: number, key: string): number | null {
  const count = labels.length;
  if (count === 0) return null;
  if (key === 'ArrowDown') return (current + 1) % count;
  if (key === 'ArrowUp') return current <= 0 ? count - 1 : current - 1;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  if (key.length !== 1) return null;
  const order = labels.map((_, step) => (current + 1 + step + count) % count);
  return order.find((index) => labels[index]?.toLowerCase().startsWith(key.toLowerCase())) ?? null;
}
