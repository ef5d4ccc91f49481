import { readonly, shallowRef } from 'vue';

export interface ToastMessage {
  id: number;
  text: string;
  tone: 'neutral' | 'strong' | 'alarm';
  /** What can be done about it, e.g. taking it back. */
  action?: { label: string; run: () => void };
}

const list = shallowRef<readonly ToastMessage[]>([]);
let last = 0;

/** What is being said at the corner of the page. */
export const toasts = readonly(list);

/** Says something in passing, for `forMs`. Gives back how to take it away sooner. */
export function toast(
  text: string,
  { tone = 'neutral', action, forMs = 6000 }: Partial<Omit<ToastMessage, 'id' | 'text'>> & { forMs?: number } = {},
): () => void {
  const id = ++last;
  list.value = [...list.value, { id, text, tone, action }];
  const dismiss = () => dismissToast(id);
  setTimeout(dismiss, forMs);
  return dismiss;
}

export function dismissToast(id: number): void {
  list.value = list.value.filter((message) => message.id !== id);
}
