import { z } from 'zod';
import { competencySchema } from '../interview/competency.js';
import { INTERVIEW_MINUTES, type Length, type Level } from '../interview/track.js';
import type { Flow } from './flow.schema.js';
import type { InterviewProgress, InterviewRecord } from './interview.progress.js';
import { signalsOf, stepsOf } from './steps.js';

const id = z.string().min(1);
const common = {
  /** Seconds on the interview's clock. */
  t: z.number().min(0),
  /** Where it happened; another step than before means that this one was entered then. */
  step: id.optional(),
};

/** One thing that happened in an interview, as a line of a list: what the interviewer did and what they noted. */
export const markSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...common, kind: z.literal('step'), step: id }).describe('The interview goes to this step.'),
  z
    .strictObject({
      ...common,
      kind: z.literal('mark'),
      signal: id,
      mark: z.enum(['unprompted', 'after-card', 'missed']),
      card: id.optional(),
    })
    .describe('A signal is marked; the last mark counts. `card` names the one that prompted it.'),
  z.strictObject({ ...common, kind: z.literal('clear'), signal: id }).describe('The mark of a signal is taken back.'),
  z
    .strictObject({
      ...common,
      kind: z.literal('moment'),
      competency: competencySchema,
      mark: z.enum(['strong', 'weak']),
      text: z.string().max(280).optional(),
    })
    .describe('A strong or weak moment is noted.'),
  z.strictObject({ ...common, kind: z.literal('card'), card: id }).describe('A card is played, or a hint is given.'),
  z
    .strictObject({ ...common, kind: z.literal('second'), card: id.optional() })
    .describe('The second probe of a card is asked; without `card`, of the last one.'),
  z.strictObject({ ...common, kind: z.literal('hint-asked') }).describe('The candidate asks for a hint.'),
]);
export type Mark = z.infer<typeof markSchema>;

/** What kinds of marks there are. */
export const MARK_KINDS = markSchema.options.map(({ shape }) => shape.kind.value);

/** For whom the marks were made, and of which interview. */
export interface MarkedInterview {
  flow: Flow;
  length: Length;
  level: Level;
}

interface Replay {
  step: string;
  steps: { step: string; enteredAt: number; leftAt: number | null }[];
  cards: { card: string; kind: 'follow-up' | 'twist' | 'hint'; t: number; second: { t: number } | null }[];
  marks: Record<string, InterviewRecord['marks'][string]>;
  moments: InterviewRecord['moments'][number][];
  hintAsked: boolean;
}

/**
 * Where an interview stands after a list of marks, in the order of their times.
 *
 * @param atSeconds the moment to look at, in seconds; marks after it are left out
 * @throws {RangeError} in one sentence, which entry (counted from 1) names what the flow has not, or plays a card twice
 */
export function progressFrom(interview: MarkedInterview, marks: readonly Mark[], atSeconds: number): InterviewProgress {
  const [first] = stepsOf(interview.flow, interview.length);
  const start = first?.id ?? '';
  const replay: Replay = {
    step: start,
    steps: [{ step: start, enteredAt: 0, leftAt: null }],
    cards: [],
    marks: {},
    moments: [],
    hintAsked: false,
  };
  const entries = marks.map((mark, index) => ({ mark, at: `Entry ${index + 1} (${mark.kind}, ${mark.t} s)` }));
  for (const { mark, at } of entries.sort((a, b) => a.mark.t - b.mark.t)) {
    if (mark.t > atSeconds) break;
    const fault = apply(mark, replay, interview);
    if (fault !== null) throw new RangeError(`${at}: ${fault}.`);
  }
  const { step, ...record } = replay;
  const elapsedMs = atSeconds * 1000;
  const remainingMs = Math.max(0, INTERVIEW_MINUTES[interview.length] * 60_000 - elapsedMs);
  return { ...interview, step, record, elapsedMs, remainingMs };
}

/** Takes a mark into the replay, or says why it cannot. */
function apply(mark: Mark, replay: Replay, { flow, length }: MarkedInterview): string | null {
  const t = mark.t * 1000;
  const fault = mark.step === undefined ? null : enter(mark.step, t, replay, flow, length);
  if (fault !== null) return fault;
  switch (mark.kind) {
    case 'step':
      return null;
    case 'mark':
      if (mark.card !== undefined && !replay.cards.some(({ card }) => card === mark.card)) {
        return `the card ${mark.card} was not played before`;
      }
      return withSignal(mark.signal, flow, () => (replay.marks[mark.signal] = { mark: mark.mark, t }));
    case 'clear':
      return withSignal(mark.signal, flow, () => delete replay.marks[mark.signal]);
    case 'moment':
      if (!flow.exercises.includes(mark.competency)) return `${flow.id} does not exercise ${mark.competency}`;
      replay.moments.push({ side: mark.mark, competency: mark.competency, t, text: mark.text });
      return null;
    case 'card':
      return play(mark.card, t, replay, flow);
    case 'second':
      return probe(mark.card, t, replay, flow);
    case 'hint-asked':
      replay.hintAsked = true;
      return null;
  }
}

function enter(step: string, t: number, replay: Replay, flow: Flow, length: Length): string | null {
  if (!flow.steps.some(({ id: known }) => known === step)) return `there is no step ${step} in ${flow.id}`;
  if (!stepsOf(flow, length).some(({ id: known }) => known === step)) return `a ${length} interview leaves out ${step}`;
  if (step === replay.step) return null;
  const visit = replay.steps.at(-1);
  if (visit) visit.leftAt = t;
  replay.steps.push({ step, enteredAt: t, leftAt: null });
  replay.step = step;
  return null;
}

function withSignal(signal: string, flow: Flow, change: () => unknown): string | null {
  if (!signalsOf(flow).some(({ id: known }) => known === signal)) return `there is no signal ${signal} in ${flow.id}`;
  change();
  return null;
}

function play(played: string, t: number, replay: Replay, flow: Flow): string | null {
  const card = flow.cards.find(({ id: known }) => known === played);
  if (card === undefined) return `there is no card ${played} in ${flow.id}`;
  if (replay.cards.some((before) => before.card === played)) return `the card ${played} was played before`;
  replay.cards.push({ card: played, kind: card.kind, t, second: null });
  if (card.kind === 'hint') replay.hintAsked = false;
  return null;
}

function probe(named: string | undefined, t: number, replay: Replay, flow: Flow): string | null {
  const played = replay.cards.findLast(({ card, kind }) => (named === undefined ? kind !== 'hint' : card === named));
  if (played === undefined)
    return named === undefined ? 'no card was played before' : `the card ${named} was not played before`;
  if (flow.cards.find(({ id: known }) => known === played.card)?.second === undefined) {
    return `the card ${played.card} has no second probe`;
  }
  if (played.second !== null) return `the second probe of ${played.card} was asked before`;
  played.second = { t };
  return null;
}
