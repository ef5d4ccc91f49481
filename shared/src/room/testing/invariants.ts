import { isDeepStrictEqual } from 'node:util';
import type { Flow } from '../../flow/flow.schema.js';
import { elapsed } from '../clock.js';
import { deadlinesOf } from '../deadlines.js';
import { roomEventSchema, type RoomEvent, type RoomEventBody } from '../events.js';
import { SEATS, type Both, type Pause, type RoomState, type Seat } from '../state.js';
import { stageOf, TRANSITIONS } from '../transitions.js';
import { redactState } from '../view.js';
import { tokensIn } from './flow.builder.js';

type Flows = readonly [Flow, Flow];

/** Something that must hold of every event, whatever came before. Says what is wrong, or nothing. */
type Invariant = (before: RoomState | null, event: RoomEvent, after: RoomState, flows: Flows) => string | null;

const when = (wrong: boolean, what: string) => (wrong ? what : null);

const parses: Invariant = (_before, event) => roomEventSchema.safeParse(event).error?.message ?? null;

const seatsPartitionThePeers: Invariant = (_before, _event, { rounds: [first, second] }) =>
  when(
    first.interviewer === first.candidate ||
      second.interviewer !== first.candidate ||
      second.candidate !== first.interviewer,
    'the seats do not partition the peers, or do not swap',
  );

const phasesFollowTheTable: Invariant = (before, _event, after) => {
  if (!before) return null;
  const [from, to] = [stageOf(before.phase), stageOf(after.phase)];
  return when(from !== to && !TRANSITIONS[from].includes(to), `${to} followed ${from}`);
};

/** Rules 11 to 13: within a phase, only the end of a pause, by its length, and an agreed extension move the deadline. */
const deadlinesStay: Invariant = (before, { at, body }, after) => {
  if (!before || stageOf(before.phase) !== stageOf(after.phase)) return null;
  const pause = pauseIn(before);
  const paused = pause && !pauseIn(after) ? Math.min(at, pause.resumesAt) - pause.since : 0;
  const extended = body.type === 'extensionAnswered' && body.agree ? before.durations.extension : 0;
  const moved = (untilOf(after) ?? 0) - (untilOf(before) ?? 0);
  return when(moved !== paused + extended, `${body.type} moved the deadline by ${moved} ms`);
};

/** Rules 12 and 13: the deadline is the start, the time of the interview, what was paused and what was added. */
const deadlineAddsUp: Invariant = (_before, _event, { phase, records, durations }) => {
  if (phase.name !== 'interview' && phase.name !== 'rehearsal') return null;
  const { startedAt, pausedMs, extensions } = recordIn(records, phase.round);
  const due = (startedAt ?? 0) + durations.interview + pausedMs + extensions * durations.extension;
  return when(phase.until !== due, `the deadline is ${phase.until - due} ms off`);
};

const pausesAndExtensionsAreBounded: Invariant = (_before, _event, { records, durations }) =>
  when(
    records.some(({ pausedMs, extensions }) => pausedMs > durations.pauseTotal || extensions > durations.extensionsMax),
    'more pause or extension than a round has',
  );

const clockRunsForward: Invariant = (before, { at }, after) => {
  if (!before || !('round' in before.phase)) return null;
  const { round } = before.phase;
  const [earlier, later] = [elapsed(before, round, before.at), elapsed(after, round, at)];
  const most = after.durations.interview + recordIn(after.records, round).extensions * after.durations.extension;
  return when(later < earlier || later > most, `the clock went from ${earlier} to ${later} of ${most} ms`);
};

/** Rule 17: of this round's flow, none twice, the second probe after its card. */
const cardsAreTheFlows: Invariant = (_before, _event, { records }, flows) =>
  firstOf(records, (record, index) => {
    const flow = flowIn(flows, index);
    return when(
      !distinctOf(
        record.cards.map(({ card }) => card),
        flow.cards.map(({ id }) => id),
      ) ||
        !distinctOf(
          record.facts.map(({ fact }) => fact),
          flow.facts.map(({ id }) => id),
        ) ||
        record.cards.some(({ t, second }) => second && second.t < t),
      'a card or fact twice, or of another flow',
    );
  });

