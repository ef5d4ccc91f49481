import type { CompetencyProgress, MeasuredChange, Progress } from '#shared/contract/progress.js';
import { COMPETENCY_NAMES, type Competency } from '#shared/interview/competency.js';
import { TRACK_NAMES, type Track } from '#shared/interview/track.js';
import { dateOf } from '../../ui/dates.js';
import { DAY_MS } from './dates.presenter.js';
import { figureOf, halfWidth } from './evidence.presenter.js';
import { oneDecimal, signedTenths, tenthsBetween } from './rounding.presenter.js';

const VERDICTS = {
  better: { words: 'Better, by more than chance', tone: 'strong' },
  worse: { words: 'Lower, by more than chance', tone: 'weak' },
  same: { words: 'No change beyond chance', tone: 'neutral' },
  'too-early': { words: 'Too early to tell', tone: 'neutral' },
} as const;

export interface ChangeLine {
  competency: Competency;
  name: string;
  since: string;
  /** `3.1 ± 0.4`, or what stands in its place. */
  before: string;
  now: string;
  /** `+ 0.4`; empty where one of both is not known. */
  by: string;
  ratings: string;
  verdict: (typeof VERDICTS)[MeasuredChange['verdict']];
}

/** What became of a goal or a drill. */
export function changeLine({ competency, since, before, now, sheets, verdict }: MeasuredChange): ChangeLine {
  const figure = (estimated: MeasuredChange['now']) =>
    estimated ? `${oneDecimal(estimated.score)} ± ${oneDecimal(halfWidth(estimated.se))}` : 'nothing known';
  return {
    competency,
    name: COMPETENCY_NAMES[competency],
    since: dateOf(since),
    before: figure(before),
    now: figure(now),
    by: before && now ? signedTenths(tenthsBetween(before.score, now.score)) : '',
    ratings: sheets === 0 ? 'no rating since' : sheets === 1 ? 'one rating since' : `${sheets} ratings since`,
    verdict: VERDICTS[verdict],
  };
}

export interface GoalChoice {
  value: Competency;
  label: string;
  hint: string;
}

/** The eight to choose from, each with where one stands. */
export function goalChoices({ competencies }: Progress): GoalChoice[] {
  return competencies.map((entry) => {
    const figure = figureOf(entry);
    const stands = entry.stands ? `, a ${entry.stands} of yours` : '';
    return {
      value: entry.competency,
      label: COMPETENCY_NAMES[entry.competency],
      hint: figure
        ? `${figure.value}${entry.shown === 'score' ? ` ${figure.width}` : ', provisional'}${stands}`
        : 'Not enough evidence yet',
    };
  });
}

export interface DrillLine {
  competency: Competency;
  name: string;
  reason: string;
  /** When it does most. */
  when: string;
  flow: { title: string; track: string; to: string } | null;
  /** Where to practise it. */
  practise: { path: string; query: { track?: Track } };
}

/** What to work on next. */
export function drillLine(drill: NonNullable<Progress['drill']>, now: number): DrillLine {
  const { competency, reason, flow } = drill;
  return {
    competency,
    name: COMPETENCY_NAMES[competency],
    reason,
    when: windowWords(drill, now),
    flow: flow && { title: flow.title, track: TRACK_NAMES[flow.track], to: `/library/${flow.id}` },
    practise: { path: '/home', query: flow ? { track: flow.track } : {} },
  };
}

function windowWords({ from, until, flow }: NonNullable<Progress['drill']>, now: number): string {
  const [first, last] = [dateOf(from), dateOf(until)];
  // Whole days: a clock that is a little off makes no tomorrow of today.
  if (now > until && dateOf(now) !== last) {
    return `Its time was until ${last}. As soon as all your sessions are rated, it is done or suggested anew.`;
  }
  if (now >= from || dateOf(now) === first) return `Now is a good time for it, until ${last}.`;
  const days = Math.ceil((from - now) / DAY_MS);
  const soon = days === 1 ? 'from tomorrow on' : `${days} days from now at the earliest`;
  const early = flow ? ' Before that, only an interview with the flow below counts for it.' : '';
  return `Best between ${first} and ${last}, ${soon}: what one comes back to after a pause, one keeps.${early}`;
}

/** What stands out from one's own mean by more than chance, in a sentence; empty where nothing does. */
export function outstanding(competencies: readonly CompetencyProgress[]): string {
  const sorted = [...competencies].sort((a, b) => (b.estimate ?? 0) - (a.estimate ?? 0));
  const those = (stands: 'strength' | 'weakness') =>
    sorted.filter((entry) => entry.stands === stands).map((entry) => COMPETENCY_NAMES[entry.competency]);
  const [strong, weak] = [those('strength'), those('weakness').reverse()];
  if (strong.length + weak.length === 0) return '';
  const named = [namedAs('Strength', 'Strengths', strong), namedAs('Weakness', 'Weaknesses', weak)];
  const who = strong.length + weak.length === 1 ? 'It lies' : 'Each lies';
  return `${named.filter(Boolean).join(' ')} ${who} beyond chance from your own mean; the others do not.`;
}

function namedAs(one: string, many: string, names: readonly string[]): string {
  const listed = new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(names);
  return names.length === 0 ? '' : `${names.length === 1 ? one : many}: ${listed}.`;
}
