import { onScopeDispose, readonly, ref, shallowRef, watch } from 'vue';
import type { Draft } from '#shared/contract/report.js';
import { call } from '../../api/http.js';
import { asRefusal } from '../../api/refusal.js';
import { dropBackup, readBackup, type SheetPlace, writeBackup } from './draft.backup.js';
import { draftFrom, formFrom } from './sheet.presenter.js';

/** `kept`: on this device only, because the server could not be reached; `refused`: the server takes no draft any more. */
export type SaveState = 'untouched' | 'saving' | 'saved' | 'kept' | 'refused';

const QUIET_MS = 700;
const RETRY_MS = 5000;

/** A sheet being written: saved a moment after every change, and kept on this device while the line is down. */
export function useDraft(place: SheetPlace, keys: readonly string[], draft: Draft | null) {
  const unsent = readBackup(place);
  const form = ref(formFrom(unsent ?? draft, keys));
  const saving = shallowRef<SaveState>(unsent ? 'kept' : draft ? 'saved' : 'untouched');
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sent = Promise.resolve();
  let closed = false;
  let gone = false;

  function schedule(afterMs: number): void {
    clearTimeout(timer);
    timer = setTimeout(flush, afterMs);
  }

  /** Saves what is there now, one request after another so that an older draft never lands on a newer one. */
  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    sent = sent.then(save);
  }

  async function save(): Promise<void> {
    if (closed) return;
    const body = draftFrom(form.value);
    const { room, round, kind } = place;
    try {
      await call('saveDraft', { params: { room, round: `${round}`, kind }, body });
      if (timer !== undefined) return;
      dropBackup(place);
      saving.value = 'saved';
    } catch (error) {
      keep(asRefusal(error).code);
    }
  }

  function keep(code: string): void {
    const mayPass = code === 'UNAVAILABLE' || code === 'RATE_LIMITED' || code === 'INTERNAL';
    saving.value = mayPass ? 'kept' : 'refused';
    if (mayPass && timer === undefined && !closed && !gone) schedule(RETRY_MS);
  }

  watch(
    form,
    (now) => {
      writeBackup(place, draftFrom(now));
      if (saving.value !== 'kept') saving.value = 'saving';
      schedule(QUIET_MS);
    },
    { deep: true },
  );
  addEventListener('online', flush);
  if (unsent) flush();

  /** The sheet is in: nothing more is saved, and nothing is left on this device. */
  function close(): void {
    closed = true;
    clearTimeout(timer);
    dropBackup(place);
  }

  onScopeDispose(() => {
    removeEventListener('online', flush);
    gone = true;
    if (timer !== undefined && !closed) flush();
  });

  return { form, saving: readonly(saving), close };
}