/** Rules 18 and 19. */
const evidenceIsTheFlows: Invariant = (_before, _event, state, flows) =>
  firstOf(state.records, (record, index) => {
    const flow = flowIn(flows, index);
    const signals = new Set(flow.steps.flatMap((step) => step.signals.map(({ id }) => id)));
    const now = elapsed(state, index === 0 ? 1 : 2, state.at);
    return (
      firstOf(Object.entries(record.marks), ([signal, { mark, card, t }]) => {
        const cause = record.cards.find((played) => played.card === card);
        const caused = mark === 'after-card' ? cause !== undefined && cause.t <= t : card === null;
        return when(!signals.has(signal) || !caused || t > now, `the mark of ${signal} is wrong`);
      }) ??
      firstOf(record.moments, ({ id, t, competency }) =>
        when(t > now || !flow.exercises.includes(competency), `moment ${id} is wrong`),
      ) ??
      when(new Set(record.moments.map(({ id }) => id)).size < record.moments.length, 'a moment twice')
    );
  });

/** Rule 16: visits follow on one another on the round's clock, and one is open while the interview is. */
const stepsFollow: Invariant = (_before, _event, { records }) =>
  firstOf(records, ({ steps, endedAt }) =>
    when(
      steps.some(
        ({ leftAt }, index) => leftAt !== (steps[index + 1]?.enteredAt ?? (endedAt === null ? null : leftAt)),
      ) ||
        steps.some(({ enteredAt, leftAt }) => leftAt !== null && leftAt < enteredAt) ||
        (endedAt !== null && steps.some(({ leftAt }) => leftAt === null)),
      'the visits of steps do not follow on one another',
    ),
  );

const BY_ROLE: Partial<Record<RoomEventBody['type'], 'interviewer' | 'candidate'>> = {
  factReleased: 'interviewer',
  cardPlayed: 'interviewer',
  secondProbePlayed: 'interviewer',
  hintGiven: 'interviewer',
  hintAsked: 'candidate',
  signalMarked: 'interviewer',
  markCleared: 'interviewer',
  momentAdded: 'interviewer',
  momentEdited: 'interviewer',
  momentRemoved: 'interviewer',
};

/** Rule 4 and the seats of rule 6: who caused an event was the one who may. */
const actorsAreEntitled: Invariant = (_before, { by, body }, { rounds, rehearsal }) => {
  // Alone, the candidate draws what an interviewer would put (rule 9).
  const drawn = rehearsal !== null && (body.type === 'cardPlayed' || body.type === 'hintGiven');
  const role = drawn ? 'candidate' : BY_ROLE[body.type];
  if (!role || !('round' in body)) return null;
  return when(by !== rounds[body.round === 1 ? 0 : 1][role], `${by} caused ${body.type}`);
};

/** Rule 9: a rehearsal is its candidate's; the other comes and goes, and their seat may be released. */
const rehearsedAlone: Invariant = (before, { by, body }, { rounds }) => {
  if (!before?.rehearsal) return null;
  const { candidate } = recordIn(rounds, before.rehearsal.round);
  const presence = body.type === 'entered' || body.type === 'left';
  return when(by !== candidate && by !== 'system' && !presence, `${by} caused ${body.type} in a rehearsal`);
};

/** Rule 9: it begins where the partner's seat is released, and ends at nobody's wish but its candidate's. */
const rehearsedWithoutPartner: Invariant = (before, { body, by }, after) => {
  if (body.type === 'closed') {
    const rehearsed = after.rehearsal !== null;
    return when(rehearsed !== (body.reason === 'rehearsed'), `a room with${rehearsed ? '' : 'out'} rehearsal closed`);
  }
  if (body.type !== 'rehearsalStarted' || !before) return null;
  const { candidate, interviewer } = recordIn(after.rounds, body.round);
  const over = recordIn(before.records, body.round).endedAt !== null;
  return when(by !== candidate || !before.presence[interviewer].released || over, 'a rehearsal with a partner');
};

const deadlinesStand: Invariant = (_before, _event, after) => {
  const keys = deadlinesOf(after).map(({ key }) => key);
  const open = after.phase.name !== 'closed';
  return when(open !== keys.length > 0 || new Set(keys).size < keys.length, `the deadlines are ${keys.join(' ')}`);
};

