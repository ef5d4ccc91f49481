import { z } from 'zod';
import { outputsSchema, pairOutputSchema, platformSchema, roleSchema } from './model.output.js';

/** One row of the ledger as the model takes it. */
export const countedSheetSchema = z.object({
  role: roleSchema,
  id: z.uuid(),
  /** Epoch milliseconds: when the interview was over. */
  at: z.number(),
  candidate: z.uuid(),
  rater: z.uuid(),
  flow: z.string(),
  track: z.string(),
  level: z.string(),
  scores: z.record(z.string(), z.int().min(1).max(5)),
});
export type CountedSheet = z.infer<typeof countedSheetSchema>;

const calibrationSchema = z.object({ account: z.uuid(), errors: z.array(z.number()) });
export type RaterCalibration = z.infer<typeof calibrationSchema>;

/** What a batch changes, in the order in which it is done. */
export const batchSchema = z.object({
  batch: z.int(),
  removed: z.array(z.object({ role: roleSchema, id: z.uuid() })),
  added: z.array(countedSheetSchema),
  calibrated: z.array(calibrationSchema),
});
export type Batch = z.infer<typeof batchSchema>;

const done = z.object({});

/** Everything that is asked of the thread, and what it answers. */
const exchanges = {
  /** Sheets and vignettes of an epoch; nothing is solved yet. */
  load: {
    ask: z.object({ sheets: z.array(countedSheetSchema), calibrated: z.array(calibrationSchema) }),
    answer: done,
  },
  /** Solve all from zero. */
  solve: {
    ask: done,
    answer: z.object({ sheets: z.int(), people: z.int(), sweeps: z.int(), change: z.number() }),
  },
  /** Apply batches one by one, relaxing after each. */
  apply: {
    ask: z.object({ batches: z.array(batchSchema), written: z.int().describe('Nobody needs what moved by it.') }),
    answer: z.object({
      sheets: z.int(),
      changes: z.int(),
      due: z.boolean().describe('So much has changed that all should be solved anew.'),
    }),
  },
  /** What has moved by batches after this one; what moved by it or before was written and is forgotten. */
  moved: { ask: z.object({ written: z.int() }), answer: outputsSchema },
  /** What is known of everybody, a part at a time; `next` is where the following one begins. */
  everybody: {
    ask: z.object({ from: z.int(), count: z.int() }),
    answer: z.object({ outputs: outputsSchema, next: z.int().nullable() }),
  },
  /** What is known of the platform, and of pairs. As long as a full solve. */
  figures: { ask: done, answer: z.object({ platform: platformSchema, pairs: z.array(pairOutputSchema) }) },
} satisfies Record<string, { ask: z.ZodType; answer: z.ZodType }>;

export type Exchange = keyof typeof exchanges;
export type Ask<E extends Exchange> = z.output<(typeof exchanges)[E]['ask']>;
export type Answer<E extends Exchange> = z.output<(typeof exchanges)[E]['answer']>;

/** The same, seen so that the name of an exchange gives the types of its halves. */
export const parsers: { [E in Exchange]: { ask: z.ZodType<Ask<E>>; answer: z.ZodType<Answer<E>> } } = exchanges;

const NAMES = ['load', 'solve', 'apply', 'moved', 'everybody', 'figures'] as const satisfies readonly Exchange[];

export const requestSchema = z.object({ id: z.int(), name: z.enum(NAMES), ask: z.unknown() });
export const replySchema = z.union([
  z.object({ id: z.int(), answer: z.unknown() }),
  z.object({ id: z.int(), error: z.string() }),
]);
export type Reply = z.infer<typeof replySchema>;
