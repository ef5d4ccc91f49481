import type { z } from 'zod';
import { clientEvents, type ClientEventName, type ClientPayload } from '#shared/contract/socket.js';
import { isPlainText, PLAIN_TEXT_ONLY } from '../http/plain.text.js';
import { Refused } from '../http/refused.js';

/** The same schemas, seen so that an event's name gives the type of its payload. */
const schemas: { [E in ClientEventName]: { payload: z.ZodType<ClientPayload<E>> } } = clientEvents;

/**
 * What arrived with an event, parsed by the event's own schema; nothing behind this sees anything else.
 * @throws Refused
 */
export function parsePayload<E extends ClientEventName>(event: E, value: unknown): ClientPayload<E> {
  const parsed = schemas[event].payload.safeParse(value);
  if (!parsed.success) {
    const fields = parsed.error.issues.slice(0, 20).map(({ path, message }) => ({ path: path.join('.'), message }));
    const [first] = fields;
    throw new Refused('BAD_REQUEST', `This was not understood: ${first?.path || 'payload'}: ${first?.message}.`, {
      fields,
    });
  }
  if (!isPlainText(parsed.data)) {
    throw new Refused('BAD_REQUEST', PLAIN_TEXT_ONLY);
  }
  return parsed.data;
}