const nothingAfterTheEnd: Invariant = (before, { body }) =>
  when(before?.phase.name === 'closed', `${body.type} after the end`);

export const INVARIANTS: Record<string, Invariant> = {
  parses,
  seatsPartitionThePeers,
  phasesFollowTheTable,
  deadlinesStay,
  deadlineAddsUp,
  pausesAndExtensionsAreBounded,
  clockRunsForward,
  cardsAreTheFlows,
  evidenceIsTheFlows,
  stepsFollow,
  actorsAreEntitled,
  rehearsedAlone,
  rehearsedWithoutPartner,
  deadlinesStand,
  nothingAfterTheEnd,
};

/** Rule 25, for one viewer whose stream was folded to `view`. */
export function viewDiffers(full: RoomState, view: RoomState, viewer: Seat): boolean {
  return !isDeepStrictEqual(redactState(full, viewer, { seq: view.seq, at: view.at }), view);
}

/**
 * Rules 22 and 24, by the words themselves: keeps, apart from the code under test, what of the flows each seat may
 * have read so far.
 */
export class Secrets {
  private readonly known: Both<Set<string>> = { A: new Set(), B: new Set() };
  /** Rounds whose interview, or rehearsal, has come to its end. */
  private readonly held = new Set<number>();

  constructor(private readonly flows: Flows) {
    for (const token of tokensIn(flows[0])) this.known.A.add(token);
    for (const token of tokensIn(flows[1])) this.known.B.add(token);
  }

  /** Something happened: what of it becomes known to whom. */
  learn({ by, body }: RoomEvent): void {
    if (body.type === 'ratingStarted') this.held.add(body.round);
    for (const token of tokensIn(this.toldToAll(body))) SEATS.forEach((seat) => this.known[seat].add(token));
    if (by !== 'system') for (const token of tokensIn(this.ownWords(body))) this.known[by].add(token);
  }

  /** The words in what a seat was sent that are not theirs to read. */
  leakedTo(seat: Seat, sent: unknown): string[] {
    return [...tokensIn(sent)].filter((token) => !this.known[seat].has(token));
  }

  private toldToAll(body: RoomEventBody): unknown {
    if (body.type === 'debriefStarted')
      return this.flows.filter((_flow, index) => this.held.has(index + 1)).map(({ id }) => id);
    if (!('round' in body)) return null;
    const flow = flowIn(this.flows, body.round - 1);
    switch (body.type) {
      case 'interviewStarted':
      case 'rehearsalStarted':
        return [flow.title, flow.prompt];
      case 'stepEntered':
        return [body.step, flow.steps.find(({ id }) => id === body.step)?.question];
      case 'cardPlayed':
      case 'hintGiven':
        return [body.card, flow.cards.find(({ id }) => id === body.card)?.say];
      case 'secondProbePlayed':
        return flow.cards.find(({ id }) => id === body.card)?.second;
      case 'factReleased':
        return [body.fact, flow.facts.find(({ id }) => id === body.fact)?.text];
      default:
        return null;
    }
  }

  private ownWords(body: RoomEventBody): unknown {
    if (body.type === 'noteWritten') return body.text;
    return body.type === 'momentAdded' || body.type === 'momentEdited' ? body.moment.text : null;
  }
}

function untilOf({ phase }: RoomState): number | null {
  return phase.name === 'closed' ? null : phase.until;
}

function pauseIn({ phase }: RoomState): Pause | null {
  return phase.name === 'interview' ? phase.pause : null;
}

function recordIn<T>(records: readonly [T, T], round: number): T {
  return round === 1 ? records[0] : records[1];
}

function flowIn(flows: Flows, index: number): Flow {
  return index === 0 ? flows[0] : flows[1];
}

function firstOf<T>(items: readonly T[], check: (item: T, index: number) => string | null): string | null {
  for (const [index, item] of items.entries()) {
    const wrong = check(item, index);
    if (wrong) return wrong;
  }
  return null;
}

function distinctOf(ids: readonly string[], from: readonly string[]): boolean {
  return new Set(ids).size === ids.length && ids.every((id) => from.includes(id));
}
