import { computed, shallowRef } from 'vue';
import { useRouter } from 'vue-router';
import { FLOW_TEXT_MAX } from '#shared/flow/lint/bounds.js';
import type { FlowRef } from '#shared/flow/flow.schema.js';
import { call } from '../../api/http.js';
import { asRefusal } from '../../api/refusal.js';
import { useLoad } from '../../api/useLoad.js';
import { download } from '../../ui/download.js';
import { toast } from '../../ui/toasts.js';
import { fileNameOf, flowLines } from './studio.presenter.js';
import template from './template.yaml?raw';

/** One's own flows, and the ways to begin one. */
export function useStudio() {
  const router = useRouter();
  const flows = useLoad((signal) => call('studioFlows', undefined, { signal }));
  const lines = computed(() => flows.data.value && flowLines(flows.data.value.flows, Date.now()));
  const beginning = shallowRef(false);

  async function begin(opened: Promise<{ id: string }>): Promise<void> {
    beginning.value = true;
    try {
      const { id } = await opened;
      await router.push(`/studio/${id}`);
    } catch (error) {
      toast(asRefusal(error).message, { tone: 'alarm' });
    }
    beginning.value = false;
  }

  const fromTemplate = () => begin(call('createFlow', { body: { text: template } }));
  const fork = (flow: FlowRef) => begin(call('forkFlow', { body: { flow } }));

  async function importFile(file: File): Promise<void> {
    // A character takes at most three bytes more than one.
    if (file.size > FLOW_TEXT_MAX * 4) return void toast(tooLong(), { tone: 'alarm' });
    const text = (await file.text()).replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
    if (text.length > FLOW_TEXT_MAX) return void toast(tooLong(), { tone: 'alarm' });
    if (text.includes('\0')) return void toast('This is no text. Choose a file that ends in .yaml.', { tone: 'alarm' });
    await begin(call('createFlow', { body: { text } }));
  }

  async function exportFlow(flow: string): Promise<void> {
    try {
      const { text, title } = await call('openFlow', { params: { flow } });
      download(fileNameOf(title, null), 'application/yaml', text);
    } catch (error) {
      toast(asRefusal(error).message, { tone: 'alarm' });
    }
  }

  async function remove(flow: string): Promise<boolean> {
    try {
      await call('removeFlow', { params: { flow } });
      await flows.reload();
      toast('The flow is deleted.');
      return true;
    } catch (error) {
      toast(asRefusal(error).message, { tone: 'alarm' });
      return false;
    }
  }

  return { flows, lines, beginning, fromTemplate, fork, importFile, exportFlow, remove };
}

export type Studio = ReturnType<typeof useStudio>;

function tooLong(): string {
  return `This file is too long: a flow has at most ${FLOW_TEXT_MAX.toLocaleString('en-GB')} characters.`;
}
