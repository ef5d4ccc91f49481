import type { ServerPayload } from '#shared/contract/socket.js';

type RoomEvent = ServerPayload<'room:events'>['events'][number];

/** One command as its sender saw it. Times are of one clock, in ms. */
export interface Sent {
  id: string;
  room: string;
  invokedAt: number;
  /** When the acknowledgement came; `null` while none has. */
  ackedAt: number | null;
  /** At least one try ended without an answer. */
  unknown: boolean;
  /** The server said no: it must never show up. */
  refused: boolean;
}

export interface Findings {
  acknowledged: number;
  lost: number;
  doubled: number;
  orderViolations: number;
  unknown: number;
  unknownResolved: number;
}

/** Remembers what was sent and answered, and holds it against the logs in the end. */
export class Witness {
  private readonly sent = new Map<string, Sent>();

  invoke(id: string, room: string): Sent {
    const known = this.sent.get(id);
    if (known) return known;
    const fresh = { id, room, invokedAt: performance.now(), ackedAt: null, unknown: false, refused: false };
    this.sent.set(id, fresh);
    return fresh;
  }

  /** `logs`: for each room the whole stream of one of its peers, who saw every one of these commands. */
  judge(logs: ReadonlyMap<string, readonly RoomEvent[]>): Findings {
    const findings: Findings = {
      acknowledged: 0,
      lost: 0,
      doubled: 0,
      orderViolations: 0,
      unknown: 0,
      unknownResolved: 0,
    };
    for (const [room, events] of logs) {
      const places = placesOf(events);
      const mine = [...this.sent.values()].filter((sent) => sent.room === room);
      findings.orderViolations += gaps(events) + overtaken(mine, places);
      for (const sent of mine) count(findings, sent, places.get(sent.id)?.length ?? 0);
    }
    return findings;
  }
}

/** By what was said, which is the id that it was first sent under. */
function placesOf(events: readonly RoomEvent[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const { seq, body } of events) {
    if (body.type !== 'said') continue;
    places.set(body.text, [...(places.get(body.text) ?? []), seq]);
  }
  return places;
}

function count(findings: Findings, sent: Sent, times: number): void {
  if (times > 1 || (sent.refused && times > 0)) findings.doubled += 1;
  if (sent.ackedAt !== null) {
    findings.acknowledged += 1;
    if (times === 0) findings.lost += 1;
  }
  if (!sent.unknown) return;
  findings.unknown += 1;
  // Retried until answered: exactly once. Given up: never or once.
  if (sent.ackedAt === null ? times <= 1 : times === 1) findings.unknownResolved += 1;
}

/** A stream that does not count 1, 2, 3 … */
function gaps(events: readonly RoomEvent[]): number {
  return events.filter((event, index) => event.seq !== index + 1).length;
}

/** Pairs in which a command was acknowledged before another was even sent, and yet stands after it. */
function overtaken(sent: readonly Sent[], places: ReadonlyMap<string, number[]>): number {
  const placed = sent.flatMap((one) => {
    const place = places.get(one.id)?.[0];
    return place === undefined ? [] : [{ ...one, place }];
  });
  const byPlace = placed.sort((a, b) => a.place - b.place);
  let violations = 0;
  // Read backwards: everything placed later must not have been acknowledged before this one was invoked.
  let earliestLaterAck = Infinity;
  for (let index = byPlace.length - 1; index >= 0; index -= 1) {
    const one = byPlace[index];
    if (!one) continue;
    if (earliestLaterAck < one.invokedAt) violations += 1;
    earliestLaterAck = Math.min(earliestLaterAck, one.ackedAt ?? Infinity);
  }
  return violations;
}
