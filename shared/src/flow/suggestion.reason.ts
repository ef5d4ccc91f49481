import { COMPETENCY_NAMES, type Competency } from '../interview/competency.js';
import type { Card } from './flow.schema.js';
import { promptedBy, stepTimeLeft, type InterviewProgress } from './interview.progress.js';
import type { ThinAnswer } from './second.probe.js';
import { openSignals, subjectsOf, takesUpWeakness, type OpenSignal, type Outlook } from './suggestion.worth.js';

/** Longer than this, what is listened for is cut; sooner where something else is said before it. */
const LONGEST = { alone: 60, after: 44, note: 32 };

/** From this little time left in a step, it is worth saying. */
const SHORT_OF_TIME_MS = 120_000;

/** Where a clause ends. */
const CLAUSES = [' – ', '; ', ', so ', ', not ', ', and ', ' instead of ', ' so that '];

/** Why a card is suggested now: what was marked, what is still open, and the step's time where it runs short. */
export function reasonFor(card: Card, outlook: Outlook): string {
  return withTime(card.kind === 'hint' ? 'A hint was asked for' : whyPlay(card, outlook), outlook.progress);
}

/** Why the second probe of a card is suggested. */
export function reasonForSecond({ card, sign }: ThinAnswer, outlook: Outlook): string {
  const { progress } = outlook;
  const why = {
    weak: () => `${weakness(card.competencies, progress)}; go deeper`,
    missed: () => `Still missed: ${missedAfter(card, outlook)}`,
    silent: () => 'No strong reply noted since this card',
  };
  return withTime(why[sign](), progress);
}

function missedAfter(card: Card, outlook: Outlook): string {
  const missed = openSignals(card, outlook).find((open) => open.missed);
  return missed ? gap(missed) : 'what the card asks for';
}

function whyPlay(card: Card, outlook: Outlook): string {
  const { progress, untouched, isLastChance } = outlook;
  if (card.when.weakOn) return weakness(card.when.weakOn, progress);
  const [focus] = openSignals(card, outlook);
  if (focus === undefined) return aboutNothingOpen(card, outlook);
  const { competency } = focus.signal;
  if (takesUpWeakness(card, [focus], outlook)) {
    return `${weakness([competency], progress)}; ${focus.missed ? 'missed' : 'not heard'}: ${gap(focus, LONGEST.after)}`;
  }
  if (focus.missed) return `Missed: ${gap(focus)}`;
  if (!untouched.has(competency)) return `${notHeard(focus, progress)}: ${gap(focus)}`;
  return `${isLastChance(competency) ? 'Last chance for' : 'Nothing yet on'} ${nameOf(competency)}: ${gap(focus)}`;
}

function notHeard({ place, probed, signal }: OpenSignal, { flow }: InterviewProgress): string {
  if (probed) return 'Asked once and not heard';
  if (place !== 'earlier') return 'Not heard yet';
  const step = flow.steps.find(({ signals }) => signals.some(({ id }) => id === signal.id));
  return `Not heard in “${step?.title ?? ''}”`;
}

/** A card that prompts nothing which could still be heard: a twist, or one that takes up what was heard. */
function aboutNothingOpen(card: Card, outlook: Outlook): string {
  const subjects = subjectsOf(card, [], outlook);
  const name = nameOf(subjects.find((key) => outlook.untouched.has(key)) ?? card.competencies[0] ?? 'delivery');
  const [heard] = card.when.heard ?? [];
  const signal = heard === undefined ? undefined : outlook.expected.get(heard);
  if (signal && promptedBy(card).size === 0)
    return `Builds on what was heard: ${clipped(lowered(signal.heard), LONGEST.after)}`;
  return card.kind === 'twist' ? `A turn that tests ${name}` : `More on ${name}`;
}

/** What was noted as weak, in the interviewer's own words where there are some. */
function weakness(competencies: readonly Competency[], progress: InterviewProgress): string {
  const { moments } = progress.record;
  const last = moments.findLast(({ side, competency }) => side === 'weak' && competencies.includes(competency));
  const name = nameOf(last?.competency ?? competencies[0] ?? 'delivery');
  return last?.text ? `Weak: “${clipped(last.text, LONGEST.note)}”` : `Weak on ${name}`;
}

function withTime(why: string, progress: InterviewProgress): string {
  const left = stepTimeLeft(progress);
  if (left > SHORT_OF_TIME_MS) return why;
  return left <= 0 ? `${why}, this step is over its time` : `${why}, ${Math.ceil(left / 60_000)} min left in this step`;
}

function nameOf(competency: Competency): string {
  return COMPETENCY_NAMES[competency].toLowerCase();
}

function gap({ signal }: OpenSignal, longest = LONGEST.alone): string {
  return clipped(lowered(signal.heard), longest);
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** Cut where a clause ends, if that leaves enough of it, or else between words. */
function clipped(text: string, longest: number): string {
  const plain = text.trim().replace(/\.$/, '');
  if (plain.length <= longest) return plain;
  const cut = plain.slice(0, longest + 1);
  const clause = Math.max(...CLAUSES.map((end) => cut.lastIndexOf(end)));
  if (clause >= longest / 2) return plain.slice(0, clause).replace(/,$/, '');
  return `${cut.slice(0, cut.lastIndexOf(' ')).replace(/,$/, '')} …`;
}
