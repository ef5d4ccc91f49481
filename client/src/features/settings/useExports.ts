import { computed, onScopeDispose, readonly, shallowRef } from 'vue';
import type { OwnExport } from '#shared/contract/owndata.js';
import { call } from '../../api/http.js';
import { type ApiRefusal, asRefusal } from '../../api/refusal.js';
import { useLoad } from '../../api/useLoad.js';
import { toast } from '../../ui/toasts.js';
import { useNow } from '../../ui/useNow.js';
import { exportLines, newsOf, whyNotNow } from './exports.presenter.js';

/** While one is being made its progress is asked for this often. */
const EVERY_MS = 1500;

/** The exports of one's own data, as they are made, and what can be done with them. */
export function useExports() {
  const now = useNow();
  const { data, refusal, busy, reload } = useLoad(load);
  const asking = shallowRef(false);
  const removing = shallowRef<string | null>(null);
  const refused = shallowRef<ApiRefusal | null>(null);
  const news = shallowRef('');
  let known: readonly OwnExport[] = [];

  async function load(signal: AbortSignal) {
    const answer = await call('listExports', undefined, { signal });
    news.value = newsOf(known, answer.exports) || news.value;
    known = answer.exports;
    return answer;
  }

  const timer = setInterval(() => {
    if (data.value?.exports.some(({ state }) => state === 'making') && !busy.value) void reload();
  }, EVERY_MS);
  onScopeDispose(() => clearInterval(timer));

  async function ask(): Promise<void> {
    asking.value = true;
    refused.value = null;
    news.value = '';
    try {
      await call('requestExport');
    } catch (error) {
      refused.value = asRefusal(error);
    }
    await reload();
    asking.value = false;
  }

  async function remove(id: string): Promise<void> {
    removing.value = id;
    try {
      await call('removeExport', { params: { id } });
    } catch (error) {
      const refusedBy = asRefusal(error);
      if (refusedBy.code !== 'NOT_FOUND') toast(refusedBy.message, { tone: 'alarm' });
    }
    await reload();
    removing.value = null;
  }

  return {
    lines: computed(() => data.value && exportLines(data.value.exports)),
    notNow: computed(() => data.value && whyNotNow(data.value, now.value)),
    refusal,
    busy,
    reload,
    asking: readonly(asking),
    removing: readonly(removing),
    refused: readonly(refused),
    news: readonly(news),
    ask,
    remove,
  };
}
