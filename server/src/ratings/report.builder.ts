import type { Report, ReportRound, TimelineItem } from '#shared/contract/report.js';
import { coverageOf } from '#shared/flow/coverage.js';
import type { Flow } from '#shared/flow/flow.schema.js';
import { stageTimes } from '#shared/flow/stage.times.js';
import type { Rubric } from '#shared/interview/rubric.js';
import type { Competency } from '#shared/interview/competency.js';
import type { CandidateSheet, Score } from '#shared/rating/sheet.js';
import { isLeftOut, wasHeld } from '#shared/room/rehearsal.js';
import type { RoomState, RoundNumber, RoundRecord, Seat } from '#shared/room/state.js';
import type { SheetRow } from './sheet.store.js';

const MINUTE = 60_000;

export interface ReportSources {
  state: RoomState;
  seat: Seat;
  sheets: SheetRow[];
  flows: [Flow, Flow];
  rubrics: [Rubric, Rubric];
  revealedAt: Date;
  counts: boolean;
  useful: Record<string, boolean>;
}

/** The debrief as one of the two reads it. Pure. */
export function buildReport(sources: ReportSources): Report {
  const { state, seat } = sources;
  const partner = state.peers[seat === 'A' ? 'B' : 'A'];
  return {
    state: 'revealed',
    revealedAt: sources.revealedAt.getTime(),
    seat,
    partner: { displayName: partner.displayName, bot: partner.bot, deleted: partner.deleted === true },
    counts: sources.counts,
    rounds: ([1, 2] as const).flatMap((round) => {
      const record = state.records[round - 1];
      return record && record.startedAt !== null && isFor(sources, round) ? [roundOf(sources, round, record)] : [];
    }),
    useful: sources.useful,
  };
}

/** A round that was not held has no report, and a rehearsal is read by its candidate alone. */
function isFor({ state, seat }: ReportSources, round: RoundNumber): boolean {
  return wasHeld(state, round) && !(state.rehearsal?.round === round && isLeftOut(state, seat));
}

function roundOf(sources: ReportSources, round: RoundNumber, record: RoundRecord): ReportRound {
  const { state, seat, sheets } = sources;
  const flow = sources.flows[round - 1 === 0 ? 0 : 1];
  const rubric = sources.rubrics[round - 1 === 0 ? 0 : 1];
  const seats = state.rounds[round - 1 === 0 ? 0 : 1];
  const level = state.peers[seats.candidate].level;
  const find = (kind: SheetRow['sheet']['kind']) =>
    sheets.find((row) => row.round === round && row.sheet.kind === kind)?.sheet ?? null;
  const [self, peer, ofInterviewer] = [find('self'), find('peer'), find('interviewer')];
  const ofPeer = peer?.kind === 'peer' ? peer.content : null;
  const lengthMs =
    record.startedAt === null || record.endedAt === null ? null : record.endedAt - record.startedAt - record.pausedMs;
  return {
    round,
    track: flow.track,
    level,
    flow: { id: flow.id, version: flow.version, title: flow.title },
    interviewer: seats.interviewer,
    candidate: seats.candidate,
    rehearsal: state.rehearsal?.round === round,
    lengthMs,
    steps: stepsOf(flow, record, state.length, lengthMs),
    stages: lengthMs === null ? [] : stageTimes(flow, record, state.length, lengthMs),
    timeline: timelineOf(flow, record),
    coverage: coverageOf(flow, record, state.length, level),
    // A self-rating is for its author's eyes: the gap it shows is theirs.
    self: self?.kind === 'self' && seats.candidate === seat ? self.content : null,
    peer: ofPeer,
    ofInterviewer: ofInterviewer?.kind === 'interviewer' ? ofInterviewer.content : null,
    oneStepUp: ofPeer ? oneStepUp(ofPeer, rubric, level) : [],
  };
}

function stepsOf(
  flow: Flow,
  record: RoundRecord,
  length: RoomState['length'],
  lengthMs: number | null,
): ReportRound['steps'] {
  return flow.steps
    .filter((step) => step.minutes[length] > 0)
    .map((step) => {
      const visits = record.steps.filter((visit) => visit.step === step.id);
      const spentMs = visits.reduce(
        (sum, visit) => sum + Math.max(0, (visit.leftAt ?? lengthMs ?? visit.enteredAt) - visit.enteredAt),
        0,
      );
      return { id: step.id, title: step.title, budgetMs: step.minutes[length] * MINUTE, spentMs };
    });
}

const PLAIN = { competency: null, mark: null, side: null } as const;

/** Everything that evidence can point at, in words, in the order of the round's clock. */
function timelineOf(flow: Flow, record: RoundRecord): TimelineItem[] {
  const signals = flow.steps.flatMap((step) => step.signals);
  const items: TimelineItem[] = [
    ...record.steps.map(({ step, enteredAt, question }) => ({
      ...PLAIN,
      kind: 'step' as const,
      id: step,
      t: enteredAt,
      text: question,
    })),
    ...record.facts.map(({ fact, t, text }) => ({ ...PLAIN, kind: 'fact' as const, id: fact, t, text })),
    ...record.cards.flatMap(({ card, kind, say, t, second }) => {
      const competency = flow.cards.find((other) => other.id === card)?.competencies[0] ?? null;
      const played = {
        ...PLAIN,
        kind: kind === 'hint' ? ('hint' as const) : ('card' as const),
        id: card,
        t,
        text: say,
        competency,
      };
      return second
        ? [played, { ...PLAIN, kind: 'second' as const, id: card, t: second.t, text: second.say, competency }]
        : [played];
    }),
    ...Object.entries(record.marks).flatMap(([id, { mark, t }]) => {
      const signal = signals.find((other) => other.id === id);
      return signal
        ? [{ ...PLAIN, kind: 'signal' as const, id, t, text: signal.heard, competency: signal.competency, mark }]
        : [];
    }),
    ...record.moments.map(({ id, t, text, competency, side }) => ({
      ...PLAIN,
      kind: 'moment' as const,
      id,
      t,
      text,
      competency,
      side,
    })),
  ];
  return items.sort((x, y) => x.t - y.t);
}

function rung(score: Exclude<Score, null>): 'from1' | 'from3' | 'from5' {
  if (score <= 2) return 'from1';
  return score === 3 ? 'from3' : 'from5';
}

function oneStepUp(
  peer: CandidateSheet,
  rubric: Rubric,
  level: RoomState['level'],
): { competency: Competency; text: string }[] {
  return peer.ratings.flatMap(({ competency, score }) => {
    const ladder = rubric.competencies.find((entry) => entry.key === competency)?.levels[level];
    return score === null || !ladder ? [] : [{ competency, text: ladder.oneStepUp[rung(score)] }];
  });
}
