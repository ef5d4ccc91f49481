import { describe, expect, it } from 'vitest';
import { chooseSheet, listed, type OwnSheet } from './owed.presenter.js';

const sheet = (
  round: 1 | 2,
  kind: OwnSheet['kind'],
  status: OwnSheet['status'],
  until: number | null = 1,
): OwnSheet => ({
  round,
  kind,
  status,
  competencies: [],
  until,
  draft: null,
});

describe('the sheet in front', () => {
  it('rule 26: is one’s own first, since the partner’s is not open yet', () => {
    const sheets = [sheet(1, 'self', 'open'), sheet(1, 'interviewer', 'later')];
    expect(chooseSheet(sheets, 1, '1:interviewer')?.kind).toBe('self');
  });

  it('is this round’s before one left over, unless another was picked', () => {
    const sheets = [sheet(1, 'peer', 'open'), sheet(2, 'self', 'open')];
    expect(chooseSheet(sheets, 2, null)?.round).toBe(2);
    expect(chooseSheet(sheets, 2, '1:peer')?.round).toBe(1);
    expect(chooseSheet(sheets, null, null)?.round).toBe(1);
  });

  it('is none once all are in', () => {
    expect(chooseSheet([sheet(1, 'peer', 'submitted')], 1, null)).toBeNull();
  });
});

it('sheets of a round still to come are not listed, those waiting for the self-rating are', () => {
  const sheets = [sheet(1, 'interviewer', 'later'), sheet(2, 'peer', 'later', null)];
  expect(listed(sheets).map(({ round }) => round)).toEqual([1]);
});
