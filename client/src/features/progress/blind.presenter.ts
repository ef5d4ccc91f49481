import type { CompetencyProgress, Progress } from '#shared/contract/progress.js';
import { COMPETENCY_NAMES, type Competency } from '#shared/interview/competency.js';
import type { Row } from '../../ui/chart/row.shapes.js';
import { halfWidth, notEnough, onScale } from './evidence.presenter.js';
import { oneDecimal, signed, tenthsOf } from './rounding.presenter.js';

export interface BlindRow {
  competency: Competency;
  name: string;
  /** Places on the scale; `null` without enough evidence. */
  dumbbell: Dumbbell | null;
  /** As one rated oneself. */
  self: number | null;
  words: string;
}

interface Dumbbell {
  /** One's own rating without what one is off by everywhere. */
  self: number;
  /** The same as it is said: the partners' estimate and the gap, as both are shown, add up to it. */
  said: string;
  peers: number;
  /** Where the partners' estimate would have to lie for the gap to be no more than chance. */
  from: number;
  to: number;
  blind: boolean;
  /** Rates themself higher. */
  over: boolean;
}

/** Self against partners, one row a competency; without enough evidence the row says what is missing. */
export function blindRows(competencies: readonly CompetencyProgress[]): BlindRow[] {
  return competencies.map((entry) => {
    const { competency, gap, self, estimate } = entry;
    const row = { competency, name: COMPETENCY_NAMES[competency], self };
    if (!gap || self === null || estimate === null) return { ...row, dumbbell: null, words: whyNot(entry) };
    const half = halfWidth(gap.se);
    const own = estimate + gap.value;
    const dumbbell = {
      self: onScale(own),
      said: oneDecimal((tenthsOf(estimate) + tenthsOf(gap.value)) / 10),
      peers: onScale(estimate),
      from: onScale(own - half),
      to: onScale(own + half),
      blind: gap.blind,
      over: gap.value > 0,
    };
    return { ...row, dumbbell, words: `${signed(gap.value)} ± ${oneDecimal(half)}` };
  });
}

function whyNot(entry: CompetencyProgress): string {
  if (entry.selfSheets === 0 && entry.raters >= 2) return 'You have not rated yourself on it';
  return notEnough(entry);
}

/** The rows as they are drawn: a ring for oneself, a dot for the partners, a solid line where the gap is surely there. */
export function blindShapes(rows: readonly BlindRow[]): Row[] {
  return rows.flatMap(({ name, dumbbell, words }) => {
    if (!dumbbell) return [];
    const { self, peers, from, to, blind, over } = dumbbell;
    const between = blind
      ? { kind: 'line' as const, from: self, to: peers, tone: over ? ('weak' as const) : ('strong' as const), width: 4 }
      : { kind: 'line' as const, from: self, to: peers, tone: 'ink3' as const, width: 2, dotted: true };
    return [
      {
        name,
        note: words,
        bold: blind,
        shapes: [
          { kind: 'bar', from, to, tone: 'ink3', thick: 12, faint: true },
          between,
          { kind: 'ring', at: self, tone: 'ink2' },
          { kind: 'dot', at: peers, tone: 'accent' },
        ],
      },
    ];
  });
}

/** A row for who hears it. */
export function blindLabel({ name, dumbbell, words }: BlindRow): string {
  if (!dumbbell) return `${name}: ${words}`;
  const sure = dumbbell.blind ? 'a gap that is surely there' : 'may be chance';
  return `${name}: you ${dumbbell.said}, partners ${oneDecimal(dumbbell.peers)}, gap ${words}, ${sure}`;
}

/** Heads and rows of the table. `evened`: what one is off by everywhere is known, and taken out of the gap. */
export function blindTable(rows: readonly BlindRow[], evened: boolean): { head: string[]; rows: string[][] } {
  const own = evened ? ['You', 'You, evened out'] : ['You'];
  return {
    head: ['Competency', ...own, 'Partners', 'Gap', 'Is it there?'],
    rows: rows.map((row) => blindCells(row, evened)),
  };
}

function blindCells({ name, self, dumbbell, words }: BlindRow, evened: boolean): string[] {
  return [
    name,
    self === null ? '–' : oneDecimal(self),
    ...(evened ? [dumbbell ? dumbbell.said : '–'] : []),
    dumbbell ? oneDecimal(dumbbell.peers) : '–',
    words,
    dumbbell ? (dumbbell.blind ? 'surely there' : 'may be chance') : '–',
  ];
}

/** What the chart says, in a sentence. */
export function blindSentence(rows: readonly BlindRow[]): string {
  const names = (over: boolean) =>
    rows.filter(({ dumbbell }) => dumbbell?.blind && dumbbell.over === over).map(({ name }) => name);
  const list = (items: string[]) => new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(items);
  const [over, under] = [names(true), names(false)];
  if (rows.every(({ dumbbell }) => dumbbell === null)) return 'Not enough evidence yet.';
  if (over.length + under.length === 0) return 'No gap here is larger than chance.';
  return [
    over.length > 0 ? `You see yourself higher on ${list(over)}.` : '',
    under.length > 0 ? `Your partners see you higher on ${list(under)}.` : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** What one is off by everywhere, in words; empty before that can be told. */
export function offsetSentence({ selfOffset }: Pick<Progress, 'selfOffset'>): string {
  if (!selfOffset) return '';
  const half = halfWidth(selfOffset.se);
  const sure = Math.abs(selfOffset.score) > half;
  const size = oneDecimal(Math.abs(selfOffset.score));
  if (tenthsOf(selfOffset.score) === 0) return 'Over all eight you rate yourself as your partners do.';
  const where = `${size} ${selfOffset.score > 0 ? 'higher' : 'lower'} than your partners do, give or take ${oneDecimal(half)}`;
  const taken = 'That is taken out here: what is left belongs to one competency.';
  return `Over all eight you rate yourself ${where}${sure ? '' : ', which may be chance'}. ${taken}`;
}
