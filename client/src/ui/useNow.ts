import { onScopeDispose, readonly, shallowRef } from 'vue';

/** The time, epoch milliseconds, renewed at every tick for as long as the scope lives. */
export function useNow(everyMs = 1000, now: () => number = Date.now) {
  const time = shallowRef(now());
  const timer = setInterval(() => (time.value = now()), everyMs);
  onScopeDispose(() => clearInterval(timer));
  return readonly(time);
}
