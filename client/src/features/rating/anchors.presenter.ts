import { INTERVIEWER_SKILL_NAMES, COMPETENCY_NAMES, type Competency } from '#shared/interview/competency.js';
import type { Anchors, InterviewerRubric, Rubric } from '#shared/interview/rubric.js';
import type { Level } from '#shared/interview/track.js';

/** One row of a sheet: what is rated, the question that it answers, and the behaviour behind the numbers. */
export interface Subject {
  key: string;
  name: string;
  question: string;
  anchors: Anchors;
}

/** The rows of a candidate's sheet, in the order in which the flow names them. */
export function candidateSubjects(rubric: Rubric, level: Level, exercised: readonly Competency[]): Subject[] {
  return exercised.flatMap((key) => {
    const entry = rubric.competencies.find((other) => other.key === key);
    return entry
      ? [{ key, name: COMPETENCY_NAMES[key], question: entry.question, anchors: entry.levels[level].anchors }]
      : [];
  });
}

/** The rows of an interviewer's sheet. */
export function interviewerSubjects(rubric: InterviewerRubric): Subject[] {
  return rubric.skills.map(({ key, question, anchors }) => ({
    key,
    name: INTERVIEWER_SKILL_NAMES[key],
    question,
    anchors,
  }));
}
