import type { CompetencyProgress } from '#shared/contract/progress.js';
import { COMPETENCY_NAMES, type Competency } from '#shared/interview/competency.js';
import { halfWidth, notEnough, onScale } from './evidence.presenter.js';

/** Places on the scale as shares from the left. */
export interface Dumbbell {
  self: number;
  peers: number;
  /** Where the partners' estimate would have to lie for the gap to be no more than chance. */
  from: number;
  to: number;
  blind: boolean;
  /** Rates themself higher. */
  over: boolean;
}

export interface BlindRow {
  competency: Competency;
  name: string;
  dumbbell: Dumbbell | null;
  self: number | null;
  peers: number | null;
  gap: number | null;
  half: number | null;
  words: string;
}

const share = (value: number) => (onScale(value) - 1) / 4;

function signed(value: number): string {
  const size = Math.abs(value).toFixed(1);
  if (size === '0.0') return size;
  return `${value < 0 ? '−' : '+'}${size}`;
}

/** Self against partners, one row a competency; without enough evidence the row says what is missing. */
export function blindRows(competencies: readonly CompetencyProgress[]): BlindRow[] {
  return competencies.map((entry) => {
    const { competency, gap, self, estimate } = entry;
    const row = { competency, name: COMPETENCY_NAMES[competency] };
    if (!gap || self === null || estimate === null) {
      return { ...row, dumbbell: null, self, peers: null, gap: null, half: null, words: whyNot(entry) };
    }
    const half = halfWidth(gap.se);
    const dumbbell = {
      self: share(self),
      peers: share(estimate),
      from: share(self - half),
      to: share(self + half),
      blind: gap.blind,
      over: gap.value > 0,
    };
    const words = `${signed(gap.value)} ± ${half.toFixed(1)}`;
    return { ...row, dumbbell, self, peers: estimate, gap: gap.value, half, words };
  });
}

function whyNot(entry: CompetencyProgress): string {
  if (entry.selfSheets === 0 && entry.raters >= 2) return 'You have not rated yourself on it';
  return notEnough(entry);
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
