import { COMPETENCY_NAMES } from '../interview/competency.js';
import type { Card } from './flow.schema.js';
import { expectedSignals, isHeard, promptedBy, stepTimeLeft, type InterviewProgress } from './interview.progress.js';

/** Longer than this, what is listened for is cut at a word. */
const LONGEST = 64;

/** From this little time left in a step, it is worth saying. */
const SHORT_OF_TIME_MS = 180_000;

/** Why a card is suggested now, in a few words: what it is about, and the step's time where it runs short. */
export function reasonFor(card: Card, second: boolean, progress: InterviewProgress): string {
  const why = second ? 'No strong reply noted since this card' : whyPlay(card, progress);
  const time = timeNote(stepTimeLeft(progress));
  return time ? `${why}, ${time}` : why;
}

function whyPlay(card: Card, progress: InterviewProgress): string {
  const { record } = progress;
  const name = COMPETENCY_NAMES[card.competencies[0] ?? 'delivery'];
  if (card.kind === 'hint') return 'A hint was asked for';
  if (card.when.weakOn) return `Weak moment on ${card.when.weakOn.map((key) => COMPETENCY_NAMES[key]).join(', ')}`;
  const prompted = promptedBy(card);
  const open = expectedSignals(progress).filter(({ id }) => prompted.has(id) && !isHeard(record, id));
  const missed = open.find(({ id }) => record.marks[id]?.mark === 'missed');
  if (missed) return `Missed: ${clipped(missed.heard)}`;
  const ofStep = progress.flow.steps.find(({ id }) => id === progress.step)?.signals ?? [];
  const unheard = open.find(({ id }) => ofStep.some((signal) => signal.id === id)) ?? open[0];
  if (unheard) return `Not heard yet: ${clipped(unheard.heard)}`;
  return card.kind === 'twist' ? `A turn that tests ${name}` : `More on ${name}`;
}

function timeNote(leftMs: number): string | null {
  if (leftMs > SHORT_OF_TIME_MS) return null;
  if (leftMs <= 0) return 'this step is over its time';
  return `${Math.ceil(leftMs / 60_000)} min left in this step`;
}

function clipped(text: string): string {
  const words = text.charAt(0).toLowerCase() + text.slice(1).replace(/\.$/, '');
  if (words.length <= LONGEST) return words;
  const cut = words.slice(0, LONGEST);
  return `${cut.slice(0, cut.lastIndexOf(' '))} …`;
}
