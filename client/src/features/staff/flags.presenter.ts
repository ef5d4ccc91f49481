import type { Flag } from '#shared/contract/staff.js';
import { whenOf } from '../../ui/dates.js';
import { countOf } from './counts.presenter.js';

export interface SignWords {
  sign: Flag['signs'][number]['sign'];
  title: string;
  text: string;
}

const points = (value: number) => Math.abs(value).toFixed(value !== 0 && Math.abs(value) < 0.1 ? 2 : 1);
const within = (se: number | null) => (se === null ? '' : ` (± ${(1.645 * se).toFixed(1)})`);

/** What stands out, in words and numbers, and never more than that. */
export function signWords({ signs, vignettes }: Flag): SignWords[] {
  return signs.map(({ sign, value, se, from, sheets }) => {
    const over = `over ${countOf(sheets, 'sheet')}`;
    switch (sign) {
      case 'severity': {
        const rated = vignettes ? ` and ${countOf(vignettes, 'vignette')}` : '';
        return {
          sign,
          title: value > 0 ? 'Stricter than others' : 'More lenient than others',
          text: `Rates ${points(value)} points${within(se)} ${value > 0 ? 'lower' : 'higher'} than others rate the same people, ${over}${rated}. Worth a look from ${from.toFixed(1)} on. The numbers are adjusted for it already.`,
        };
      }
      case 'profile':
        return {
          sign,
          title: 'Scores that follow no profile',
          text: `Scores within a sheet vary ${points(value)} times as much as expected${within(se)}, ${over}. Worth a look from ${from.toFixed(1)} on: it can be hurry, or numbers given at random.`,
        };
      case 'flat':
        return {
          sign,
          title: 'The same number for everything',
          text: `Scores within a sheet spread by ${points(value)} points, ${over}. Worth a look below ${from.toFixed(1)}: it can be a rater who does not tell competencies apart.`,
        };
      case 'pair':
        return {
          sign,
          title: 'More for each other than for others',
          text: `They give each other ${points(value)} points more than their other ratings suggest, ${over}. Worth a look from ${from.toFixed(1)} on: friends do that without meaning to. The numbers are adjusted for it already.`,
        };
    }
  });
}

export function namesOf({ people }: Flag): string {
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(people.map(({ displayName }) => displayName));
}

export function lookedWords({ looked }: Flag): string {
  if (!looked) return '';
  return `${looked.by?.displayName ?? 'Somebody who has left'} has looked at it, ${whenOf(looked.at)}`;
}
