import { Inject, Injectable } from '@nestjs/common';
import type { ClientAck, ClientEventName, ClientPayload } from '#shared/contract/socket.js';
import type { Refusal } from '#shared/contract/errors.js';
import { TookTooLong, within } from '../async/within.js';
import { ENV, type Env } from '../config/env.js';
import { LOG, type Log } from '../config/log.js';
import { Refused, toRefusal } from '../http/refused.js';
import { EventLimits, isClientEvent } from './event.limits.js';
import { parsePayload } from './event.payload.js';
import { eventsRefused } from './realtime.metrics.js';
import type { RealtimeSocket } from './realtime.socket.js';

/** An event is answered within this time, if only with "try again": a database that hangs must not look like a lost line. */
const ANSWER_MS = 1_900;

/** As much of a connection as has to be known here. */
interface Line {
  onAny(listener: (event: unknown, ...args: unknown[]) => void): unknown;
  disconnect(close: boolean): unknown;
}

/** What is done for each event of the contract. A refusal is thrown. */
export type EventHandlers<L extends Line = RealtimeSocket> = {
  [E in ClientEventName]: (socket: L, payload: ClientPayload<E>) => Promise<ClientAck<E>>;
};

type Give = (answer: Refusal | ClientAck<ClientEventName>) => void;

/** The way of every event of a connection: known, limited, parsed, handled, answered in time. */
@Injectable()
export class EventDispatch {
  constructor(
    @Inject(ENV) private readonly env: Pick<Env, 'rateLimitFactor'>,
    @Inject(LOG) private readonly log: Log,
  ) {}

  listen<L extends Line>(socket: L, handlers: EventHandlers<L>): void {
    const limits = new EventLimits(this.env.rateLimitFactor);
    socket.onAny((event, ...args) => {
      const { payload, give } = partsOf(args);
      const known = isClientEvent(event);
      const waitMs = known ? limits.take(event) : 0;
      if (known && waitMs === 0) {
        void this.answer(event, give, () => handle(handlers, event, socket, payload));
        return;
      }
      if (limits.take('refused') > 0) socket.disconnect(true);
      else this.refuse(known ? event : 'unknown', give, known ? tooOften(waitMs) : unknownEvent());
    });
  }

  /** Whatever goes wrong, the sender gets an acknowledgement that says so, and nothing else. */
  private async answer<E extends ClientEventName>(
    event: E,
    give: Give,
    work: () => Promise<ClientAck<E>>,
  ): Promise<void> {
    try {
      give(await within(ANSWER_MS, work()));
    } catch (error) {
      this.refuse(event, give, error instanceof TookTooLong ? late() : error);
    }
  }

  private refuse(event: ClientEventName | 'unknown', give: Give, error: unknown): void {
    const { refusal, unexpected } = toRefusal(error);
    if (unexpected) this.log.error({ err: error, event }, 'an event failed');
    eventsRefused.inc({ event, code: refusal.code });
    give(refusal);
  }
}

async function handle<L extends Line, E extends ClientEventName>(
  handlers: EventHandlers<L>,
  event: E,
  socket: L,
  payload: unknown,
): Promise<ClientAck<E>> {
  return handlers[event](socket, parsePayload(event, payload));
}

/** What was sent, and where the answer goes; nowhere, where none was asked for. */
function partsOf(args: readonly unknown[]): { payload: unknown; give: Give } {
  const last = args.at(-1);
  if (typeof last !== 'function') return { payload: args[0], give: () => undefined };
  return { payload: args.length > 1 ? args[0] : undefined, give: (answer) => void last(answer) };
}

function tooOften(retryAfterMs: number): Refused {
  return new Refused('RATE_LIMITED', 'That was too often. Try again in a moment.', { retryAfterMs });
}

function unknownEvent(): Refused {
  return new Refused('UNKNOWN_EVENT', 'There is no such event. Reload the page.');
}

function late(): Refused {
  return new Refused('UNAVAILABLE', 'This takes too long right now. Send it again, with the same id.', {
    retryAfterMs: 1_000,
  });
}
