import { onScopeDispose, readonly, type Ref, shallowRef, watch } from 'vue';

/** The width of an element in pixels, `before` it is known. */
export function useWidth(element: Readonly<Ref<HTMLElement | null>>, before: number) {
  const width = shallowRef(before);
  const observer = new ResizeObserver(([entry]) => {
    if (entry && entry.contentRect.width > 0) width.value = entry.contentRect.width;
  });
  watch(element, (now, last) => {
    if (last) observer.unobserve(last);
    if (now) observer.observe(now);
  });
  onScopeDispose(() => observer.disconnect());
  return readonly(width);
}
