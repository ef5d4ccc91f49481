import { z } from 'zod';
import { competencySchema } from '../interview/competency.js';
import { levelSchema, trackSchema } from '../interview/track.js';

/** Lower-case words joined by hyphens; unique within a flow among its own kind. */
const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens')
  .max(60);
const line = (max: number) => z.string().trim().min(1).max(max);

/**
 * The four stages that a design interview walks in order, and `close`.
 * A step without `stage` belongs to none.
 */
export const STAGES = ['objective', 'data', 'evaluation', 'failure-modes'] as const;

/** Something the interviewer listens for. Each rises with the level, or says at which level it is expected. */
export const signalSchema = z.strictObject({
  id: slug,
  competency: competencySchema,
  /** What is heard, as behaviour: "Asks who acts on the prediction and when". */
  heard: line(160),
  /** What it takes at each level served; a level left out does not expect this signal. */
  ladder: z.partialRecord(levelSchema, line(200)),
});
export type Signal = z.infer<typeof signalSchema>;

/** One stretch of the interview: a question to say, what to listen for, a time budget. */
export const stepSchema = z.strictObject({
  id: slug,
  title: line(40),
  stage: z.enum(STAGES).optional(),
  /** Minutes in a full (30) and a short (15) interview; 0 in short leaves the step out. */
  minutes: z.strictObject({ full: z.int().min(1).max(15), short: z.int().min(0).max(10) }),
  /** The words to say aloud, at most 60. */
  script: line(500),
  /** What the candidate sees in writing once asked. */
  question: line(300),
  /** A quiet word to the interviewer: what to do while listening. */
  coach: line(200),
  signals: z.array(signalSchema).min(2).max(6),
  /** How a weak and a strong answer sound, with why. At least the key steps have one. */
  exemplars: z
    .strictObject({
      weak: z.strictObject({ answer: line(900), why: line(300) }),
      strong: z.strictObject({ answer: line(1500), why: line(300) }),
    })
    .optional(),
});
export type Step = z.infer<typeof stepSchema>;

/**
 * When a card is worth playing, over what has been marked so far. All conditions given must hold:
 * `steps`: the current step is one of these; `unheard`: at least one of these signals has not been
 * marked unprompted or after a card; `heard`: all of these have; `missed`: at least one is marked missed;
 * `weakOn`: a weak moment on one of these competencies exists; `notBefore`/`notAfter`: share (0..1) of the
 * interview's time used; `afterCard`: that card was played.
 */
export const cardRuleSchema = z.strictObject({
  steps: z.array(slug).min(1).optional(),
  unheard: z.array(slug).min(1).optional(),
  heard: z.array(slug).min(1).optional(),
  missed: z.array(slug).min(1).optional(),
  weakOn: z.array(competencySchema).min(1).optional(),
  notBefore: z.number().min(0).max(1).optional(),
  notAfter: z.number().min(0).max(1).optional(),
  afterCard: slug.optional(),
});
export type CardRule = z.infer<typeof cardRuleSchema>;

export const CARD_KINDS = ['follow-up', 'twist', 'hint'] as const;

/** A probe that a seasoned interviewer would reach for; a twist changes the world; a hint unblocks. */
export const cardSchema = z.strictObject({
  id: slug,
  kind: z.enum(CARD_KINDS),
  /** The first is the one it is shown under. */
  competencies: z.array(competencySchema).min(1).max(3),
  /** When to play it, in words: "The candidate named a model before asking about the target". */
  trigger: line(200),
  when: cardRuleSchema,
  /** The words to say, which the candidate also sees. */
  say: line(350),
  /** What a good reply does. */
  good: line(400),
  /** The deeper second probe, after a thin answer. Hints have none. */
  second: line(300).optional(),
  /** Minutes that it usually takes. */
  minutes: z.number().min(0.5).max(5),
  /** The signals that it gives another chance to. */
  signals: z.array(slug).max(4),
});
export type Card = z.infer<typeof cardSchema>;

/** A fact that only the interviewer knows, released when the candidate asks. */
export const factSchema = z.strictObject({
  id: slug,
  /** What the candidate would have to ask about: "when offers go out". */
  about: line(80),
  /** The words that appear on the candidate's side. */
  text: line(300),
});
export type Fact = z.infer<typeof factSchema>;

/** One question of the three-question check that licenses a peer to interview with the flow. */
export const checkQuestionSchema = z.strictObject({
  question: line(300),
  options: z.array(line(200)).min(3).max(4),
  /** Index of the right option. */
  answer: z.int().min(0).max(3),
  because: line(300),
});

/** `shared/content/flows/<track>/<slug>.yaml`, schema version 1. */
export const flowSchema = z.strictObject({
  schema: z.literal(1),
  id: slug,
  version: z.int().min(1),
  track: trackSchema,
  levels: z.array(levelSchema).min(1),
  title: line(60),
  /** Industry, for variety between flows: "streaming video". */
  industry: line(40),
  /** What the candidate reads when the interview starts. */
  prompt: line(900),
  /** One or two sentences for a library page; gives nothing away. */
  summary: line(240),
  /** At most six: the competencies that are rated after this flow. */
  exercises: z.array(competencySchema).min(3).max(6),
  /** What the interviewer must understand before asking, readable in five minutes. */
  brief: line(6000),
  facts: z.array(factSchema).min(3).max(12),
  steps: z.array(stepSchema).min(4).max(8),
  cards: z.array(cardSchema).min(8).max(24),
  checks: z.array(checkQuestionSchema).length(3),
});
export type Flow = z.infer<typeof flowSchema>;

/** A flow by identity; rooms pin the version. */
export const flowRefSchema = z.strictObject({ id: slug, version: z.int().min(1) });
export type FlowRef = z.infer<typeof flowRefSchema>;
