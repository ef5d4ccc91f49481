import { describe, expect, it } from 'vitest';
import {
  levelRows,
  partLabel,
  partSentence,
  partShapes,
  partTable,
  ratersSentence,
  standingOf,
  trackRows,
} from './overall.presenter.js';
import { explanation, progressOf } from './testing/competency.builder.js';

function standing(over: Partial<ReturnType<typeof progressOf>['overall']>) {
  const progress = progressOf([]);
  progress.overall = { ...progress.overall, sheets: 8, raters: 5, level: 'mid', ...over };
  return standingOf(progress);
}

describe('where one stands', () => {
  it('is a number with its width, a band and a range of people', () => {
    const found = standing({
      ...{ shown: 'score', score: 3.62, se: 0.2, explain: explanation() },
      ...{ bands: { from: 'solid', to: 'strong' }, percentile: { from: 61.4, to: 99.8 } },
    });
    expect(found).toMatchObject({
      score: { value: '3.6', width: '± 0.3' },
      band: 'Between solid and strong',
      provisional: false,
      explained: true,
    });
    expect(found.sentences).toEqual([
      'Ahead of 61 to 99 in 100 people at mid level.',
      'Read against mid level, which you had declared at your first session.',
      'It rests on 8 ratings from 5 partners.',
    ]);
  });

  it('is a band alone while it is provisional', () => {
    const found = standing({ shown: 'band', score: 3, se: 0.4, bands: { from: 'solid', to: 'solid' } });
    expect(found).toMatchObject({ score: null, band: 'Solid', provisional: true });
    expect(found.sentences[0]).toBe('Your true level lies between 2.3 and 3.7, nine times in ten.');
  });

  it('is nothing but what is missing with one partner', () => {
    const found = standing({ sheets: 1, raters: 1 });
    expect(found.band.replaceAll('\u00a0', ' ')).toBe('Not enough evidence yet (1 of 2 partners)');
    expect(found.sentences).toEqual(['It rests on one rating from one partner.']);
  });
});

describe('by track and by level', () => {
  const progress = progressOf([]);
  progress.byTrack = [
    { track: 'ml-debugging', sheets: 1, mean: 5, se: 0.5 },
    { track: 'ml-case', sheets: 9, mean: 3.4, se: 0.1 },
    { track: 'product-sense', sheets: 4, mean: 2.5, se: 0.2 },
  ];

  it('come most practised first, and a single rating has no mean', () => {
    const rows = trackRows(progress);
    expect(rows.map(({ name }) => name)).toEqual(['ML case', 'Product sense', 'ML debugging']);
    expect(partShapes(rows).map(({ note, shapes }) => [note, shapes.length])).toEqual([
      ['3.4 ± 0.2', 2],
      ['2.5 ± 0.3', 2],
      ['one rating', 0],
    ]);
    expect(partTable(rows)[2]).toEqual(['ML debugging', '–', '1']);
    expect(rows.map(partLabel)[0]).toBe('ML case: 3.4, give or take 0.2, 9 ratings');
  });

  it('differ only by more than chance', () => {
    expect(partSentence(trackRows(progress))).toBe(
      'You do better in ML case than in Product sense, by more than chance.',
    );
    const near = { byLevel: [{ level: 'mid', sheets: 4, mean: 3, se: 0.4 } as const] };
    expect(partSentence(levelRows(near))).toContain('Adjusted');
  });
});

it('raters are counted, and what they took is said to be out of it', () => {
  const nobody = progressOf([]);
  expect(ratersSentence({ ...nobody, raters: { harsh: 1, typical: 3, lenient: 2 } })).toBe(
    'Of 6 partners 1 was harsher than typical, 2 more lenient. Either is taken out of your scores.',
  );
  expect(ratersSentence(nobody)).toBe('Nobody has rated you yet.');
  const one = ratersSentence({ ...nobody, overall: { ...nobody.overall, raters: 1 } });
  expect(one.replaceAll('\u00a0', ' ')).toBe('Not enough evidence yet (1 of 2 partners).');
});
