import { onScopeDispose, shallowRef } from 'vue';
import { onBeforeRouteLeave } from 'vue-router';
import type { FlowDraft } from './useFlowDraft.js';

/** Whoever leaves with unsaved text is asked; what can still be saved is saved without a question. */
export function useLeaving(draft: () => FlowDraft | null) {
  const asking = shallowRef(false);
  let answer: (leaves: boolean) => void = () => undefined;

  const warn = (event: BeforeUnloadEvent) => {
    if (draft()?.unsaved.value) event.preventDefault();
  };
  addEventListener('beforeunload', warn);
  onScopeDispose(() => removeEventListener('beforeunload', warn));

  onBeforeRouteLeave(async () => {
    await draft()?.save();
    if (!draft()?.unsaved.value) return true;
    asking.value = true;
    return new Promise<boolean>((resolve) => (answer = resolve));
  });

  function decide(leaves: boolean): void {
    asking.value = false;
    answer(leaves);
  }

  return { asking, decide };
}
