import { setTimeout as sleep } from 'node:timers/promises';
import type { RouteInput, RouteName, RouteResponse } from '#shared/contract/http.js';
import type { ClientEventName, ClientPayload } from '#shared/contract/socket.js';
import { NoAnswer, PeerClient, RefusedByServer } from './peer.client.js';

/** Refusals that mean "not now": the same thing, with the same id, may be asked again. */
const TRY_AGAIN = new Set(['UNAVAILABLE', 'RATE_LIMITED', 'INTERNAL']);
const PAUSE_MS = 150;
const ANSWER_MS = 2_500;

/** Somebody who takes no silence for an answer: everything is asked again, unchanged, until there is one. */
export class PersistentClient extends PeerClient {
  constructor(
    url: string,
    /** How long one thing is asked again. */
    private readonly patienceMs = 600_000,
  ) {
    super(url);
  }

  override call<N extends RouteName>(name: N, input: RouteInput<N>): Promise<RouteResponse<N>> {
    return this.persist(() => super.call(name, input));
  }

  override request<E extends ClientEventName>(event: E, payload: ClientPayload<E>, timeoutMs = ANSWER_MS) {
    return this.persist(() => super.request(event, payload, timeoutMs));
  }

  private async persist<T>(ask: () => Promise<T>): Promise<T> {
    for (const until = performance.now() + this.patienceMs; ; await sleep(PAUSE_MS)) {
      try {
        return await ask();
      } catch (error) {
        if (!isPassing(error) || performance.now() > until) throw error;
      }
    }
  }
}

/** Nobody there, cut off in the middle of a word, or asked to come again. */
function isPassing(error: unknown): boolean {
  if (error instanceof RefusedByServer) return TRY_AGAIN.has(error.code);
  return error instanceof NoAnswer || error instanceof TypeError || error instanceof SyntaxError;
}
