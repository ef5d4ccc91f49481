import { describe, expect, it } from 'vitest';
import { AUDIT_ACTIONS, type AuditEntry, type Epoch, type Flag, type Platform } from '#shared/contract/staff.js';
import { auditLine } from './audit.presenter.js';
import { lookedWords, namesOf, signWords } from './flags.presenter.js';
import { currentWords, epochRows, holdOutOf, progressOf, reliabilityOf } from './ratings.presenter.js';

const AT = Date.UTC(2026, 10, 25, 14, 5);
const epoch = (over: Partial<Epoch> = {}): Epoch => ({
  id: 3,
  reason: 'nightly',
  state: 'current',
  startedAt: AT,
  finishedAt: AT + 65_000,
  sheets: 1204,
  sweeps: 150,
  lastChange: 5e-8,
  progress: { done: 0, total: 0 },
  ...over,
});
const platform = (model = 0.52): Platform => ({
  reliability: {
    raw: { icc: 0.32, sheetsFor70: 5, sheetsFor80: 9 },
    adjusted: { icc: 0.55, sheetsFor70: 2, sheetsFor80: 4 },
  },
  holdOut: { sheets: 40, model, raw: 0.75, constant: 0.86 },
});
const flag = (signs: Flag['signs'], vignettes: number | null = 3): Flag => ({
  id: 'rater_x',
  people: [{ id: 'a', displayName: 'Cleo Marsh' }],
  signs,
  vignettes,
  looked: null,
});

describe('how the ratings stand', () => {
  it('is said in a sentence, and in one that waits for the first sheet', () => {
    expect(currentWords(epoch())).toContain('because a day had passed: 1,204 sheets in 150 sweeps');
    expect(currentWords(epoch())).toContain('a millionth of a point');
    expect(currentWords(epoch({ sheets: 0 }))).toContain('Nothing has been rated yet');
  });

  it('shows how far a solve has got', () => {
    expect(progressOf(epoch({ state: 'running' })).share).toBe(0);
    const writing = progressOf(epoch({ progress: { done: 250, total: 1000 } }));
    expect(writing).toEqual({ share: 0.25, words: 'Writing the numbers: 250 of 1,000 people.' });
    expect(epochRows([epoch({ state: 'failed', reason: 'new one' })])[0]?.cells.slice(2)).toEqual([
      'new one',
      '1,204',
      '150',
      '1 min',
      'broke off',
    ]);
  });

  it('says what a sheet is worth, and whether the model predicts best', () => {
    expect(reliabilityOf(platform())?.words).toContain('32 % is the person');
    expect(reliabilityOf(platform())?.rows[1]).toEqual(['Adjusted', '0.55', '2', '4']);
    expect(holdOutOf(platform())?.words).toContain('The model comes closest, as it should.');
    expect(holdOutOf(platform(0.8))?.words).toContain('does not come closest');
    expect([reliabilityOf(null), holdOutOf(null)]).toEqual([null, null]);
  });
});

describe('what stands out', () => {
  it('is said with its numbers, and accuses nobody', () => {
    const all = signWords(
      flag([
        { sign: 'severity', value: -1.3, se: 0.2, from: 1, sheets: 12 },
        { sign: 'profile', value: 4.1, se: 0.5, from: 2, sheets: 7 },
        { sign: 'flat', value: 0.02, se: null, from: 0.1, sheets: 9 },
        { sign: 'pair', value: 0.7, se: null, from: 0.5, sheets: 4 },
      ]),
    );
    const [severity, profile, flat, pair] = all.map(({ text }) => text);
    expect(severity).toContain(
      'Rates 1.3 points (± 0.3) higher than others rate the same people, over 12 sheets and 3 vig',
    );
    expect(profile).toContain('vary 4.1 times as much as expected (± 0.8), over 7 sheets');
    expect(flat).toContain('spread by 0.02 points, over 9 sheets');
    expect(pair).toContain('give each other 0.7 points more');
    expect(all.map(({ text }) => text).join(' ')).not.toMatch(/cheat|collu|fraud|guilty|abus/i);
  });

  it('says who has looked', () => {
    expect(lookedWords(flag([]))).toBe('');
    const looked = { at: AT, by: null, note: '' };
    expect(lookedWords({ ...flag([]), looked })).toMatch(/^Somebody who has left has looked at it, 25 Nov 2026/);
    const both = { ...flag([]), people: ['Alice', 'Bob'].map((displayName) => ({ id: displayName, displayName })) };
    expect(namesOf(both)).toBe('Alice and Bob');
  });
});

it('every action of the log has words, and a dispute leads to its page', () => {
  const entry = (action: AuditEntry['action']): AuditEntry => ({
    id: 'x',
    at: AT,
    by: null,
    action,
    subject: 's',
    note: '',
  });
  for (const action of AUDIT_ACTIONS) expect(auditLine(entry(action)).did).not.toBe('');
  expect(auditLine(entry('dispute-read')).to).toBe('/staff/disputes/s');
  expect(auditLine(entry('job-replayed')).to).toBeNull();
});
