import { computed, ref } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import type { QueueOverview } from '#shared/contract/queue.js';
import { useSession } from '../../api/session.js';
import { safeNext } from '../../router.presenter.js';
import { defaultProfile } from '../accounts/profile.presenter.js';
import { deviceTimeZone, useProfileForm } from '../accounts/useProfileForm.js';
import { type Stage, stageAfter, stageBefore, stageOfField, STAGES } from './onboarding.presenter.js';

/** The three short stages; whatever is not said keeps a sensible default. */
export function useOnboarding(overview: QueueOverview | undefined) {
  const router = useRouter();
  const route = useRoute();
  const { account } = useSession();
  const stage = ref<Stage>('practice');
  const form = useProfileForm(
    account.value?.profile ?? defaultProfile(navigator.languages, deviceTimeZone(), overview),
  );

  const number = computed(() => STAGES.indexOf(stage.value) + 1);
  const last = computed(() => stageAfter(stage.value) === null);

  async function finish(): Promise<void> {
    if (await form.save()) await router.replace(safeNext(route.query.next) ?? '/home');
    else {
      const [field] = Object.keys(form.errors.value);
      if (field) stage.value = stageOfField(field);
    }
  }

  async function next(): Promise<void> {
    const after = stageAfter(stage.value);
    if (after) stage.value = after;
    else await finish();
  }

  function back(): void {
    stage.value = stageBefore(stage.value) ?? stage.value;
  }

  return { stage, number, last, form, next, back, finish };
}
