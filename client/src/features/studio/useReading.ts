import { onScopeDispose, readonly, shallowReadonly, shallowRef, type Ref, watch } from 'vue';
import type { Flow } from '#shared/flow/flow.schema.js';
import { NO_OUTLINE, type Outline } from './outline.presenter.js';
import type { LinterPort } from './linter.port.js';
import type { Reading } from './lint.reading.js';

const QUIET_MS = 250;

/** A text as the linter reads it, a moment after each change. Never two readings at once: only the newest text counts. */
export function useReading(text: Readonly<Ref<string>>, port: LinterPort) {
  const reading = shallowRef<Reading | null>(null);
  /** The text that `reading` is of. */
  const readText = shallowRef<string | null>(null);
  /** The last text that was a flow: what can be looked at while a new one is being typed. */
  const flow = shallowRef<Flow | null>(null);
  const outline = shallowRef<Outline>(NO_OUTLINE);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let busy = false;

  async function read(): Promise<void> {
    if (busy) return;
    busy = true;
    while (text.value !== readText.value) {
      const asked = text.value;
      const answer = await port.read(asked);
      readText.value = asked;
      reading.value = answer;
      flow.value = answer.flow ?? flow.value;
      outline.value = answer.outline ?? outline.value;
    }
    busy = false;
  }

  watch(
    text,
    () => {
      clearTimeout(timer);
      timer = setTimeout(() => void read(), reading.value ? QUIET_MS : 0);
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    clearTimeout(timer);
    port.close();
  });

  return {
    reading: shallowReadonly(reading),
    readText: readonly(readText),
    flow: shallowReadonly(flow),
    outline: shallowReadonly(outline),
  };
}

export type FlowReading = ReturnType<typeof useReading>;
