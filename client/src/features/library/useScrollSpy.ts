import { nextTick, onMounted, onScopeDispose, readonly, shallowRef } from 'vue';

/** Which of these places one is reading: the last whose beginning has passed the upper part of the window. */
export function useScrollSpy(ids: readonly string[]) {
  const current = shallowRef<string | null>(null);
  let waiting = false;

  function look(): void {
    waiting = false;
    const line = innerHeight * 0.3;
    const passed = ids.filter((id) => {
      const place = document.getElementById(id);
      return place !== null && place.getBoundingClientRect().top <= line;
    });
    current.value = passed.at(-1) ?? null;
  }

  function onScroll(): void {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(look);
  }

  addEventListener('scroll', onScroll, { passive: true });
  onScopeDispose(() => removeEventListener('scroll', onScroll));
  onMounted(() => void nextTick(look));
  return readonly(current);
}
