import { testFlow } from '../../room/testing/flow.builder.js';
import type { Worked } from '../flow.schema.js';
import { lintWorked } from './lint-worked.js';

const base = testFlow('r1');

function faults(brief: string, worked: Worked[]): string[] {
  return lintWorked({ ...base, brief, worked }).map(({ path, message }) => `${path.join('.')}: ${message}`);
}

describe('lintWorked', () => {
  it('finds nothing where the figures are right, and takes names from above', () => {
    const brief = 'They catch 600, so 400 pass and cost 56,000 €\nin a day, which is 40 % of 140,000 €.';
    expect(
      faults(brief, [
        { name: 'passed', sum: '1_000 * (1 - 0.6)', shown: '400' },
        { name: 'cost', sum: 'passed * 140', shown: '56,000 € in a day' },
        { name: 'share', sum: 'cost / 140_000', shown: '40 %' },
      ]),
    ).toEqual([]);
  });

  it('finds a sum that makes something else', () => {
    expect(
      faults('It costs 100,000 €.', [{ name: 'cost', sum: '400 * 140 + 4_400 * 11', shown: '100,000 €' }]),
    ).toEqual(['worked.0.sum: The sum makes 104400, not 100,000 €']);
  });

  it('allows what rounding hides, and no more unless it is said', () => {
    const third = { name: 'third', sum: '1 / 3', shown: '33 %' };
    expect(faults('It is 33 %.', [third])).toEqual([]);
    expect(faults('It is 34 %.', [{ ...third, shown: '34 %' }])).toHaveLength(1);
    expect(faults('It is about 34 %.', [{ ...third, shown: '34 %', within: 0.01 }])).toEqual([]);
  });

  it('finds a figure that the text does not have, a sum that is none, and a name that is taken', () => {
    expect(
      faults('It is 5, not 15.0.', [
        { name: 'five', sum: '2 + 3', shown: '5.0' },
        { name: 'five', sum: '2 +', shown: '5' },
        { name: 'none', sum: '5', shown: 'It' },
      ]),
    ).toEqual([
      'worked.1.name: The id five is taken',
      'worked.0.shown: The text of this flow has "5.0" nowhere',
      'worked.1.sum: "2 +" cannot be worked out: it ends too early',
      'worked.2.shown: "It" shows no number',
    ]);
  });

  it('misses the sums where the text has several figures, and those of results that are written out', () => {
    expect(faults('10, 20, 30, 40 and 50.', [])).toEqual([]);
    expect(faults('10, 20, 30, 40, 50 and 60.', [])).toEqual([': The text has 6 figures, and none is worked out']);
    const five = { name: 'five', sum: '2 + 3', shown: '5' };
    expect(
      faults('2 + 3 = 5, 20 × 400 € = 8,000 €, 40 / 3 = about 13.3, + 5 % with p = 0.02, 1 / 4 = 2 / 8.', [five]),
    ).toEqual(['brief: 8,000 is the result of a sum', 'brief: 13.3 is the result of a sum']);
  });
});
