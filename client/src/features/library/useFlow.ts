import { computed, shallowRef, watch } from 'vue';
import type { Brief, CheckResult } from '#shared/contract/library.js';
import type { FlowScript } from '#shared/flow/flow.schema.js';
import { familyOf } from '#shared/interview/track.js';
import { call } from '../../api/http.js';
import { type ApiRefusal, asRefusal } from '../../api/refusal.js';
import { useLoad } from '../../api/useLoad.js';
import { stageOf } from './flow.presenter.js';

/** One flow, and of it what the reader may see: nothing more, its brief, or its script. */
export function useFlow(id: string) {
  const params = { flow: id };
  const flow = useLoad((signal) => call('libraryFlow', { params }, { signal }));
  const stage = computed(() => flow.data.value && stageOf(flow.data.value.knowledge));

  const rubric = useLoad(async (signal) => {
    const track = flow.data.value?.track;
    return track && call('rubric', { params: { family: familyOf(track) } }, { signal });
  });
  const brief = shallowRef<Brief>();
  const script = shallowRef<FlowScript>();
  const refusal = shallowRef<ApiRefusal | null>(null);
  const busy = shallowRef(false);

  /** Fetch something of the flow that is not open to everybody. */
  async function open(fetch: () => Promise<void>): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    refusal.value = null;
    try {
      await fetch();
    } catch (error) {
      refusal.value = asRefusal(error);
    }
    busy.value = false;
  }

  /** What is open already. */
  function readOn(): Promise<void> {
    return open(async () => {
      if (stage.value === 'studying') brief.value = await call('readBrief', { params });
      if (stage.value === 'earned') script.value = await call('flowScript', { params });
    });
  }

  /** For good: the page has asked. */
  async function openBrief(): Promise<void> {
    await open(async () => {
      brief.value = await call('openBrief', { params });
    });
    if (brief.value) await flow.reload();
  }

  async function answer(answers: number[]): Promise<CheckResult> {
    const version = brief.value?.version ?? 1;
    const result = await call('passCheck', { params, body: { version, answers } });
    if (result.passed) void flow.reload();
    return result;
  }

  watch(() => flow.data.value?.track, rubric.reload);
  watch(stage, (now) => {
    if ((now === 'studying' && !brief.value) || (now === 'earned' && !script.value)) void readOn();
  });

  return { flow, stage, rubric: rubric.data, brief, script, refusal, busy, readOn, openBrief, answer };
}
