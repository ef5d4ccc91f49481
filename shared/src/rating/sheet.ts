import { z } from 'zod';
import { competencySchema, interviewerSkillSchema } from '../interview/competency.js';

/** 1 (weak) to 5 (strong) on the anchored scale; `null` is "not seen", which is always allowed (rule 27). */
export const scoreSchema = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]).nullable();
export type Score = z.infer<typeof scoreSchema>;

const id = z.string().min(1).max(60);

/** What a rating points at: something of this round's timeline, or words about what was said or done. */
export const evidenceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('moment'), id: z.uuid() }),
  z.strictObject({ kind: z.literal('signal'), id }),
  z.strictObject({ kind: z.literal('card'), id }),
  z.strictObject({ kind: z.literal('note'), text: z.string().trim().min(3).max(280) }),
]);
export type Evidence = z.infer<typeof evidenceSchema>;

/** Whether a score must carry evidence: a 1, 2 or 5 does (rule 27). */
export function needsEvidence(score: Score): boolean {
  return score !== null && score !== 3 && score !== 4;
}

export const OVERALL = ['strong-no', 'no', 'yes', 'strong-yes'] as const;
/** "Would you want this person on your team?" */
export const overallSchema = z.enum(OVERALL);
export type Overall = z.infer<typeof overallSchema>;

const competencyRatingSchema = z.strictObject({
  competency: competencySchema,
  score: scoreSchema,
  evidence: z.array(evidenceSchema).max(8),
});

/** Rating of a candidate on what the flow exercised: by the interviewer (`peer`) or by themself (`self`). */
export const candidateSheetSchema = z.strictObject({
  ratings: z.array(competencyRatingSchema).min(1).max(6),
  overall: overallSchema
    .nullable()
    .describe('Whether one would want this person on the team: required in a `peer` sheet, `null` in a `self` sheet.'),
  keep: z
    .string()
    .trim()
    .max(500)
    .describe(
      'One thing to keep and one thing to change, about the task and never about the person: required in a `peer` sheet, may be empty in others.',
    ),
  change: z.string().trim().max(500),
});
export type CandidateSheet = z.infer<typeof candidateSheetSchema>;

/** Rating of the interviewer by the candidate. */
export const interviewerSheetSchema = z.strictObject({
  ratings: z.array(z.strictObject({ skill: interviewerSkillSchema, score: scoreSchema })).length(4),
  keep: z.string().trim().max(500),
  change: z.string().trim().max(500),
});
export type InterviewerSheet = z.infer<typeof interviewerSheetSchema>;

/** A sheet as it is sent: its content by kind. */
export const sheetSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('self'), content: candidateSheetSchema }),
  z.strictObject({ kind: z.literal('peer'), content: candidateSheetSchema }),
  z.strictObject({ kind: z.literal('interviewer'), content: interviewerSheetSchema }),
]);
export type Sheet = z.infer<typeof sheetSchema>;

/** A sheet without anything that its author wrote: its scores, and the evidence that the room itself holds. */
export function withoutWords(sheet: Sheet): Sheet {
  if (sheet.kind === 'interviewer') return { kind: sheet.kind, content: { ...sheet.content, keep: '', change: '' } };
  const ratings = sheet.content.ratings.map((rating) => ({
    ...rating,
    evidence: rating.evidence.filter(({ kind }) => kind !== 'note'),
  }));
  return { kind: sheet.kind, content: { ...sheet.content, ratings, keep: '', change: '' } };
}
