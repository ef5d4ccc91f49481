import { INTERVIEWER_SKILL_NAMES, COMPETENCY_NAMES, type Competency } from '#shared/interview/competency.js';
import type { Anchors, InterviewerRubric, Rubric } from '#shared/interview/rubric.js';
import type { Level } from '#shared/interview/track.js';
import type { Score } from '#shared/rating/sheet.js';

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

export interface AnchorWords {
  /** `3`, or `Between 1 and 3`. */
  head: string;
  /** The anchors that say it: one, or the two that it lies between. */
  lines: { score: 1 | 3 | 5; text: string }[];
}

/** The words for a number: its own anchor, or for 2 and 4 the two that it lies between. */
export function wordsFor(anchors: Anchors, score: Exclude<Score, null>): AnchorWords {
  const line = (at: 1 | 3 | 5) => ({ score: at, text: anchors[`${at}`] });
  if (score === 2) return { head: 'Between 1 and 3', lines: [line(1), line(3)] };
  if (score === 4) return { head: 'Between 3 and 5', lines: [line(3), line(5)] };
  return { head: String(score), lines: [line(score)] };
}
