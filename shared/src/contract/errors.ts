import { z } from 'zod';
import { findingSchema } from './finding.js';

/** The closed set of refusal codes, of HTTP and socket alike. The sentence beside a code says what would be accepted. */
export const ERROR_CODES = [
  'BAD_REQUEST',
  'PAYLOAD_TOO_LARGE',
  'NOT_SIGNED_IN',
  'WRONG_CREDENTIALS',
  'EMAIL_NOT_CONFIRMED',
  'TOKEN_INVALID',
  'FORBIDDEN',
  'FOREIGN_ORIGIN',
  'NOT_FOUND',
  'CONFLICT',
  'RATE_LIMITED',
  'PROTOCOL_VERSION',
  'UNKNOWN_EVENT',
  'UNAVAILABLE',
  'INTERNAL',
  // queue
  'ALREADY_QUEUED',
  'IN_A_ROOM',
  'NO_TICKET',
  'MATCH_OVER',
  // library
  'BRIEF_NOT_OPENED',
  'NOT_EARNED',
  // room
  'COMMAND_ID_REUSED',
  'ROOM_CLOSED',
  'WRONG_PHASE',
  'WRONG_ROUND',
  'WRONG_SEAT',
  'STALE_STEP',
  'LAST_STEP',
  'UNKNOWN_STEP',
  'UNKNOWN_CARD',
  'UNKNOWN_FACT',
  'UNKNOWN_SIGNAL',
  'UNKNOWN_MOMENT',
  'ALREADY_PLAYED',
  'CARD_NOT_PLAYED',
  'NO_SECOND_PROBE',
  'NOT_A_HINT',
  'HINT_BY_GIVE_HINT',
  'MARK_NEEDS_CARD',
  'COMPETENCY_NOT_EXERCISED',
  'TIME_OUTSIDE_ROUND',
  'PAUSED',
  'NOT_PAUSED',
  'PAUSE_USED_UP',
  'NO_EXTENSION_LEFT',
  'PROPOSAL_PENDING',
  'NO_PROPOSAL',
  'OWN_PROPOSAL',
  'PARTNER_PRESENT',
  'SEAT_HELD',
  'NOTHING_TO_REHEARSE',
  'NO_CARD_LEFT',
  'NO_HINT_LEFT',
  // rating
  'SELF_FIRST',
  'ALREADY_SUBMITTED',
  'NOT_YOUR_SHEET',
  'TOO_LATE',
  'EVIDENCE_NEEDED',
  'EVIDENCE_UNKNOWN',
  'SHEET_INCOMPLETE',
  'SEALED',
  'ALREADY_DISPUTED',
  'TOO_MANY_DISPUTES',
  'ALREADY_DECIDED',
  // studio
  'STALE_DRAFT',
  'FLOW_BROKEN',
] as const;
export const errorCodeSchema = z.enum(ERROR_CODES);
export type ErrorCode = z.infer<typeof errorCodeSchema>;

/** What every refusal looks like, over HTTP (as the body) and as the negative half of an acknowledgement. */
export const refusalSchema = z.object({
  ok: z.literal(false),
  code: errorCodeSchema,
  message: z.string(),
  /** For `BAD_REQUEST`: which fields, and what they should be. */
  fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** For `FLOW_BROKEN`: what is wrong with the flow. */
  findings: z.array(findingSchema).optional(),
  /** Milliseconds after which trying again makes sense; with `RATE_LIMITED` and `UNAVAILABLE`. */
  retryAfterMs: z.int().optional(),
});
export type Refusal = z.infer<typeof refusalSchema>;
