import type { CompetencyProgress, HistoryPoint } from '#shared/contract/progress.js';
import { COMPETENCY_NAMES, type Competency } from '#shared/interview/competency.js';
import { figureOf, halfWidth, notEnough, onScale, soMany, spanOf } from './evidence.presenter.js';
import { earlierOf } from './history.presenter.js';
import { oneDecimal } from './rounding.presenter.js';
import type { Comparison } from './trend.presenter.js';

/** So many ratings, or signals, before an axis means anything. */
const AXIS_NEEDS = 3;

/** One of the eight directions; places run from 0 at the middle to 1 at the rim. */
export interface Axis {
  competency: Competency;
  name: string;
  /** What the axis says beside its name; empty where nothing is known. */
  figure: string;
  /** Where the line goes through; `null` where the evidence carries a band at most. */
  at: number | null;
  /** The 90 % interval along the axis. */
  band: [number, number] | null;
  earlier: number | null;
  /** What is missing, in words; empty where something is known. */
  missing: string;
}

const place = (score: number) => (onScale(score) - 1) / 4;

/** The scores as a shape, with one's earlier self where it is asked for. */
export function scoreAxes(
  competencies: readonly CompetencyProgress[],
  points: readonly HistoryPoint[],
  comparison: Comparison | null,
): Axis[] {
  return competencies.map((entry) => {
    const { competency, shown, estimate, se } = entry;
    const named = { competency, name: COMPETENCY_NAMES[competency] };
    const missing = missingOf(entry);
    if (missing !== '' || estimate === null || se === null) {
      return { ...named, figure: '', at: null, band: null, earlier: null, missing };
    }
    const half = halfWidth(se);
    const then = comparison ? earlierOf(points, comparison.days, comparison.now, competency) : null;
    return {
      ...named,
      figure: shown === 'score' ? oneDecimal(estimate) : spanOf(estimate, half),
      at: shown === 'score' ? place(estimate) : null,
      band: [place(estimate - half), place(estimate + half)],
      earlier: then && place(then.score),
      missing,
    };
  });
}

function missingOf(entry: CompetencyProgress): string {
  if (entry.sheets < AXIS_NEEDS) {
    return `not enough evidence yet (${soMany(entry.sheets, AXIS_NEEDS, 'ratings')})`;
  }
  const words = notEnough(entry);
  return entry.shown === 'nothing' ? words.charAt(0).toLowerCase() + words.slice(1) : '';
}

/** The share of signals that came before anybody asked, as a shape. */
export function unaskedAxes(competencies: readonly CompetencyProgress[]): Axis[] {
  return competencies.map(({ competency, unprompted, afterCard, missed }) => {
    const total = unprompted + afterCard + missed;
    const known = total >= AXIS_NEEDS;
    return {
      competency,
      name: COMPETENCY_NAMES[competency],
      figure: known ? `${Math.round((100 * unprompted) / total)} %` : '',
      at: known ? unprompted / total : null,
      band: null,
      earlier: null,
      missing: known ? '' : `not enough evidence yet (${soMany(total, AXIS_NEEDS, 'signals')})`,
    };
  });
}

/**
 * The places with those that are missing put on the straight line between their neighbours, so that a shape passes an
 * axis by instead of claiming something on it; `null` where too little is known for any shape.
 */
export function passedBy(places: readonly (number | null)[]): number[] | null {
  const count = places.length;
  const step = (2 * Math.PI) / count;
  const known = places.flatMap((place, index) => (place === null ? [] : [index]));
  if (known.length < 3) return null;
  const full: number[] = [];
  for (const [order, start] of known.entries()) {
    const end = known[(order + 1) % known.length] ?? 0;
    const gap = (end - start + count) % count || count;
    const angle = gap * step;
    if (angle >= Math.PI - 1e-9) return null;
    const [a, b] = [places[start] ?? 0, places[end] ?? 0];
    for (let away = 0; away < gap; away += 1) {
      const below = b * Math.sin(angle - away * step) + a * Math.sin(away * step);
      full[(start + away) % count] = away === 0 ? a : below === 0 ? 0 : (a * b * Math.sin(angle)) / below;
    }
  }
  return full;
}

/** The axes that say nothing yet, in a sentence; those that lack the same are named together. */
export function missingSentence(axes: readonly Axis[]): string {
  const reasons = [...new Set(axes.map(({ missing }) => missing).filter(Boolean))];
  return reasons
    .map((reason) => {
      const names = axes.filter(({ missing }) => missing === reason).map(({ name }) => name);
      return `${new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(names)}: ${reason}.`;
    })
    .join(' ');
}

/** Heads and rows of the table: the score with its width, one's earlier self where it is drawn, and what came unasked. */
export function shapeTable(
  competencies: readonly CompetencyProgress[],
  scores: readonly Axis[],
  unasked: readonly Axis[],
  days: number | null,
): { head: string[]; rows: string[][] } {
  const rows = scores.map(({ competency, name, missing, earlier }, index) => {
    const entry = competencies.find((each) => each.competency === competency);
    const figure = entry && missing === '' ? figureOf(entry) : null;
    const share = unasked[index];
    const then = earlier === null ? '–' : oneDecimal(1 + 4 * earlier);
    return [
      name,
      figure ? `${figure.value} ${figure.width}` : missing,
      ...(days === null ? [] : [then]),
      share?.figure || (share?.missing ?? ''),
    ];
  });
  return { head: ['Competency', 'Score', ...(days === null ? [] : [`${days} days ago`]), 'Unasked'], rows };
}

/** What an axis says to who hears it. */
export function axisLabel({ name, figure, missing }: Axis): string {
  return `${name}: ${figure === '' ? missing : figure}`;
}
