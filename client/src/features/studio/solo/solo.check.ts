import { computed, type ComputedRef, shallowRef } from 'vue';
import { gradeOf, paperOf } from '#shared/flow/check.js';
import type { Flow } from '#shared/flow/flow.schema.js';
import type { RoundCheck } from '../../room/useRoundCheck.js';

/** The check as its author tries it: graded here, where its answers were written, and a licence for nothing. */
export function useSoloCheck(flow: ComputedRef<Flow | null>): RoundCheck {
  const attempts = shallowRef(0);
  const passed = shallowRef(false);
  const paper = (attempt: number) => (flow.value ? paperOf(flow.value.checks, 'solo', attempt) : null);
  return {
    paper: computed(() => paper(0)),
    licensed: computed(() => passed.value),
    send(answers) {
      const result = gradeOf(flow.value?.checks ?? [], answers);
      attempts.value += 1;
      passed.value ||= result.passed;
      return Promise.resolve({ ...result, licensedAt: null, again: result.passed ? null : paper(attempts.value) });
    },
  };
}
