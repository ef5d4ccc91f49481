import { z } from 'zod';
import { competencySchema } from './competency.js';
import { levelSchema, trackSchema } from './track.js';

const words = (max: number) => z.string().trim().min(20).max(max);

/** One competency of a vignette with the score that the rubric gives it, and why. */
export const referenceScoreSchema = z.strictObject({
  competency: competencySchema,
  score: z.int().min(1).max(5),
  /** The words of the answer that decide it, exactly as they stand there. */
  quote: words(240),
  /** Why this score by the anchors, and why not the one above or below. */
  because: words(500),
});

/** How an answer sounds beside what it is worth: raters are led astray by both. */
export const VIGNETTE_KINDS = ['plain', 'fluent-but-wrong', 'halting-but-right'] as const;

/** `shared/content/vignettes/<track>/<id>.yaml`: a written answer with known scores, for calibration of raters. */
export const vignetteSchema = z.strictObject({
  schema: z.literal(1),
  id: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens')
    .max(60),
  version: z.int().min(1),
  track: trackSchema,
  /** The level that the answer is rated at. */
  level: levelSchema,
  kind: z.enum(VIGNETTE_KINDS),
  /** Names the case. It is shown before the rating, so it says nothing about the answer. */
  title: z.string().trim().min(5).max(70),
  /** What the interviewer had asked, with what one has to know to judge the answer. */
  question: words(900),
  /** What the candidate said, as it was spoken. */
  answer: words(2600),
  scores: z.array(referenceScoreSchema).min(2).max(4),
});
export type Vignette = z.infer<typeof vignetteSchema>;
