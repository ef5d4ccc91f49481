import { onScopeDispose, readonly, shallowRef } from 'vue';

/** Whether a media query holds. */
export function useMedia(query: string) {
  const list = matchMedia(query);
  const holds = shallowRef(list.matches);
  const update = () => (holds.value = list.matches);
  list.addEventListener('change', update);
  onScopeDispose(() => list.removeEventListener('change', update));
  return readonly(holds);
}
