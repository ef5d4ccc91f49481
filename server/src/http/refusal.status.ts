import type { ErrorCode } from '#shared/contract/errors.js';

const STATUS: Partial<Record<ErrorCode, number>> = {
  BAD_REQUEST: 400,
  TOKEN_INVALID: 400,
  PROTOCOL_VERSION: 400,
  NOT_SIGNED_IN: 401,
  WRONG_CREDENTIALS: 401,
  EMAIL_NOT_CONFIRMED: 403,
  FORBIDDEN: 403,
  FOREIGN_ORIGIN: 403,
  NOT_YOUR_SHEET: 403,
  NOT_EARNED: 403,
  NOT_FOUND: 404,
  PAYLOAD_TOO_LARGE: 413,
  EVIDENCE_NEEDED: 422,
  EVIDENCE_UNKNOWN: 422,
  SHEET_INCOMPLETE: 422,
  FLOW_BROKEN: 422,
  RATE_LIMITED: 429,
  INTERNAL: 500,
  UNAVAILABLE: 503,
};

/** The HTTP status of a refusal. Whatever has none of its own contradicts the state of things: 409. */
export function statusOf(code: ErrorCode): number {
  return STATUS[code] ?? 409;
}
