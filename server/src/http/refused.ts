import type { ErrorCode, Refusal } from '#shared/contract/errors.js';
import { isOutage } from '../database/outage.js';

/** Thrown anywhere to refuse a request, a command or an event. The message says what would be accepted. */
export class Refused extends Error {
  override name = 'Refused';

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly extra: Pick<Refusal, 'fields' | 'findings' | 'retryAfterMs'> = {},
  ) {
    super(message);
  }
}

/**
 * What the outside is told about an error: a refusal as it is, an outage as something to retry, and of anything else
 * nothing but that it happened. `unexpected` is what belongs into the log.
 */
export function toRefusal(error: unknown): { refusal: Refusal; unexpected: boolean } {
  if (error instanceof Refused) {
    return { refusal: { ok: false, code: error.code, message: error.message, ...error.extra }, unexpected: false };
  }
  if (isOutage(error)) {
    const message = 'The server cannot reach its database right now. Try again in a moment.';
    return { refusal: { ok: false, code: 'UNAVAILABLE', message, retryAfterMs: 1000 }, unexpected: true };
  }
  return { refusal: { ok: false, code: 'INTERNAL', message: 'Something went wrong on our side.' }, unexpected: true };
}
