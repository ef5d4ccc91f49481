/** So long after a change of page its heading may still come, with what is being loaded. */
const PATIENCE_MS = 10_000;

let stop: (() => void) | undefined;

/**
 * The keyboard and the screen reader start at the page's heading: at the one that is there, and at the one that takes
 * its place when what was loading has come. Whoever has moved on meanwhile is left where they are.
 */
export function focusHeading(): void {
  stop?.();
  requestAnimationFrame(() => {
    stop?.();
    let place = startOf();
    place?.focus({ preventScroll: true });
    const observer = new MutationObserver(() => {
      const now = document.activeElement;
      const lost = now === null || now === document.body;
      if (!lost && now !== place) return stop?.();
      const next = startOf();
      if (next === place) return;
      place = next;
      place?.focus({ preventScroll: true });
    });
    observer.observe(document.body, { childList: true, subtree: true });
    const patience = setTimeout(() => stop?.(), PATIENCE_MS);
    stop = () => {
      observer.disconnect();
      clearTimeout(patience);
      stop = undefined;
    };
  });
}

function startOf(): HTMLElement | null {
  const find = (selector: string) => document.querySelector<HTMLElement>(selector);
  return find('h1[tabindex="-1"]') ?? find('main');
}
