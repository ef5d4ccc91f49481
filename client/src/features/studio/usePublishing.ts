import { computed, shallowRef } from 'vue';
import type { OpenFlow } from '#shared/contract/studio.js';
import { call } from '../../api/http.js';
import { type ApiRefusal, asRefusal } from '../../api/refusal.js';
import { download } from '../../ui/download.js';
import { toast } from '../../ui/toasts.js';
import { diffOf } from './diff.presenter.js';
import { fileNameOf } from './studio.presenter.js';
import type { FlowDraft } from './useFlowDraft.js';

/** From the draft to the next version, with what has changed since the last one. */
export function usePublishing(opened: OpenFlow, draft: FlowDraft) {
  const flow = shallowRef(opened);
  const before = shallowRef<string | null>(null);
  const refusal = shallowRef<ApiRefusal | null>(null);
  const busy = shallowRef(false);
  const latest = computed(() => flow.value.versions[0] ?? null);
  const diff = computed(() => (before.value === null ? null : diffOf(before.value, draft.text.value)));

  /** Asked for when somebody wants to publish: what the last version said. */
  async function prepare(): Promise<void> {
    refusal.value = null;
    before.value = null;
    await guarded(async () => {
      flow.value = await call('openFlow', { params: { flow: opened.id } });
      if (latest.value) before.value = await textOf(latest.value.version);
    });
  }

  async function publish(): Promise<boolean> {
    return guarded(async () => {
      await draft.save();
      if (draft.unsaved.value) return;
      const body = { revision: draft.revision.value };
      const { version } = await call('publishFlow', { params: { flow: opened.id }, body });
      toast(`Version ${version} is published.`, { tone: 'strong' });
      flow.value = await call('openFlow', { params: { flow: opened.id } });
    });
  }

  async function exportVersion(version: number): Promise<void> {
    await guarded(async () => {
      download(fileNameOf(flow.value.title, version), 'application/yaml', await textOf(version));
    });
    if (refusal.value) toast(refusal.value.message, { tone: 'alarm' });
  }

  async function textOf(version: number): Promise<string> {
    return (await call('flowVersion', { params: { flow: opened.id, version } })).text;
  }

  async function guarded(work: () => Promise<void>): Promise<boolean> {
    busy.value = true;
    refusal.value = null;
    try {
      await work();
    } catch (error) {
      refusal.value = asRefusal(error);
    }
    busy.value = false;
    return refusal.value === null;
  }

  return { flow, latest, diff, refusal, busy, prepare, publish, exportVersion };
}

export type Publishing = ReturnType<typeof usePublishing>;
