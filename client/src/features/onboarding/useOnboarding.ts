import { computed } from 'vue';
import { type RouteLocationRaw, useRoute, useRouter } from 'vue-router';
import type { QueueOverview } from '#shared/contract/queue.js';
import { useSession } from '../../api/session.js';
import { safeNext } from '../../router.presenter.js';
import { defaultProfile } from '../accounts/profile.presenter.js';
import { deviceTimeZone, useProfileForm } from '../accounts/useProfileForm.js';
import { type Stage, stageAfter, stageBefore, stageNamed, stageOfField, STAGES } from './onboarding.presenter.js';

/**
 * The three short stages; whatever is not said keeps a sensible default. The stage is in the address: the browser's way
 * back leads to the stage before, not out of the page with what was chosen in it.
 */
export function useOnboarding(overview: QueueOverview | undefined) {
  const router = useRouter();
  const route = useRoute();
  const { account } = useSession();
  const stage = computed(() => stageNamed(route.query.stage));
  const form = useProfileForm(
    account.value?.profile ?? defaultProfile(navigator.languages, deviceTimeZone(), overview),
  );

  const number = computed(() => STAGES.indexOf(stage.value) + 1);
  const last = computed(() => stageAfter(stage.value) === null);

  async function finish(): Promise<void> {
    if (await form.save()) await router.replace(safeNext(route.query.next) ?? '/home');
    else {
      const [field] = Object.keys(form.errors.value);
      if (field) await router.replace(at(stageOfField(field)));
    }
  }

  async function next(): Promise<void> {
    const after = stageAfter(stage.value);
    if (after) await router.push(at(after));
    else await finish();
  }

  function back(): void {
    const before = stageBefore(stage.value);
    if (before) void router.push(at(before));
  }

  function at(next: Stage): RouteLocationRaw {
    return { query: { ...route.query, stage: next } };
  }

  return { stage, number, last, form, next, back, finish };
}
