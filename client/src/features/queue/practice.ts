import { type TicketRequest, ticketRequestSchema } from '#shared/contract/queue.js';

const KEY = 'turnabout.practice';

/** What was asked for last time on this device. */
export function rememberedRequest(): TicketRequest | null {
  try {
    return ticketRequestSchema.parse(JSON.parse(localStorage.getItem(KEY) ?? ''));
  } catch {
    return null;
  }
}

export function rememberRequest(request: TicketRequest): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(request));
  } catch {
    // Storage is closed to us: next time the profile's choices stand there again.
  }
}
