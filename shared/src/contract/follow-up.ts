import { z } from 'zod';

/** How long after the reveal a sheet may be corrected by its author, and disputed by the person it is about. */
export const CORRECT_WITHIN_MS = 3_600_000;
export const DISPUTE_WITHIN_MS = 14 * 24 * 3_600_000;
/** Disputes of one person that are undecided at the same time, at most. */
export const OPEN_DISPUTES_MAX = 3;
/** Corrections of one sheet, at most. */
export const CORRECTIONS_MAX = 20;

/** A self-rating is neither disputed nor corrected: it was made before anything was seen. */
export const disputedKindSchema = z.enum(['peer', 'interviewer']);
export type DisputedKind = z.infer<typeof disputedKindSchema>;

export const DISPUTE_REASONS = ['not-said', 'unfair', 'wrong-thing', 'technical', 'other'] as const;
export const disputeReasonSchema = z.enum(DISPUTE_REASONS);
export type DisputeReason = z.infer<typeof disputeReasonSchema>;

export const disputeTextSchema = z
  .string()
  .trim()
  .max(500)
  .describe('In one’s own words, for staff alone. Required with the reason `other`.');

/** `kept-out`: staff agree; `counts-again`: they don’t. Both are final. */
export const DISPUTE_STATES = ['undecided', 'withdrawn', 'kept-out', 'counts-again'] as const;
export const disputeStateSchema = z.enum(DISPUTE_STATES);
export type DisputeState = z.infer<typeof disputeStateSchema>;

/** What came of one sheet after it was opened. */
export const sheetFollowUpSchema = z.object({
  round: z.union([z.literal(1), z.literal(2)]),
  kind: disputedKindSchema,
  own: z.boolean().describe('One has written it; else it is about oneself.'),
  correctedAt: z.int().nullable().describe('When its author last corrected it.'),
  correctUntil: z.int().nullable().describe('Until when one may correct it; `null` for who may not, or not any more.'),
  disputeUntil: z.int().nullable().describe('Until when one may dispute it; `null` for who may not, or not any more.'),
  disputed: z
    .enum(['undecided', 'kept-out', 'counts-again'])
    .nullable()
    .describe('Undecided or kept out: it is in nobody’s numbers.'),
  dispute: z
    .object({
      reason: disputeReasonSchema,
      text: z.string(),
      openedAt: z.int(),
      note: z.string().nullable().describe('What staff say with their decision.'),
    })
    .nullable()
    .describe('For who disputed it alone.'),
});
export type SheetFollowUp = z.infer<typeof sheetFollowUpSchema>;

/** What came of a debrief after its sheets were opened. */
export const followUpSchema = z.object({
  sheets: z.array(sheetFollowUpSchema),
  thanks: z.object({
    given: z.boolean(),
    received: z.boolean(),
    open: z.boolean().describe('One may still say thanks.'),
  }),
});
export type FollowUp = z.infer<typeof followUpSchema>;
