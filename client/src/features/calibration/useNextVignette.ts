import type { NextVignette } from '#shared/contract/calibration.js';
import { familyOf, type Track } from '#shared/interview/track.js';
import { call } from '../../api/http.js';
import { useLoad } from '../../api/useLoad.js';
import { candidateSubjects, type Subject } from '../rating/anchors.presenter.js';

export interface VignetteAtHand extends NextVignette {
  /** What is rated and by which anchors; empty where there is nothing to rate. */
  subjects: Subject[];
}

/** The next vignette of a track with the words of the rubric for it. */
export function useNextVignette(track: () => Track) {
  return useLoad(async (signal): Promise<VignetteAtHand> => {
    const params = { track: track() };
    const [next, rubric] = await Promise.all([
      call('nextVignette', { params }, { signal }),
      call('rubric', { params: { family: familyOf(params.track) } }, { signal }),
    ]);
    const { vignette } = next;
    return { ...next, subjects: vignette ? candidateSubjects(rubric, vignette.level, vignette.competencies) : [] };
  });
}
