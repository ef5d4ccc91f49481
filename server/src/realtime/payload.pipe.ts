import type { PipeTransform } from '@nestjs/common';
import { clientEvents, type ClientEventName, type ClientPayload } from '#shared/contract/socket.js';
import { Refused } from '../http/refused.js';

/** Parses what arrives with an event by the event's own schema; nothing behind it sees anything else. */
export class PayloadPipe<E extends ClientEventName> implements PipeTransform<unknown, unknown> {
  constructor(private readonly event: E) {}

  transform(value: unknown): unknown {
    const parsed = clientEvents[this.event].payload.safeParse(value);
    if (!parsed.success) {
      const fields = parsed.error.issues.slice(0, 20).map(({ path, message }) => ({ path: path.join('.'), message }));
      throw new Refused(
        'BAD_REQUEST',
        `This was not understood: ${fields[0]?.path || 'payload'}: ${fields[0]?.message}.`,
        {
          fields,
        },
      );
    }
    if (!isPlainText(parsed.data)) {
      throw new Refused('BAD_REQUEST', 'Text must be valid Unicode without null characters.');
    }
    return parsed.data;
  }
}

/** Half a character pair, or a null: JSON can carry both, and no database can keep them. */
const UNKEEPABLE = /\p{Surrogate}|\0/u;

function isPlainText(payload: ClientPayload<ClientEventName>): boolean {
  let level: unknown[] = [payload];
  while (level.length > 0) {
    if (level.some((value) => typeof value === 'string' && UNKEEPABLE.test(value))) return false;
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []));
  }
  return true;
}
