import type { SimulatedSheet } from '#shared/rating/simulation/simulate.js';

/** The one or two rated rounds of a session: in the second the seats are the other way round. */
export interface SimulatedSession {
  first: SimulatedSheet;
  second: SimulatedSheet | null;
}

/** Sheets in the order of time as the sessions that they were written in. Pure. */
export function* sessionsOf(sheets: Iterable<SimulatedSheet>): Generator<SimulatedSession> {
  let first: SimulatedSheet | null = null;
  for (const sheet of sheets) {
    const isSecond: boolean = first !== null && first.candidate === sheet.rater && first.rater === sheet.candidate;
    if (first) yield { first, second: isSecond ? sheet : null };
    first = isSecond ? null : sheet;
  }
  if (first) yield { first, second: null };
}

/** Two rows of sessions, each in the order of time, as one. Pure. */
export function* inOrder(one: Iterable<SimulatedSession>, other: readonly SimulatedSession[]) {
  let taken = 0;
  for (const session of one) {
    for (let next = other[taken]; next && next.first.at <= session.first.at; next = other[taken]) {
      yield next;
      taken += 1;
    }
    yield session;
  }
  yield* other.slice(taken);
}
