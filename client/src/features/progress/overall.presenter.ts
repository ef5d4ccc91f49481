import type { Progress } from '#shared/contract/progress.js';
import { LEVEL_NAMES, TRACK_NAMES } from '#shared/interview/track.js';
import type { Band } from '#shared/rating/shown.js';
import type { Row } from '../../ui/chart/row.shapes.js';
import { figureOf, halfWidth, notEnough, onScale } from './evidence.presenter.js';
import { oneDecimal } from './rounding.presenter.js';

const BAND_WORDS: Record<Band, string> = { developing: 'Developing', solid: 'Solid', strong: 'Strong' };

export interface Standing {
  /** The number with its width; `null` where the evidence carries a band or nothing. */
  score: { value: string; width: string } | null;
  /** `Solid`, `Between solid and strong`, or why nothing can be said yet. */
  band: string;
  provisional: boolean;
  /** Further sentences, each by itself. */
  sentences: string[];
  explained: boolean;
}

/** What is claimed over all competencies, in words as far as the evidence carries it. */
export function standingOf({ overall }: Progress): Standing {
  const { shown, score, se, level, explain } = overall;
  const figure = figureOf({ shown, estimate: score, se });
  return {
    score: shown === 'score' ? figure : null,
    band: shown === 'nothing' ? notEnough(overall) : bandWords(overall),
    provisional: shown === 'band',
    sentences: [
      shown === 'band' && figure
        ? `Your true level lies between ${figure.value.replace('–', ' and ')}, nine times in ten.`
        : '',
      percentileSentence(overall),
      level && shown !== 'nothing'
        ? `Read against ${LEVEL_NAMES[level].toLowerCase()} level, which you had declared at your first session.`
        : '',
      restsOn(overall),
    ].filter(Boolean),
    explained: explain !== null,
  };
}

function bandWords({ bands }: Progress['overall']): string {
  if (!bands) return '';
  if (bands.from === bands.to) return BAND_WORDS[bands.from];
  return `Between ${bands.from} and ${bands.to}`;
}

function percentileSentence({ percentile, level }: Progress['overall']): string {
  if (!percentile || !level) return '';
  const whole = (share: number) => Math.min(99, Math.max(1, Math.round(share)));
  const [from, to] = [whole(percentile.from), whole(percentile.to)];
  const many = from === to ? `${from}` : `${from} to ${to}`;
  return `Ahead of ${many} in 100 people at ${LEVEL_NAMES[level].toLowerCase()} level.`;
}

function restsOn({ sheets, raters }: Progress['overall']): string {
  if (sheets === 0) return '';
  return `It rests on ${sheets === 1 ? 'one rating' : `${sheets} ratings`} from ${raters === 1 ? 'one partner' : `${raters} partners`}.`;
}

export interface PartRow {
  name: string;
  mean: number;
  half: number;
  sheets: number;
}

/** By track, or by level, the most practised first. */
export function trackRows({ byTrack }: Pick<Progress, 'byTrack'>): PartRow[] {
  return partRows(byTrack.map(({ track, ...part }) => ({ ...part, name: TRACK_NAMES[track] })));
}

export function levelRows({ byLevel }: Pick<Progress, 'byLevel'>): PartRow[] {
  return partRows(byLevel.map(({ level, ...part }) => ({ ...part, name: `${LEVEL_NAMES[level]} level` })));
}

function partRows(parts: { name: string; sheets: number; mean: number; se: number }[]): PartRow[] {
  return parts
    .map(({ name, sheets, mean, se }) => ({ name, sheets, mean, half: halfWidth(se) }))
    .sort((a, b) => b.sheets - a.sheets);
}

const counted = (sheets: number) => (sheets === 1 ? 'one rating' : `${sheets} ratings`);

/** A single rating of a part is an opinion, so that its row says how many there are instead of drawing a mean. */
export function partShapes(rows: readonly PartRow[]): Row[] {
  return rows.map(({ name, mean, half, sheets }) => ({
    name,
    note: sheets > 1 ? `${oneDecimal(mean)} ± ${oneDecimal(half)}` : 'one rating',
    shapes:
      sheets > 1
        ? [
            {
              kind: 'bar',
              from: onScale(mean - half),
              to: onScale(mean + half),
              tone: 'accent',
              thick: 10,
              faint: true,
            },
            { kind: 'dot', at: onScale(mean), tone: 'accent' },
          ]
        : [],
  }));
}

export function partLabel({ name, mean, half, sheets }: PartRow): string {
  return sheets > 1
    ? `${name}: ${oneDecimal(mean)}, give or take ${oneDecimal(half)}, ${counted(sheets)}`
    : `${name}: one rating, not enough for a mean`;
}

export function partTable(rows: readonly PartRow[]): string[][] {
  return rows.map(({ name, mean, half, sheets }) => [
    name,
    sheets > 1 ? `${oneDecimal(mean)} ± ${oneDecimal(half)}` : '–',
    `${sheets}`,
  ]);
}

/** Whether two parts differ by more than chance, in a sentence. */
export function partSentence(rows: readonly PartRow[]): string {
  const known = rows.filter(({ sheets }) => sheets > 1).sort((a, b) => b.mean - a.mean);
  const [best, last] = [known[0], known.at(-1)];
  if (!best || !last || best === last)
    return 'Adjusted like your score: strict partners and hard questions are taken out.';
  if (best.mean - last.mean > Math.hypot(best.half, last.half)) {
    return `You do better in ${best.name} than in ${last.name}, by more than chance.`;
  }
  return 'No difference between them is larger than chance.';
}

/** How strict those were who rated, in a sentence. */
export function ratersSentence({ raters, overall }: Pick<Progress, 'raters' | 'overall'>): string {
  const { harsh, typical, lenient } = raters;
  const all = harsh + typical + lenient;
  if (all === 0) return overall.raters === 0 ? 'Nobody has rated you yet.' : `${notEnough(overall)}.`;
  const were = (count: number) => `${count} ${count === 1 ? 'was' : 'were'}`;
  return `Of ${all === 1 ? 'one partner' : `${all} partners`} ${were(harsh)} harsher than typical, ${lenient} more lenient. Either is taken out of your scores.`;
}
