import { z } from 'zod';
import { competencySchema } from '../interview/competency.js';
import { levelSchema, trackSchema } from '../interview/track.js';
import { referenceScoreSchema, VIGNETTE_KINDS } from '../interview/vignette.js';
import { SET_SIZE } from '../rating/calibration.js';
import { scoreSchema } from '../rating/sheet.js';

const attemptSchema = z.union([z.literal(1), z.literal(2)]);
/** 1 to 5. A vignette shows something of every competency that it asks for, so there is no "not seen". */
export const vignetteScoreSchema = scoreSchema.unwrap();
export type VignetteScore = z.infer<typeof vignetteScoreSchema>;

const agreementSchema = z.object({
  scores: z.int().describe('How many scores there were.'),
  exact: z.int().describe('How many of them were the reference itself.'),
  withinOne: z.int().describe('How many were at most one away from it.'),
  kappa: z
    .number()
    .nullable()
    .describe(
      'Quadratically weighted κ, −1..1: whether scores are high where the reference is high. `null` where the references are all the same.',
    ),
  signedError: z.number().describe('Mean of score − reference: above zero more lenient, below zero stricter.'),
});

/** What a finished set came to. */
export const setResultSchema = agreementSchema.extend({ attempt: attemptSchema, passed: z.boolean() });
export type SetResult = z.infer<typeof setResultSchema>;

/** Where one stands in a track. */
export const trackCalibrationSchema = z.object({
  track: trackSchema,
  standing: z
    .enum(['unavailable', 'open', 'calibrated', 'used-up'])
    .describe(
      '`unavailable`: the track has no set of three; `open`: there is something to rate; `calibrated`: a set was passed; `used-up`: neither the first set nor the retry was passed.',
    ),
  attempt: attemptSchema.describe('The set that is open, else the last one.'),
  rated: z.int().describe(`How many of its ${SET_SIZE} vignettes are rated.`),
  result: setResultSchema.nullable().describe('Of the last finished set.'),
});
export type TrackStanding = z.infer<typeof trackCalibrationSchema>;

/** How strict one is, and what that rests on. */
export const strictnessSchema = agreementSchema.extend({
  vignettes: z.int(),
  se: z.number().describe('Standard error of `signedError`.'),
});

export const calibrationSchema = z.object({
  tracks: z.array(trackCalibrationSchema),
  overall: strictnessSchema.nullable().describe('Over everything that one has rated; `null` before the first.'),
  competencies: z.array(strictnessSchema.extend({ competency: competencySchema })),
  further: z.array(trackSchema).describe('Tracks whose sets are over, and that have an answer to rate all the same.'),
  recheck: agreementSchema
    .extend({ at: z.int() })
    .nullable()
    .describe('What the last two such answers came to; they count for nothing else here.'),
});
export type Calibration = z.infer<typeof calibrationSchema>;

/** Names a vignette to one person, and says nothing about it: made of who it is for, its id and its version. */
export const vignetteHandleSchema = z.string().regex(/^[0-9a-f]{16}$/, 'a handle that `nextVignette` gave');

/** A vignette without a word of what it is worth. */
export const vignetteToRateSchema = z.object({
  handle: vignetteHandleSchema,
  title: z.string().describe('Names the case, and says nothing about the answer.'),
  level: levelSchema.describe('The level that the answer is rated at.'),
  question: z.string(),
  answer: z.string().describe('What the candidate said, as it was spoken.'),
  competencies: z.array(competencySchema).describe('What to rate, exactly once each.'),
});
export type VignetteToRate = z.infer<typeof vignetteToRateSchema>;

export const nextVignetteSchema = z.object({
  progress: trackCalibrationSchema,
  vignette: vignetteToRateSchema.nullable().describe('`null` unless the track is `open`, or among `further`.'),
});
export type NextVignette = z.infer<typeof nextVignetteSchema>;

export const rateVignetteSchema = z.strictObject({
  id: z.uuid(),
  vignette: vignetteHandleSchema,
  scores: z
    .array(z.strictObject({ competency: competencySchema, score: vignetteScoreSchema }))
    .min(1)
    .max(8),
});

/** What was given beside what the rubric gives. */
export const scorePairSchema = z.object({
  competency: competencySchema,
  score: vignetteScoreSchema,
  reference: referenceScoreSchema.shape.score.describe('What the rubric gave when it was rated.'),
});

/** A vignette that one has rated, in short. */
export const vignetteRatingSchema = z.object({
  id: z.uuid(),
  track: trackSchema,
  attempt: attemptSchema
    .nullable()
    .describe('The set that it is of; `null` for one that was asked for after the sets.'),
  at: z.int(),
  title: z.string().nullable().describe('`null` where the vignette was revised or taken away since.'),
  scores: z.array(scorePairSchema),
});
export type VignetteRatingRow = z.infer<typeof vignetteRatingSchema>;

/** The text of a vignette that one has rated. */
export const ratedVignetteSchema = z.object({
  level: levelSchema,
  kind: z.enum(VIGNETTE_KINDS).describe('How the answer sounds beside what it is worth.'),
  question: z.string(),
  answer: z.string(),
});

/** Beside each score the reference, the words of the answer that decide it, and why. */
export const comparisonSchema = z.object({
  rating: vignetteRatingSchema.omit({ scores: true }),
  scores: z.array(
    scorePairSchema.extend({
      quote: z.string().nullable(),
      because: z.string().nullable().describe('With `quote`, `null` where the vignette was revised since.'),
    }),
  ),
  vignette: ratedVignetteSchema.nullable().describe('`null` where it was revised or taken away since.'),
  progress: trackCalibrationSchema,
  more: z.boolean().describe('There is another answer of this track to rate.'),
});
export type Comparison = z.infer<typeof comparisonSchema>;
