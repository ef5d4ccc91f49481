import { codeOf, messageOf } from '../config/error.code.js';

/** Classes and codes of Postgres that say "not now": connection lost, shutting down, too many, out of resources. */
const PASSING = /^(08|53|57P|58)/;
const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);
/** node-postgres gives these without a code. */
const WORDS =
  /connection terminated|connection timeout|timeout exceeded when trying to connect|client has encountered a connection error|driver is not connected|not queryable/i;

/**
 * Whether an error means that the database cannot be asked right now, as opposed to a mistake of ours. A commit that
 * ended this way may or may not have taken effect: whoever retries needs an id that shows it.
 */
export function isOutage(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const code = codeOf(error);
  if (code !== undefined && (NETWORK.has(code) || PASSING.test(code))) return true;
  return WORDS.test(messageOf(error)) || ('driverError' in error && isOutage(error.driverError));
}
