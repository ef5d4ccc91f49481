import { computed } from 'vue';
import { familyOf, type Track } from '#shared/interview/track.js';
import { call } from '../../api/http.js';
import { useLoad } from '../../api/useLoad.js';

/** The words behind the numbers of a report. A report can be read without them, so nothing waits for them. */
export function useRubrics(track: Track) {
  const candidate = useLoad((signal) => call('rubric', { params: { family: familyOf(track) } }, { signal }));
  const interviewer = useLoad((signal) => call('interviewerRubric', undefined, { signal }));
  return {
    rubric: computed(() => candidate.data.value ?? null),
    skillRubric: computed(() => interviewer.data.value ?? null),
  };
}
