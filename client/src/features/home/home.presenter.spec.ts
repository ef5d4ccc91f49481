import { describe, expect, it } from 'vitest';
import type { Progress, SessionRow } from '#shared/contract/progress.js';
import type { QueueOverview } from '#shared/contract/queue.js';
import { homeHeadline, sessionLines, trackChoices } from './home.presenter.js';

const HOUR = 3_600_000;
const progress: Progress = {
  compiledAt: 1,
  pending: false,
  sessions: 3,
  partners: 1,
  competencies: [],
  overall: {
    ...{ sheets: 0, raters: 0, shown: 'nothing', level: null, score: null, se: null },
    ...{ bands: null, percentile: null, explain: null },
  },
  selfOffset: null,
  byTrack: [],
  byLevel: [],
  raters: { harsh: 0, typical: 0, lenient: 0 },
  asInterviewer: {
    ...{ sheets: 0, raters: 0, shown: 'nothing', score: null, se: null, skills: [] },
    ...{ useful: 0, notUseful: 0, severity: null, consistency: null, spread: null },
  },
  goal: null,
  drill: null,
  drilled: [],
};
const session: SessionRow = {
  room: '7b0a4a5e-54d3-4a43-9d3a-0d1f6f6f0c11',
  at: 0,
  track: 'ml-case',
  level: 'mid',
  length: 'full',
  partner: { displayName: 'Sam', bot: false },
  outcome: 'completed',
  revealed: true,
  counts: true,
  disputed: false,
  mean: 3.25,
};
const overview: QueueOverview = {
  now: 0,
  tracks: [
    { track: 'ml-case', flows: 2, waiting: 3, typicalWaitMs: 41_000, basedOn: 9 },
    { track: 'ml-debugging', flows: 1, waiting: 0, typicalWaitMs: null, basedOn: 1 },
    { track: 'product-sense', flows: 0, waiting: 0, typicalWaitMs: null, basedOn: 0 },
  ],
};

describe('trackChoices', () => {
  it('says who waits and how long it usually takes, where that is known', () => {
    const hints = Object.fromEntries(trackChoices(overview).map(({ value, hint }) => [value, hint]));
    expect(hints['ml-case']).toBe('3 waiting, usually 40 s');
    expect(hints['ml-debugging']).toBe('Nobody waiting');
  });

  it('closes a track without questions, and only such a one', () => {
    expect(
      trackChoices(overview)
        .filter(({ disabled }) => disabled)
        .map(({ value }) => value),
    ).toEqual(['product-sense']);
    expect(trackChoices(undefined).some(({ disabled }) => disabled)).toBe(false);
  });
});

describe('homeHeadline', () => {
  it('greets a newcomer, also while the figures are unknown', () => {
    expect(homeHeadline(undefined).title).toBe('Ready when you are');
    expect(homeHeadline({ ...progress, sessions: 0, partners: 0 })).toEqual(homeHeadline(undefined));
  });

  it('counts sessions and partners in words', () => {
    expect(homeHeadline(progress).lede).toBe('3 sessions with one partner so far.');
    expect(homeHeadline({ ...progress, sessions: 1, partners: 2 }).lede).toBe('One session with 2 partners so far.');
  });
});

describe('sessionLines', () => {
  const line = (over: Partial<SessionRow>) => sessionLines([{ ...session, ...over }], 3 * HOUR)[0];

  it('leads to the report, and back into a room that is open', () => {
    expect(line({})).toMatchObject({ to: `/room/${session.room}/report`, state: '3.3', detail: '3 hours ago' });
    expect(line({ outcome: 'open' })).toMatchObject({ to: `/room/${session.room}`, state: 'Still open' });
  });

  it('shows no figure while sealed or missing', () => {
    expect(line({ revealed: false })?.state).toBe('Sealed');
    expect(line({ mean: null })?.state).toBe('Report');
    expect(line({ outcome: 'ended-early' })?.state).toBe('Ended early');
  });
});
