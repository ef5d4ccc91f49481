import type { LibraryEntry } from '#shared/contract/library.js';
import type { Progress } from '#shared/contract/progress.js';
import { INTERVIEWER_SKILL_NAMES, type InterviewerSkill } from '#shared/interview/competency.js';
import { TRACK_NAMES } from '#shared/interview/track.js';
import type { Row } from '../../ui/chart/row.shapes.js';
import { dateOf } from '../../ui/dates.js';
import { halfWidth, notEnough, numberFollows, onScale, soMany } from './evidence.presenter.js';
import { oneDecimal, tenthsOf } from './rounding.presenter.js';

type AsInterviewer = Progress['asInterviewer'];

/** So many ratings before a mean is shown. */
const RATINGS_NEEDED = 2;

export interface SkillLine {
  skill: InterviewerSkill;
  name: string;
  /** Adjusted where that can be told, else the mean; `null` where there is not enough. */
  value: number | null;
  half: number | null;
  words: string;
}

/** What candidates said of one's interviewing, skill by skill. */
export function skillLines({ skills }: Pick<AsInterviewer, 'skills'>): SkillLine[] {
  return skills.map(({ skill, mean, n, score, se }) => {
    const name = INTERVIEWER_SKILL_NAMES[skill];
    if (score !== null && se !== null) {
      const half = halfWidth(se);
      return { skill, name, value: score, half, words: `${oneDecimal(score)} ± ${oneDecimal(half)}` };
    }
    if (mean !== null && n >= RATINGS_NEEDED) {
      return { skill, name, value: mean, half: null, words: `${oneDecimal(mean)}, ${n} given` };
    }
    return { skill, name, value: null, half: null, words: `${soMany(n, RATINGS_NEEDED, 'ratings')}` };
  });
}

export function skillShapes(lines: readonly SkillLine[]): Row[] {
  return lines.map(({ name, value, half, words }) => ({
    name,
    note: words,
    shapes:
      value === null
        ? []
        : half === null
          ? [{ kind: 'ring', at: value, tone: 'accent' }]
          : [
              {
                kind: 'bar',
                from: onScale(value - half),
                to: onScale(value + half),
                tone: 'accent',
                thick: 10,
                faint: true,
              },
              { kind: 'dot', at: onScale(value), tone: 'accent' },
            ],
  }));
}

export function skillLabel({ name, value, half, words }: SkillLine): string {
  if (value === null) return `${name}: not enough yet, ${words}`;
  return half === null ? `${name}: mean ${words}` : `${name}: ${oneDecimal(value)}, give or take ${oneDecimal(half)}`;
}

export function skillTable(lines: readonly SkillLine[], { skills }: Pick<AsInterviewer, 'skills'>): string[][] {
  return lines.map(({ skill, name, words }) => {
    const entry = skills.find((each) => each.skill === skill);
    return [name, words, typeof entry?.mean === 'number' ? oneDecimal(entry.mean) : '–', `${entry?.n ?? 0}`];
  });
}

/** The sentence that the page opens with, and the one below it. */
export function interviewerOpening(as: AsInterviewer): { title: string; lede: string } {
  if (as.sheets === 0) {
    return {
      title: 'Nobody has rated you as interviewer yet.',
      lede: 'After your first interview, what the candidate says of it turns up here, and how strict you rate beside others.',
    };
  }
  const partners = as.raters === 1 ? 'one partner' : `${as.raters} partners`;
  const rests = `Rated by ${partners} in ${as.sheets === 1 ? 'one interview' : `${as.sheets} interviews`}.`;
  if (as.shown === 'nothing' || as.score === null || as.se === null) {
    return { title: 'Your first interviews are in.', lede: `${rests} ${notEnough(as)}.` };
  }
  const half = halfWidth(as.se);
  const figure =
    as.shown === 'score'
      ? `${oneDecimal(as.score)} of 5`
      : `between ${oneDecimal(onScale(as.score - half))} and ${oneDecimal(onScale(as.score + half))} of 5`;
  const width = as.shown === 'score' ? `Give or take ${oneDecimal(half)}, nine times in ten.` : numberFollows(as);
  return { title: `Candidates rate your interviewing ${figure}.`, lede: `${rests} ${width}` };
}

/** Whether one's comments helped, in a sentence. */
export function usefulSentence({ useful, notUseful, sheets }: AsInterviewer): string {
  const marked = useful + notUseful;
  if (marked > 0) {
    return marked === 1
      ? `Of your feedback one item was marked so far: ${useful === 1 ? 'useful' : 'not useful'}.`
      : `Candidates found ${useful} of ${marked} items of your feedback useful.`;
  }
  return sheets === 0
    ? 'Nobody has rated you as interviewer yet.'
    : 'Nobody has marked your feedback as useful or not so far.';
}

