/** The marks in a list of signals, a row each, without those that cannot be pressed. */
function rowsOf(list: HTMLElement): HTMLButtonElement[][] {
  return [...list.querySelectorAll<HTMLElement>('[role="group"]')].map((group) => [
    ...group.querySelectorAll<HTMLButtonElement>('button:not(:disabled)'),
  ]);
}

/** Puts the focus on the first signal that is not marked yet. */
export function focusUnmarked(list: HTMLElement): void {
  const rows = rowsOf(list);
  const unmarked = rows.find((row) => row.every((button) => button.ariaPressed !== 'true'));
  (unmarked ?? rows[0])?.[0]?.focus();
}

const STEPS: Record<string, [down: number, right: number]> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
};

/** Moves the focus among the marks with the arrow keys. */
export function moveAmongMarks(list: HTMLElement, event: KeyboardEvent): void {
  const step = STEPS[event.key];
  const rows = rowsOf(list);
  const row = rows.findIndex((buttons) => buttons.some((button) => button === document.activeElement));
  const buttons = rows[row];
  if (!step || !buttons) return;
  event.preventDefault();
  const at = buttons.findIndex((button) => button === document.activeElement);
  const next = rows[row + step[0]];
  next?.[Math.min(next.length - 1, Math.max(0, at + step[1]))]?.focus();
}
