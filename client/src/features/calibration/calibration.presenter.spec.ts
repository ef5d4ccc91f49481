import { describe, expect, it } from 'vitest';
import type { Calibration, SetResult, TrackStanding } from '#shared/contract/calibration.js';
import {
  headlineOf,
  leaningRows,
  leaningSentence,
  offerOf,
  ratedLines,
  recheckWords,
  trackCards,
} from './calibration.presenter.js';

const strict = (signedError: number, scores = 9, se = 0.2) => ({
  scores,
  exact: 4,
  withinOne: 8,
  kappa: 0.8,
  signedError,
  vignettes: 3,
  se,
});
const result = (passed: boolean): SetResult => ({ ...strict(0), attempt: 1, passed });
const track = (over: Partial<TrackStanding> = {}): TrackStanding => ({
  track: 'ml-case',
  standing: 'open',
  attempt: 1,
  rated: 0,
  result: null,
  ...over,
});
const calibration = (over: Partial<Calibration> = {}): Calibration => ({
  tracks: [track()],
  overall: null,
  competencies: [],
  further: [],
  recheck: null,
  ...over,
});

describe('the headline', () => {
  it('asks before anything is rated', () => {
    expect(headlineOf(calibration()).title).toBe('How strict are you?');
  });

  it('says how strict one is where that is more than chance, with how sure that is and how near', () => {
    expect(headlineOf(calibration({ overall: strict(-0.6) }))).toEqual({
      title: 'On average you are 0.6 stricter than the reference',
      lede: 'Give or take 0.3. 8 of 9 scores over 3 answers are within one point of the reference, 4 of them the same.',
    });
    expect(headlineOf(calibration({ overall: strict(0.6) })).title).toContain('0.6 more lenient');
  });

  it('claims no habit that may be chance', () => {
    const { title, lede } = headlineOf(calibration({ overall: strict(0.3) }));
    expect(title).toBe('On average you are level with the reference');
    expect(lede).toContain('That you are 0.3 more lenient than the reference may be chance.');
    expect(headlineOf(calibration({ overall: strict(0.01) })).lede).toMatch(/^8 of 9 scores/);
  });
});

describe('tracks', () => {
  it('come with those that one practises first, and those without answers last', () => {
    const tracks = [
      track({ track: 'ml-case', standing: 'unavailable' }),
      track({ track: 'ml-debugging' }),
      track({ track: 'product-sense' }),
    ];
    const cards = trackCards(calibration({ tracks }), ['product-sense', 'ml-case']);
    expect(cards.map((card) => card.track)).toEqual(['product-sense', 'ml-debugging', 'ml-case']);
    expect(cards[2]).toMatchObject({ available: false, action: null, words: 'No answers to rate yet.' });
  });

  it.each<[Partial<TrackStanding>, string | null, string | null, RegExp]>([
    [{}, null, 'Start', /^Three answers/],
    [{ rated: 2 }, 'begun', 'Go on', /^2 of 3/],
    [{ attempt: 2, result: result(false) }, 'second set', 'Try three others', /^Not yet: 8 of 9/],
    [{ attempt: 2, rated: 1, result: result(false) }, 'second set', 'Go on', /^1 of 3/],
    [{ standing: 'calibrated', rated: 3, result: result(true) }, 'calibrated', null, /^8 of 9/],
    [{ standing: 'used-up', attempt: 2, rated: 3, result: result(false) }, 'both sets rated', null, /^Not this time/],
  ])('say where they stand: %o', (over, chip, action, words) => {
    const [card] = trackCards(calibration({ tracks: [track(over)] }), []);
    expect([card?.chip?.words ?? null, card?.action]).toEqual([chip, action]);
    expect(card?.words).toMatch(words);
  });
});

