import { z } from 'zod';
import { competencySchema } from '../interview/competency.js';
import { levelSchema, trackSchema } from '../interview/track.js';

/** Lower-case words joined by hyphens; unique within a flow among its own kind. */
const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens')
  .max(60);
const line = (max: number) =>
  z.string().trim().min(1).max(max).refine(isStorable, 'text without null characters and half characters');

/** A database of JSON takes neither, and both come out of escapes of YAML only. */
function isStorable(text: string): boolean {
  return !text.includes('\0') && !/\p{Cs}/u.test(text);
}

/**
 * The four stages that a design interview walks in order, and `close`.
 * A step without `stage` belongs to none.
 */
export const STAGES = ['objective', 'data', 'evaluation', 'failure-modes'] as const;

/** Something the interviewer listens for. Each rises with the level, or says at which level it is expected. */
export const signalSchema = z.strictObject({
  id: slug,
  competency: competencySchema,
  heard: line(160).describe('What is heard, as behaviour: "Asks who acts on the prediction and when".'),
  ladder: z
    .partialRecord(levelSchema, line(200))
    .describe('What it takes at each level served; a level left out does not expect this signal.'),
});
export type Signal = z.infer<typeof signalSchema>;

/** One stretch of the interview: a question to say, what to listen for, a time budget. */
export const stepSchema = z.strictObject({
  id: slug,
  title: line(40),
  stage: z.enum(STAGES).optional(),
  minutes: z
    .strictObject({ full: z.int().min(1).max(15), short: z.int().min(0).max(10) })
    .describe('Minutes in a full (30) and a short (15) interview; 0 in short leaves the step out.'),
  script: line(500).describe('The words to say aloud, at most 60.'),
  question: line(300).describe('What the candidate sees in writing once asked.'),
  coach: line(200).describe('A quiet word to the interviewer: what to do while listening.'),
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

/** When a card is worth playing, over what has been marked so far. All conditions given must hold. */
export const cardRuleSchema = z.strictObject({
  steps: z.array(slug).min(1).optional().describe('The current step is one of these.'),
  unheard: z
    .array(slug)
    .min(1)
    .optional()
    .describe('At least one of these signals has not been marked unprompted or after a card.'),
  heard: z.array(slug).min(1).optional().describe('All of these signals have.'),
  missed: z.array(slug).min(1).optional().describe('At least one of these signals is marked missed.'),
  weakOn: z.array(competencySchema).min(1).optional().describe('A weak moment on one of these competencies exists.'),
  notBefore: z.number().min(0).max(1).optional().describe('Share of the interview’s time used, at least.'),
  notAfter: z.number().min(0).max(1).optional().describe('Share of the interview’s time used, at most.'),
  afterCard: slug.optional().describe('That card was played.'),
});
export type CardRule = z.infer<typeof cardRuleSchema>;

export const CARD_KINDS = ['follow-up', 'twist', 'hint'] as const;

/** A probe that a seasoned interviewer would reach for; a twist changes the world; a hint unblocks. */
export const cardSchema = z.strictObject({
  id: slug,
  kind: z.enum(CARD_KINDS),
  competencies: z.array(competencySchema).min(1).max(3).describe('The first is the one it is shown under.'),
  trigger: line(200).describe(
    'When to play it, in words: "The candidate named a model before asking about the target".',
  ),
  when: cardRuleSchema.describe('When to suggest it. Advice: a card may be played at any time.'),
  say: line(350).describe('The words to say, which the candidate also sees.'),
  good: line(400).describe('What a good reply does.'),
  second: line(300).optional().describe('The deeper second probe, after a thin answer. Hints have none.'),
  minutes: z.number().min(0.5).max(5).describe('Minutes that it usually takes.'),
  signals: z.array(slug).max(4).describe('The signals that it gives another chance to.'),
});
export type Card = z.infer<typeof cardSchema>;

/** A fact that only the interviewer knows, released when the candidate asks. */
export const factSchema = z.strictObject({
  id: slug,
  about: line(80).describe('What the candidate would have to ask about: "when offers go out".'),
  text: line(300).describe('The words that appear on the candidate’s side.'),
});
export type Fact = z.infer<typeof factSchema>;

/** One question of the three-question check that licenses a peer to interview with the flow. */
export const checkQuestionSchema = z.strictObject({
  question: line(300),
  options: z.array(line(200)).min(3).max(4),
  answer: z.int().min(0).max(3).describe('Index of the right option.'),
  because: line(300),
});

/** A figure of the case, worked out: the linter evaluates the sum and looks for what is shown in the flow's text. */
export const workedSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][A-Za-z0-9]*$/, 'one word in camelCase')
    .max(40),
  sum: line(200).describe('Numbers, names of figures above, + - * / ^ ( ), sqrt, ln, exp, abs, round.'),
  shown: line(40).describe('The figure as the text has it, word for word: "100,000 €", "6.7 %", "2 million".'),
  within: z.number().positive().optional().describe('How far the sum may lie from it; else half of its last digit.'),
});
export type Worked = z.infer<typeof workedSchema>;

/** `shared/content/flows/<track>/<slug>.yaml`, schema version 1. */
export const flowSchema = z.strictObject({
  schema: z.literal(1),
  id: slug,
  version: z.int().min(1),
  track: trackSchema,
  levels: z.array(levelSchema).min(1),
  title: line(60),
  industry: line(40).describe('Industry, for variety between flows: "streaming video".'),
  prompt: line(900).describe('What the candidate reads when the interview starts.'),
  summary: line(240).describe('One or two sentences for a library page; gives nothing away.'),
  exercises: z
    .array(competencySchema)
    .min(3)
    .max(6)
    .describe('At most six: the competencies that are rated after this flow.'),
  brief: line(6000).describe('What the interviewer must understand before asking, readable in five minutes.'),
  facts: z.array(factSchema).min(3).max(12),
  steps: z.array(stepSchema).min(4).max(8),
  cards: z.array(cardSchema).min(8).max(24),
  checks: z.array(checkQuestionSchema).length(3),
  worked: z.array(workedSchema).max(60).optional().describe('The arithmetic behind the numbers, checked.'),
});
export type Flow = z.infer<typeof flowSchema>;

/** The whole flow but for its check, whose answers are told to nobody before they have given theirs. */
export const flowScriptSchema = flowSchema.omit({ checks: true });
export type FlowScript = z.infer<typeof flowScriptSchema>;

/** A flow by identity; rooms pin the version. */
export const flowRefSchema = z.strictObject({ id: slug, version: z.int().min(1).max(1_000_000) });
export type FlowRef = z.infer<typeof flowRefSchema>;
