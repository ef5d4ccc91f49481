import type { Epoch, Platform } from '#shared/contract/staff.js';
import { durationOf } from '../../ui/duration.js';
import { whenOf } from '../../ui/dates.js';
import { countOf } from './counts.presenter.js';

const REASONS: Record<string, string> = {
  empty: 'the instance began',
  changes: 'more than a tenth had changed',
  nightly: 'a day had passed',
  again: 'an earlier one broke off',
  rebuild: 'the ledger was made anew',
  staff: 'staff asked for it',
};
const STATES: Record<Epoch['state'], string> = {
  running: 'running',
  current: 'in use',
  past: 'replaced',
  failed: 'broke off',
};

export const reasonWords = (reason: string): string => REASONS[reason] ?? reason;

/** How long a solve took; empty while it runs. */
export function tookWords({ startedAt, finishedAt }: Epoch): string {
  return finishedAt === null ? '' : durationOf(finishedAt - startedAt);
}

/** The solution in use, in a sentence. */
export function currentWords(epoch: Epoch): string {
  if (epoch.sheets === 0) return 'Nothing has been rated yet, so that there is nothing to solve.';
  return `Solved from zero on ${whenOf(epoch.finishedAt ?? epoch.startedAt)}, because ${reasonWords(epoch.reason)}: ${countOf(epoch.sheets, 'sheet')} in ${countOf(epoch.sweeps, 'sweep')}, until nobody was moved by more than ${precisionOf(epoch.lastChange)}. What comes and goes since is worked in at once.`;
}

/** What the last sweep still moved, in words: the digits of a rounding error say nothing. */
function precisionOf(change: number): string {
  if (change < 1e-6) return 'a millionth of a point';
  return change < 1e-3 ? 'a thousandth of a point' : `${change.toFixed(2)} points`;
}

export interface Progress {
  share: number;
  words: string;
}

export function progressOf({ progress: { done, total }, reason }: Epoch): Progress {
  if (total === 0) return { share: 0, words: `Solving, because ${reasonWords(reason)}.` };
  return {
    share: done / total,
    words: `Writing the numbers: ${done.toLocaleString('en-GB')} of ${countOf(total, 'person').replace('persons', 'people')}.`,
  };
}

export interface EpochRow {
  id: number;
  cells: string[];
}

export const EPOCH_HEAD = ['Epoch', 'Began', 'Why', 'Sheets', 'Sweeps', 'Took', 'State'] as const;

export function epochRows(past: readonly Epoch[]): EpochRow[] {
  return past.map((epoch) => ({
    id: epoch.id,
    cells: [
      `${epoch.id}`,
      whenOf(epoch.startedAt),
      reasonWords(epoch.reason),
      epoch.sheets.toLocaleString('en-GB'),
      `${epoch.sweeps}`,
      tookWords(epoch),
      STATES[epoch.state],
    ],
  }));
}

const percent = (share: number) => `${Math.round(Math.max(0, share) * 100)} %`;
const sheetsWord = (sheets: number | null) => (sheets === null ? 'no number' : `${sheets}`);

/** What a single sheet is worth, in words and as rows of a table. */
export function reliabilityOf(platform: Platform | null) {
  const reliability = platform?.reliability ?? null;
  if (!reliability) return null;
  const { raw, adjusted } = reliability;
  const rows = (
    [
      ['As given', raw],
      ['Adjusted', adjusted],
    ] as const
  ).map(([name, each]) => [name, each.icc.toFixed(2), sheetsWord(each.sheetsFor70), sheetsWord(each.sheetsFor80)]);
  const enough =
    adjusted.sheetsFor70 === null
      ? 'Sheets say nothing of the person yet: no number of them makes a mean that can be relied on.'
      : `A mean that can be relied on to .7 takes ${countOf(adjusted.sheetsFor70, 'sheet')}.`;
  return {
    words: `Of what single sheets differ by, ${percent(raw.icc)} is the person; with strictness, questions and pairs taken out it is ${percent(adjusted.icc)}. ${enough}`,
    head: ['Sheets', 'ICC(1)', 'for .7', 'for .8'],
    rows,
  };
}

/** How far off each way to predict a hidden sheet is. `share` is of the widest bar. */
export function holdOutOf(platform: Platform | null) {
  const found = platform?.holdOut ?? null;
  if (!found) return null;
  const { sheets, model, raw, constant } = found;
  const widest = Math.max(model, raw, constant);
  const bars = [
    { key: 'model', name: 'The model', value: model },
    { key: 'raw', name: 'Mean of their other sheets', value: raw },
    { key: 'constant', name: 'One number for everybody', value: constant },
  ].map((bar) => ({ ...bar, share: bar.value / widest, shown: bar.value.toFixed(2) }));
  const verdict =
    model < Math.min(raw, constant)
      ? 'The model comes closest, as it should.'
      : 'The model does not come closest. With few sheets that may be chance; with many, look into it.';
  return {
    words: `The last sheet of everybody who has four was hidden and predicted from the rest: ${countOf(sheets, 'sheet')}. Shown is by how many points each way is off; less is better. ${verdict}`,
    bars,
  };
}
