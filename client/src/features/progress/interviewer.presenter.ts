import type { Progress } from '#shared/contract/progress.js';
import { INTERVIEWER_SKILL_NAMES, type InterviewerSkill } from '#shared/interview/competency.js';

/** So many ratings before a mean is shown. */
const RATINGS_NEEDED = 2;

export interface SkillLine {
  skill: InterviewerSkill;
  name: string;
  mean: number | null;
  words: string;
}

/** What candidates said of one's interviewing, skill by skill. */
export function skillLines({ skills }: Progress['asInterviewer']): SkillLine[] {
  return skills.map(({ skill, mean, n }) => {
    const enough = mean !== null && n >= RATINGS_NEEDED;
    return {
      skill,
      name: INTERVIEWER_SKILL_NAMES[skill],
      mean: enough ? mean : null,
      words: enough ? `mean of ${n} ratings` : `Not enough yet (${n} of ${RATINGS_NEEDED} ratings)`,
    };
  });
}

/** Whether one's comments helped, in a sentence. */
export function usefulSentence({ useful, notUseful, sheets }: Progress['asInterviewer']): string {
  const marked = useful + notUseful;
  if (marked > 0) {
    return marked === 1
      ? `Of your feedback one item was marked so far: ${useful === 1 ? 'useful' : 'not useful'}.`
      : `Candidates found ${useful} of ${marked} items of your feedback useful.`;
  }
  return sheets === 0
    ? 'Nobody has rated you as interviewer yet.'
    : 'Nobody has marked your feedback as useful or not so far.';
}
