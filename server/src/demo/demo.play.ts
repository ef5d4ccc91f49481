import type { Card, Flow, Signal, Step } from '#shared/flow/flow.schema.js';
import type { RandomStream } from '#shared/rating/simulation/random-stream.js';
import { partnerOf } from '#shared/room/seats.js';
import type { RoundNumber, Seat } from '#shared/room/state.js';
import type { DemoRoom } from './demo.room.js';
import type { DemoRound } from './demo.sessions.js';
import { GREETINGS, SEEN } from './demo.words.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** How likely a signal is heard unprompted, by the score that was given for its competency. */
const UNPROMPTED = { 1: 0.08, 2: 0.22, 3: 0.42, 4: 0.62, 5: 0.82 } as const;
const CARDS_MAX = 6;

/** From the door to the first interview. */
export function playArrival(room: DemoRoom, chance: RandomStream): void {
  room.both({ type: 'enter' }, 20 * SECOND);
  room.send(chance.whole(2) === 0 ? 'A' : 'B', { type: 'say', text: pick(chance, GREETINGS) });
}

/** Briefing and interview of a round, up to the moment at which it is rated. */
export function playRound(
  room: DemoRoom,
  number: RoundNumber,
  flow: Flow,
  round: DemoRound,
  chance: RandomStream,
): void {
  room.wait((1 + 2 * chance.uniform()) * MINUTE);
  room.both({ type: 'declareReady', round: number }, 15 * SECOND);
  const interviewer = interviewing(room, number);
  const steps = flow.steps.filter((step) => step.minutes[room.state.length] > 0);
  for (const [index, step] of steps.entries()) {
    playStep(room, number, flow, step, round, chance);
    const next = index < steps.length - 1;
    if (next) room.send(interviewer, { type: 'advanceStep', round: number, from: step.id });
  }
  room.send(interviewer, { type: 'proposeEnd', round: number, scope: 'interview' });
  room.wait(5 * SECOND);
  room.send(partnerOf(interviewer), { type: 'answerEnd', round: number, agree: true });
}

/** Thanks, and the end. */
export function playDebrief(room: DemoRoom, chance: RandomStream): void {
  room.wait((2 + 4 * chance.uniform()) * MINUTE);
  room.send('A', { type: 'thank' });
  if (chance.uniform() < 0.8) room.send('B', { type: 'thank' });
  room.both({ type: 'finish' }, 10 * SECOND);
}

function interviewing({ state }: DemoRoom, number: RoundNumber): Seat {
  return state.rounds[number - 1 === 0 ? 0 : 1].interviewer;
}

function playStep(
  room: DemoRoom,
  round: RoundNumber,
  flow: Flow,
  step: Step,
  { given }: DemoRound,
  chance: RandomStream,
): void {
  const interviewer = interviewing(room, round);
  const budget = step.minutes[room.state.length] * MINUTE;
  const spent = budget * (0.7 + 0.5 * chance.uniform());
  const turns = step.signals.length + 1;
  if (chance.uniform() < 0.5) releaseFact(room, round, flow, chance);
  for (const signal of step.signals) {
    room.wait(spent / turns);
    hear(room, round, flow, signal, given?.scores[signal.competency] ?? 3, chance);
  }
  const [about] = step.signals;
  if (about && flow.exercises.includes(about.competency)) {
    const score = given?.scores[about.competency] ?? 3;
    const side = score > 3 || (score === 3 && chance.uniform() < 0.5) ? 'strong' : 'weak';
    const text = pick(chance, SEEN[about.competency][side]);
    const moment = { momentId: room.newId(), side, competency: about.competency, text } as const;
    room.send(interviewer, { type: 'addMoment', round, ...moment });
  }
  room.wait(spent / turns);
}

function releaseFact(room: DemoRoom, round: RoundNumber, flow: Flow, chance: RandomStream): void {
  const fact = flow.facts[chance.whole(flow.facts.length)];
  if (fact) room.send(interviewing(room, round), { type: 'releaseFact', round, fact: fact.id });
}

/** A signal is heard by itself, or after the card for it, or not at all. */
function hear(
  room: DemoRoom,
  round: RoundNumber,
  flow: Flow,
  { id: signal }: Signal,
  score: 1 | 2 | 3 | 4 | 5,
  chance: RandomStream,
): void {
  const interviewer = interviewing(room, round);
  const mark = (value: 'unprompted' | 'after-card' | 'missed', card: string | null) =>
    room.send(interviewer, { type: 'markSignal', round, signal, mark: value, card });
  if (chance.uniform() < UNPROMPTED[score]) return void mark('unprompted', null);
  const card = cardFor(room, round, flow, signal);
  if (!card || !room.send(interviewer, { type: 'playCard', round, card: card.id })) return void mark('missed', null);
  room.wait(30 * SECOND);
  if (chance.uniform() < 0.3 && card.second) room.send(interviewer, { type: 'playSecondProbe', round, card: card.id });
  if (chance.uniform() < 0.35 + 0.1 * score) mark('after-card', card.id);
  else mark('missed', null);
}

function cardFor(room: DemoRoom, round: RoundNumber, flow: Flow, signal: string): Card | undefined {
  const played = room.state.records[round - 1 === 0 ? 0 : 1].cards.map(({ card }) => card);
  if (played.length >= CARDS_MAX) return undefined;
  return flow.cards.find(
    (card) => card.kind === 'follow-up' && card.signals.includes(signal) && !played.includes(card.id),
  );
}

export function pick<T>(chance: RandomStream, from: readonly [T, ...T[]] | readonly T[]): T {
  const found = from[chance.whole(from.length)];
  if (found === undefined) throw new RangeError('Nothing to pick from.');
  return found;
}