describe('competencies', () => {
  const rows = leaningRows(
    calibration({
      competencies: [
        { competency: 'framing', ...strict(-1, 4, 0.3) },
        { competency: 'metrics', ...strict(0.3, 4, 0.3) },
        { competency: 'data', ...strict(2, 1, 0.7) },
        { competency: 'delivery', ...strict(1.5, 4, 0.3) },
      ],
    }),
  );

  it('lie on a line from two stricter to two more lenient', () => {
    expect(rows[0]?.line?.at).toBe(0.25);
    expect(rows[1]?.line?.at).toBeCloseTo(0.575);
    expect(rows[3]?.line).toMatchObject({ at: 0.875, to: expect.closeTo(0.998, 2) });
    expect(rows.map(({ words }) => words)).toEqual([
      '1.0 stricter',
      '0.3 more lenient',
      'Not enough yet (1 of 2 scores)',
      '1.5 more lenient',
    ]);
  });

  it('are said together as far as they are more than chance', () => {
    expect(leaningSentence(rows)).toBe('You are stricter on Problem framing. You are more lenient on Live execution.');
    expect(leaningSentence(rows.slice(1, 2))).toBe('No difference here is larger than chance.');
    expect(leaningSentence(rows.slice(2, 3))).toBe('Not enough scores yet to say anything.');
  });
});

it('lists what was rated, each with the way to it', () => {
  const id = '7b0a4a5e-54d3-4a43-9d3a-0d1f6f6f0c11';
  const scores = [
    { competency: 'framing' as const, score: 2 as const, reference: 2 },
    { competency: 'data' as const, score: 4 as const, reference: 5 },
    { competency: 'delivery' as const, score: 1 as const, reference: 5 },
  ];
  const row = { id, track: 'ml-case' as const, attempt: 1 as const, at: Date.UTC(2026, 2, 9, 12), title: null, scores };
  expect(ratedLines([row])).toEqual([
    {
      id,
      to: `/calibration/ratings/${id}`,
      title: 'An answer that was revised since',
      track: 'ML case',
      date: '9 Mar 2026',
      words: '2 of 3 within one, 1 the same',
    },
  ]);
});

describe('the offer', () => {
  const tracks = [
    track({ track: 'ml-case', standing: 'calibrated', result: result(true) }),
    track({ track: 'ml-debugging' }),
    track({ track: 'product-sense', rated: 1 }),
    track({ track: 'data-analytics', attempt: 2, result: result(false) }),
  ];
  const offer = (...chosen: TrackStanding['track'][]) => offerOf(calibration({ tracks }), chosen);

  it('is there as long as a chosen track has something to rate', () => {
    expect(offer('ml-case')).toBeNull();
    expect(offer('ml-case', 'ml-debugging')).toMatchObject({ track: 'ml-debugging', title: 'How strict are you?' });
    expect(offer()).toBeNull();
  });

  it('goes on with what was begun, and offers a second try', () => {
    expect(offer('ml-debugging', 'product-sense')).toMatchObject({
      track: 'product-sense',
      text: 'Product sense: 1 of 3 answers rated.',
    });
    expect(offer('data-analytics')).toMatchObject({ title: 'A second try at calibrating' });
  });

  it('is for another answer where one is asked for, but not before a set that was begun', () => {
    const another = (...chosen: TrackStanding['track'][]) =>
      offerOf(calibration({ tracks, further: ['ml-case'] }), chosen);
    expect(another('ml-debugging', 'ml-case')).toMatchObject({ track: 'ml-case', action: 'Rate another answer' });
    expect(JSON.stringify(another('ml-case'))).not.toMatch(/re-?check/i);
    expect(another('ml-case', 'product-sense')).toMatchObject({ track: 'product-sense' });
    const [card] = trackCards(calibration({ tracks, further: ['ml-case'] }), ['ml-case']);
    expect(card).toMatchObject({ chip: { words: 'calibrated' }, action: 'Rate another answer' });
  });
});

describe('the last re-check', () => {
  it('says how near one was, apart from all else', () => {
    expect(recheckWords(calibration())).toBeNull();
    const recheck = { ...strict(0, 10), withinOne: 9, at: Date.UTC(2026, 2, 9, 12) };
    expect(recheckWords(calibration({ recheck }))).toMatchObject({
      title: 'Your last re-check: within one 90 %',
      text: expect.stringMatching(/^9 of 10 scores on two answers, 4 the same, finished on 9 Mar 2026\./),
    });
  });
});
