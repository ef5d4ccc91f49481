import { call } from '../../api/http.js';
import { useLoad } from '../../api/useLoad.js';
import { useProgress } from './useProgress.js';

/** What is known of one as interviewer: what candidates said, how strict one is, and what one may interview with. */
export function useAsInterviewer() {
  const calibration = useLoad((signal) => call('calibration', undefined, { signal }));
  const library = useLoad((signal) => call('library', undefined, { signal }));
  const { progress, refusal, busy, reload } = useProgress(() => {
    void calibration.reload();
    void library.reload();
  });
  return { progress, refusal, busy, reload, calibration, library };
}
