import { computed, onScopeDispose, readonly, shallowRef } from 'vue';

/** How much faster than real time; 0: time goes on by hand only. */
export const SPEEDS = [0, 1, 5, 20] as const;
export type Speed = (typeof SPEEDS)[number];

const TICK_MS = 250;

/** Any moment would do: nothing is kept of it. */
export const BEGINNING = 1_750_000_000_000;

/** A clock that stands still until it is told to go, and can be put forward. */
export function useSoloClock() {
  const now = shallowRef(BEGINNING);
  const speed = shallowRef<Speed>(0);
  let last = performance.now();

  const timer = setInterval(() => {
    const real = performance.now();
    if (!document.hidden) now.value += (real - last) * speed.value;
    last = real;
  }, TICK_MS);
  onScopeDispose(() => clearInterval(timer));

  return {
    /** In whole seconds, epoch milliseconds. */
    now: computed(() => Math.floor(now.value / 1000) * 1000),
    speed: readonly(speed),
    setSpeed: (next: Speed) => void (speed.value = next),
    forward: (ms: number) => void (now.value += ms),
    restart: () => void (now.value = BEGINNING),
  };
}
