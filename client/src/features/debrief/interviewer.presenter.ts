import { INTERVIEWER_SKILL_NAMES, type InterviewerSkill } from '#shared/interview/competency.js';
import type { InterviewerRubric } from '#shared/interview/rubric.js';
import type { InterviewerSheet, Score } from '#shared/rating/sheet.js';
import { type AnchorWords, wordsFor } from '../../ui/anchors.js';

export interface SkillRow {
  skill: InterviewerSkill;
  name: string;
  score: Score;
  /** The anchor's words, or nothing while the rubric is not there. */
  said: AnchorWords | null;
}

/** What a candidate said of their interviewer, skill by skill. */
export function skillRows(sheet: InterviewerSheet | null, rubric: InterviewerRubric | null): SkillRow[] {
  return (sheet?.ratings ?? []).map(({ skill, score }) => {
    const anchors = rubric?.skills.find((entry) => entry.key === skill)?.anchors;
    const said = anchors && score !== null ? wordsFor(anchors, score) : null;
    return { skill, name: INTERVIEWER_SKILL_NAMES[skill], score, said };
  });
}