/** The scale of severity, in points to both sides of typical. */
export const SEVERITY_REACH = 1.5;

export interface Severity {
  words: string;
  rests: string;
  /** Places on the scale of points, kept inside it. */
  at: number;
  from: number;
  to: number;
  sure: boolean;
}

/** How strict one rates beside others; `null` before that can be told. */
export function severityOf({ severity }: Pick<AsInterviewer, 'severity'>): Severity | null {
  if (!severity) return null;
  const { value, se, sheets, vignettes } = severity;
  const half = halfWidth(se);
  const inside = (points: number) => Math.min(SEVERITY_REACH, Math.max(-SEVERITY_REACH, points));
  const sure = Math.abs(value) > half;
  return {
    words: severityWords(value, half, sure),
    rests: restsOn(sheets, vignettes),
    at: inside(value),
    from: inside(value - half),
    to: inside(value + half),
    sure,
  };
}

function severityWords(value: number, half: number, sure: boolean): string {
  const width = `give or take ${tenthsOf(half) === 0 ? 'less than 0.1' : oneDecimal(half)}`;
  if (tenthsOf(value) === 0) return `You rate as strictly as is typical, ${width}.`;
  const rate = `You rate ${oneDecimal(Math.abs(value))} ${value > 0 ? 'harsher' : 'more lenient'} than typical, ${width}`;
  const taken = 'It is taken out of your partners’ numbers.';
  return sure ? `${rate}. ${taken}` : `${rate}, which may be chance. ${taken}`;
}

function restsOn(sheets: number, vignettes: number): string {
  if (sheets + vignettes === 0) return '';
  const given = sheets === 1 ? 'one rating that you gave' : `${sheets} ratings that you gave`;
  const rated = vignettes === 1 ? 'one calibration answer' : `${vignettes} calibration answers`;
  return `Rests on ${[sheets > 0 ? given : '', vignettes > 0 ? rated : ''].filter(Boolean).join(' and ')}.`;
}

/** Above this one's ratings wander from what others see more than twice as far as expected. */
const ERRATIC = 2;
const STEADY = 0.5;
/** Below this one gives nearly everybody nearly the same throughout a sheet. */
const FLAT = 0.3;

/** How steady one rates, and whether one tells competencies apart. */
export function habitLines({ consistency, spread }: AsInterviewer): { name: string; figure: string; words: string }[] {
  return [
    {
      name: 'Consistency',
      figure: consistency === null ? '–' : oneDecimal(consistency),
      words: consistencyWords(consistency),
    },
    { name: 'Spread within a sheet', figure: spread === null ? '–' : oneDecimal(spread), words: spreadWords(spread) },
  ];
}

function consistencyWords(consistency: number | null): string {
  if (consistency === null) return 'Not enough ratings of yours yet to tell.';
  if (consistency > ERRATIC)
    return 'Your ratings lie far from what others see, now above and now below it. 1 is as expected; the anchors of the rubric help.';
  if (consistency < STEADY)
    return 'Your ratings lie closer to what others see than chance alone would have it. 1 is as expected.';
  return 'Your ratings lie about as far from what others see as is to be expected, which is 1.';
}

function spreadWords(spread: number | null): string {
  if (spread === null) return 'Not enough ratings of yours yet to tell.';
  const apart = `The scores of one sheet lie ${oneDecimal(spread)} apart from their mean, typically.`;
  if (spread < FLAT) return `${apart} That is little: nearly the same for every competency tells a candidate nothing.`;
  return `${apart} You tell the competencies apart.`;
}

export interface LicensedLine {
  id: string;
  title: string;
  track: string;
  to: string;
  how: string;
}

/** The flows that one may interview with, those met last first. */
export function licensedLines(flows: readonly LibraryEntry[]): LicensedLine[] {
  return flows
    .filter(({ knowledge }) => knowledge.mayInterview)
    .sort((a, b) => lastMet(b.knowledge) - lastMet(a.knowledge))
    .map((flow) => ({
      id: flow.id,
      title: flow.title,
      track: TRACK_NAMES[flow.track],
      to: `/library/${flow.id}`,
      how: howKnown(flow.knowledge),
    }));
}

/** What was last, as the list is in that order. */
function howKnown(knowledge: LibraryEntry['knowledge']): string {
  const { interviewedAt, takenAt } = knowledge;
  const last = lastMet(knowledge);
  if (last === 0) return 'open to you';
  if (last === interviewedAt) return `interviewed with it on ${dateOf(last)}`;
  return `${last === takenAt ? 'taken as candidate' : 'check passed'} on ${dateOf(last)}`;
}

/** 0 for never. */
function lastMet({ interviewedAt, licensedAt, takenAt }: LibraryEntry['knowledge']): number {
  return Math.max(interviewedAt ?? 0, licensedAt ?? 0, takenAt ?? 0);
}
