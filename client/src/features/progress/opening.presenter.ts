import type { CompetencyProgress, Progress } from '#shared/contract/progress.js';
import { COMPETENCIES, COMPETENCY_NAMES, type Competency } from '#shared/interview/competency.js';
import { type Range, spanWords } from './range.presenter.js';
import { directionOf } from './trend.presenter.js';

/** What somebody raises who raises it unasked. */
const RAISED: Record<Competency, string> = {
  framing: 'what is to be decided',
  metrics: 'what errors cost',
  data: 'data problems',
  tradeoffs: 'trade-offs',
  explanation: 'what a result means to others',
  production: 'what happens after launch',
  simplicity: 'the simple way',
  delivery: 'where you stand',
};

const NUMBERS = 'no one two three four five six seven eight nine ten eleven twelve'.split(' ');
/** So many signals before a share of them says anything. */
const SIGNALS_NEEDED = 8;

const nameOf = ({ competency }: CompetencyProgress) => COMPETENCY_NAMES[competency];
const inSentence = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Words as long as both are small, figures otherwise. */
function soFar(sessions: number, partners: number): string {
  const number = (count: number) => (sessions < NUMBERS.length ? (NUMBERS[count] ?? count) : count);
  const words = `${number(sessions)} ${sessions === 1 ? 'session' : 'sessions'} with ${number(partners)} ${partners === 1 ? 'partner' : 'partners'} so far.`;
  return capital(words);
}

function listed(entries: readonly CompetencyProgress[]): string {
  const names = entries.map((entry) => inSentence(nameOf(entry)));
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(names);
}

/** More than these are counted, not named: a title of eight names says less than one. */
const NAMED_MOST = 3;

/** Who moved, at the head of a sentence. */
function movers(entries: readonly CompetencyProgress[]): string {
  if (entries.length <= NAMED_MOST) return capital(listed(entries));
  const all = NUMBERS[COMPETENCIES.length];
  if (entries.length === COMPETENCIES.length) return `All ${all} competencies`;
  return capital(`${NUMBERS[entries.length]} of the ${all} competencies`);
}

function reached({ unprompted, afterCard, missed }: CompetencyProgress): number {
  return unprompted + afterCard + missed;
}

const shareOf = (entry: CompetencyProgress) => entry.unprompted / reached(entry);

/** The surest blind spot, by how many standard errors it is away from none. */
function blindest(competencies: readonly CompetencyProgress[], over: boolean): CompetencyProgress | undefined {
  const size = ({ gap }: CompetencyProgress) => (gap ? Math.abs(gap.value) / gap.se : 0);
  return competencies.filter(({ gap }) => gap?.blind && gap.value > 0 === over).sort((a, b) => size(b) - size(a))[0];
}

/** The title is the strongest thing that the numbers carry, and never more than they carry. */
function titleOf({ competencies, goal }: Progress, range: Range): string {
  if (goal?.verdict === 'better') {
    return `You set out to get better at ${inSentence(COMPETENCY_NAMES[goal.competency])}, and you did.`;
  }
  const over = blindest(competencies, true);
  if (over) return `You rate your ${inSentence(nameOf(over))} higher than your partners do.`;
  const up = competencies.filter((entry) => directionOf(entry) === 'up');
  if (up.length > 0) return `${movers(up)} went up ${spanWords(range)}.`;
  const under = blindest(competencies, false);
  if (under) return `Your partners rate your ${inSentence(nameOf(under))} higher than you do.`;
  const down = competencies.filter((entry) => directionOf(entry) === 'down');
  if (down.length > 0) return `${movers(down)} went down ${spanWords(range)}.`;
  const unasked = competencies
    .filter((entry) => reached(entry) >= SIGNALS_NEEDED && shareOf(entry) >= 0.7)
    .sort((a, b) => shareOf(b) - shareOf(a))[0];
  if (unasked) return `You raise ${RAISED[unasked.competency]} before anybody asks.`;
  return competencies.some(({ shown }) => shown === 'score')
    ? 'Steady: nothing has moved beyond chance.'
    : 'A first picture, still in broad strokes.';
}

/** What else is worth saying, if anything: movements that the title left out, and where one has to be prompted. */
function asideOf(competencies: readonly CompetencyProgress[], title: string): string {
  const up = competencies.filter((entry) => directionOf(entry) === 'up');
  const moved = up.length > 0 && !title.includes('went up') ? `${movers(up)} went up.` : '';
  const prompted = competencies
    .filter((entry) => reached(entry) >= SIGNALS_NEEDED && shareOf(entry) < 0.4)
    .sort((a, b) => shareOf(a) - shareOf(b))[0];
  const asked = prompted
    ? `${nameOf(prompted)} is where interviewers still have to prompt you: ${prompted.unprompted} of ${reached(prompted)} signals came unasked.`
    : '';
  return [moved, asked].filter(Boolean).join(' ');
}

/** The sentence that the page opens with, and the one below it. */
export function openingOf(progress: Progress, range: Range): { title: string; lede: string } {
  const { competencies, sessions, partners } = progress;
  const so = soFar(sessions, partners);
  if (competencies.every(({ shown }) => shown === 'nothing')) {
    const title = sessions === 0 ? 'Your numbers start with your first session.' : 'Your first ratings are in.';
    const why = 'A single opinion is one opinion: bands appear when a second partner has rated the same competency.';
    return { title, lede: sessions === 0 ? why : `${so} ${why}` };
  }
  const title = titleOf(progress, range);
  return { title, lede: [so, asideOf(competencies, title)].filter(Boolean).join(' ') };
}
