import { expect, it } from 'vitest';
import { coverageRows, coverageSentence } from './coverage.presenter.js';
import { competency } from './testing/competency.builder.js';

it('signals are shared out per competency; without any there is no share', () => {
  const rows = coverageRows([competency('data', { unprompted: 2, afterCard: 1, missed: 0 }), competency('metrics')]);
  expect(rows.map(({ total, percent }) => [total, percent])).toEqual([
    [3, 67],
    [0, null],
  ]);
  expect(coverageSentence(rows)).toContain('Of 3 signals');
  expect(coverageSentence(rows.slice(1))).toContain('No signal');
});
