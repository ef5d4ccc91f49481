import type { FlowRef } from '#shared/flow/flow.schema.js';
import type { SimulatedSheet } from '#shared/rating/simulation/simulate.js';
import { logOf } from './bench.log.js';
import { competencyOf, flowFor, idOf, levelOf, skillOf, trackOf, type BenchFlow } from './bench.names.js';
import type { SimulatedSession } from './bench.sessions.js';
import type { BenchRows } from './bench.tables.js';

const WORDS = { keep: 'Asked who acts on the prediction before naming a model.', change: 'Land the conclusion.' };

/** What of a session is made up. `shift` brings simulated times to where they are wanted, in milliseconds. */
export interface RoomTerms {
  flows: readonly BenchFlow[];
  shift: number;
  /** Of each round's feedback, which its candidate has said of whether it helped. */
  marked: readonly string[];
}

/** The rows of a room that is over and compiled, its rounds held by these two. Pure. */
export function roomRows(session: SimulatedSession, { flows, shift, marked }: RoomTerms): BenchRows {
  const { first, second } = session;
  const id = idOf(`room ${first.id}`);
  const one = flowFor(first.question, flows);
  const two = flowFor((second ?? first).question, flows, one);
  const rounds = [{ round: 1, sheet: first, flow: one }, ...(second ? [{ round: 2, sheet: second, flow: two }] : [])];
  const at = new Date(first.at + shift).toISOString();
  const about = { track: trackOf(first.question), level: levelOf(first.level) };
  const peers = {
    A: { account: idOf(first.rater), level: levelOf(first.raterLevel) },
    B: { account: idOf(first.candidate), level: about.level },
  };
  const closed = { status: 'closed', seq: 5, length: 'full', phase: 'closed', close_reason: 'completed' };
  const seats = (['A', 'B'] as const).map((seat) => ({ seat, account_id: peers[seat].account }));
  return {
    rooms: [{ id, ...about, created_at: at, closed_at: at, ...closed }],
    peers: seats.map((seat) => ({ room_id: id, open: false, reported: true, ...seat })),
    ratings: [{ room_id: id, counts: true, check_at: at, revealed_at: at, compiled_at: at }],
    entries: logOf({ id, at: first.at + shift, ...about, peers, flows: [one, two] }).map((row) => ({ ...row })),
    held: rounds.map(({ round, sheet, flow }) => heldRow(id, round, sheet, flow, shift)),
    sheets: rounds.flatMap(({ round, sheet }) => sheetRows(id, round, sheet, shift)),
    marks: rounds.flatMap(({ round, sheet }) =>
      marked.map((item, index) => ({
        ...{ room_id: id, account_id: idOf(sheet.candidate), item: `${round}:${item}`, useful: index % 3 < 2 },
        counts_for: idOf(sheet.rater),
      })),
    ),
    met: rounds.flatMap(({ sheet, flow }) => metRows(sheet, flow, shift)),
    reports: [reportRow(first.candidate, first.rater, first), reportRow(first.rater, first.candidate, second)].map(
      (row) => ({ room_id: id, at, ...about, ...row }),
    ),
  };
}

function heldRow(room: string, round: number, sheet: SimulatedSheet, flow: FlowRef, shift: number) {
  return {
    ...{ room_id: room, round, track: trackOf(sheet.question), flow_id: flow.id, flow_version: flow.version },
    ...{ candidate_level: levelOf(sheet.level), interviewer_level: levelOf(sheet.raterLevel) },
    ended_at: new Date(sheet.at + shift).toISOString(),
  };
}

/** The flow as both have met it. */
function metRows({ candidate, rater, at }: SimulatedSheet, flow: FlowRef, shift: number) {
  const time = new Date(at + shift).toISOString();
  const met = { flow_id: flow.id, flow_version: flow.version, briefed_at: time, began_at: time };
  return [
    { ...met, account_id: idOf(candidate), role: 'candidate' },
    { ...met, account_id: idOf(rater), role: 'interviewer' },
  ];
}

/** What was rated of the candidate, and of the interviewer. */
function sheetRows(room: string, round: number, sheet: SimulatedSheet, shift: number) {
  const [candidate, rater] = [idOf(sheet.candidate), idOf(sheet.rater)];
  const about = { room_id: room, round, submitted_at: new Date(sheet.at + shift).toISOString() };
  const ratings = scoresOf(sheet).map((rating) => ({ ...rating, evidence: [] }));
  const skills = Object.entries(sheet.quality).map(([key, score]) => ({ skill: skillOf(key), score }));
  return [
    {
      ...{ ...about, id: idOf(`peer ${sheet.id}`), kind: 'peer', author_id: rater, about_id: candidate },
      content: { ratings, overall: 'yes', ...WORDS },
    },
    {
      ...{ ...about, id: idOf(`quality ${sheet.id}`), kind: 'interviewer', author_id: candidate, about_id: rater },
      content: { ratings: skills, ...WORDS },
    },
  ];
}

/** The session as one of the two has it in their list, with what they were given. */
function reportRow(account: string, partner: string, sheet: SimulatedSheet | null) {
  const scores = sheet ? scoresOf(sheet) : [];
  const mean = scores.length === 0 ? null : scores.reduce((sum, { score }) => sum + score, 0) / scores.length;
  const known = { length: 'full', outcome: 'completed', revealed: true, counts: true, disputed: false };
  return { ...known, account_id: idOf(account), partner_id: idOf(partner), mean };
}

/** In the product's own words. */
export function scoresOf({ scores }: SimulatedSheet) {
  return Object.entries(scores).map(([key, score]) => ({ competency: competencyOf(key), score }));
}
