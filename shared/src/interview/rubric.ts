import { z } from 'zod';
import { COMPETENCIES, competencySchema, interviewerSkillSchema } from './competency.js';
import { levelSchema, TRACK_FAMILIES } from './track.js';

const anchorText = z.string().trim().min(20).max(400);

/** Observable behaviour that earns a 1, a 3 or a 5; 2 and 4 lie between their neighbours. */
export const anchorsSchema = z.strictObject({ '1': anchorText, '3': anchorText, '5': anchorText });
export type Anchors = z.infer<typeof anchorsSchema>;

/** One competency at one level: anchors, and the sentence that stands one step above each of them. */
export const ladderStepSchema = z.strictObject({
  anchors: anchorsSchema,
  /** What to do next time, said to the candidate: from 1–2, from 3, from 4–5. */
  oneStepUp: z.strictObject({ from1: anchorText, from3: anchorText, from5: anchorText }),
});
export type LadderStep = z.infer<typeof ladderStepSchema>;

/** `shared/content/rubric/<family>.yaml`: all eight competencies at all three levels for one track family. */
export const rubricSchema = z.strictObject({
  version: z.int().min(1),
  family: z.enum(TRACK_FAMILIES),
  competencies: z
    .array(
      z.strictObject({
        key: competencySchema,
        /** What is judged, in one sentence that a peer can read in five seconds. */
        question: anchorText,
        levels: z.record(levelSchema, ladderStepSchema),
      }),
    )
    .length(COMPETENCIES.length),
});
export type Rubric = z.infer<typeof rubricSchema>;

/** `shared/content/rubric/interviewer.yaml`: what a candidate rates their interviewer on. */
export const interviewerRubricSchema = z.strictObject({
  version: z.int().min(1),
  skills: z
    .array(z.strictObject({ key: interviewerSkillSchema, question: anchorText, anchors: anchorsSchema }))
    .length(4),
});
export type InterviewerRubric = z.infer<typeof interviewerRubricSchema>;
