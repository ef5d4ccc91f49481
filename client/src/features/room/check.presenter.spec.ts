import { describe, expect, it } from 'vitest';
import { testFlow } from '#shared/room/testing/flow.builder.js';
import { checkRows, isPassed } from './check.presenter.js';

const flow = testFlow('r1');
const right = flow.checks.map(({ answer }) => answer);

describe('the check of a brief', () => {
  it('says nothing of an answer that was not chosen', () => {
    const rows = checkRows(flow, [null, right[1] ?? 0, null]);
    expect(rows.map((row) => row.right)).toEqual([null, true, null]);
    expect(isPassed(rows)).toBe(false);
  });

  it('is passed once all three are right, and not with one that is wrong', () => {
    const wrong = right.map((answer, index) => (index === 2 ? (answer + 1) % 3 : answer));
    expect(isPassed(checkRows(flow, wrong))).toBe(false);
    expect(checkRows(flow, wrong)[2]?.right).toBe(false);
    expect(isPassed(checkRows(flow, right))).toBe(true);
  });
});
