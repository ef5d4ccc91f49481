import { describe, expect, it } from 'vitest';
import type { ReportRound, TimelineItem } from '#shared/contract/report.js';
import type { CandidateSheet } from '#shared/rating/sheet.js';
import { evidenceWords, openingOf, ratedRows, type Revealed, sessionWords } from './report.presenter.js';

const item = (over: Partial<TimelineItem>): TimelineItem => ({
  kind: 'signal',
  id: 'asks-first',
  t: 61_000,
  text: 'Asks who acts',
  competency: 'framing',
  mark: 'unprompted',
  side: null,
  ...over,
});

const sheet = (scores: Partial<Record<'framing' | 'metrics' | 'data', 1 | 2 | 3 | 4 | 5 | null>>): CandidateSheet => ({
  ratings: (['framing', 'metrics', 'data'] as const).flatMap((competency) => {
    const score = scores[competency];
    return score === undefined ? [] : [{ competency, score, evidence: [] }];
  }),
  overall: null,
  keep: '',
  change: '',
});

const round = (over: Partial<ReportRound> = {}): ReportRound => ({
  round: 1,
  track: 'ml-case',
  level: 'mid',
  flow: { id: 'churn', version: 1, title: 'Churn' },
  interviewer: 'A',
  candidate: 'B',
  rehearsal: false,
  lengthMs: 1_800_000,
  steps: [],
  stages: [],
  timeline: [item({})],
  coverage: [{ competency: 'framing', unprompted: 3, afterCard: 2, missed: 0, notReached: 4 }],
  self: null,
  peer: sheet({ framing: 4, metrics: 2, data: 2 }),
  ofInterviewer: null,
  oneStepUp: [{ competency: 'framing', text: 'Name the action.' }],
  ...over,
});

const report = (rounds: ReportRound[]): Revealed => ({
  state: 'revealed',
  revealedAt: 0,
  seat: 'B',
  partner: { displayName: 'Mira', bot: false, deleted: false },
  counts: true,
  rounds,
  useful: {},
});

describe('the opening of a debrief', () => {
  it('is headed by whose session it was, and by when it was opened', () => {
    expect(sessionWords({ ...report([]), revealedAt: Date.UTC(2025, 10, 24, 12) })).toBe(
      'Session with Mira, opened 24 Nov 2025',
    );
    const partner = { displayName: 'Deleted account', bot: false, deleted: true };
    expect(sessionWords({ ...report([]), partner })).toMatch(/^Session with somebody whose account was deleted/);
  });

  it('says how much came unasked, of the signals that were reached', () => {
    expect(openingOf(report([round()]))).toEqual({
      title: 'You raised 3 of 5 signals before being asked.',
      lede: 'Mira’s highest mark, a 4, is for Problem framing; the lowest, a 2, for Metric judgement and Data scepticism.',
    });
  });

  it('says first of all that the partner’s account is gone, and what of theirs is left', () => {
    const gone = { displayName: 'Deleted account', bot: false, deleted: true };
    const opening = openingOf({ ...report([round()]), partner: gone });
    expect(opening.title).toBe('Your partner’s account was deleted.');
    expect(opening.lede).toMatch(/scores that they gave you/);
    expect(openingOf({ ...report([round({ peer: null })]), partner: gone }).lede).not.toMatch(/scores/);
  });

  it('does not praise what took cards', () => {
    const coverage = [{ competency: 'framing' as const, unprompted: 0, afterCard: 3, missed: 1, notReached: 0 }];
    expect(openingOf(report([round({ coverage })])).title).toBe('Of 4 signals, none came unasked and 3 after a card.');
  });

  it('makes nothing of two signals', () => {
    const coverage = [{ competency: 'framing' as const, unprompted: 2, afterCard: 0, missed: 0, notReached: 9 }];
    expect(openingOf(report([round({ coverage })])).title).toBe('Mira has rated your interview.');
  });

  it('names the widest gap to one’s own rating, from two steps on', () => {
    const lede = (self: CandidateSheet) => openingOf(report([round({ self })])).lede;
    expect(lede(sheet({ framing: 5, metrics: 5, data: 2 }))).toContain(
      'On Metric judgement you gave yourself a 5, Mira a 2.',
    );
    expect(lede(sheet({ framing: 5, metrics: 3, data: 2 }))).not.toContain('yourself');
  });

  it('says so when the partner did not rate, and when there was no interview', () => {
    expect(openingOf(report([round({ peer: null, coverage: [] })])).title).toBe('Mira did not rate your interview.');
    expect(openingOf(report([round({ candidate: 'A', interviewer: 'B' })])).title).toContain('before you were');
  });

  it('does not rank what was not seen', () => {
    const peer = sheet({ framing: null, metrics: null });
    expect(openingOf(report([round({ peer })])).lede).toBe('Mira saw no competency well enough to rate it.');
  });
});

describe('evidence in words', () => {
  it('resolves to the timeline, with its time; a hint is a card', () => {
    const timeline = [item({}), item({ kind: 'hint', id: 'price', t: 5000, text: 'Take one offer', mark: null })];
    const words = evidenceWords(
      [
        { kind: 'signal', id: 'asks-first' },
        { kind: 'card', id: 'price' },
        { kind: 'note', text: 'Wrote it down' },
      ],
      timeline,
    );
    expect(words.map(({ text, t }) => [text, t])).toEqual([
      ['Asks who acts', 61_000],
      ['Take one offer', 5000],
      ['Wrote it down', null],
    ]);
  });

  it('of something taken back says that', () => {
    expect(evidenceWords([{ kind: 'signal', id: 'gone' }], [])[0]).toMatchObject({ look: 'gone', t: null });
  });
});

describe('the rows of a report', () => {
  it('carry the partner’s number, one’s own, the coverage and the next step', () => {
    const [first, second] = ratedRows(round({ self: sheet({ framing: 3 }) }), null);
    expect(first).toMatchObject({ score: 4, self: 3, oneStepUp: 'Name the action.', item: '1:framing', anchors: null });
    expect(first?.coverage?.notReached).toBe(4);
    expect(second).toMatchObject({ score: 2, self: undefined, oneStepUp: null, coverage: null });
  });

  it('show one’s own ratings where the partner left none', () => {
    const rows = ratedRows(round({ peer: null, self: sheet({ data: 5 }) }), null);
    expect(rows).toMatchObject([{ competency: 'data', score: null, self: 5 }]);
  });
});
