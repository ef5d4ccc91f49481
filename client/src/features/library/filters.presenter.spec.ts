import { describe, expect, it } from 'vitest';
import {
  countSet,
  filtersOf,
  fits,
  groupsOf,
  NO_FILTERS,
  queryOf,
  widening,
  withChoice,
  type Filters,
} from './filters.presenter.js';
import { entry, knows } from './testing/flow.builder.js';

const CHURN = entry('churn', { title: 'Churn at a streaming service', industry: 'streaming video' });
const LOAN = entry('loan', {
  title: 'A small loan in a café',
  levels: ['mid', 'senior'],
  exercises: ['metrics', 'data', 'tradeoffs', 'explanation'],
  knowledge: knows({ seen: true, briefOpenedAt: 1 }),
});
const ETA = entry('eta', {
  track: 'ml-debugging',
  title: 'Delivery times that became wrong',
  summary: 'Everybody has an explanation.',
  steps: { full: 6, short: 0 },
  knowledge: knows({ seen: true, earned: true, mayInterview: true, takenAt: 1 }),
});
const ALL = [CHURN, LOAN, ETA];
const found = (filters: Partial<Filters>) =>
  ALL.filter((one) => fits(one, { ...NO_FILTERS, ...filters })).map(({ id }) => id);
const options = (key: string, filters: Partial<Filters>) =>
  groupsOf(ALL, { ...NO_FILTERS, ...filters }).find((group) => group.key === key)?.options ?? [];

describe('filters', () => {
  it('go into the address and come back as they were', () => {
    const filters: Filters = {
      words: 'fraud bank',
      tracks: ['ml-case', 'product-sense'],
      levels: ['mid'],
      exercises: ['framing', 'data'],
      length: 'short',
      known: 'new',
    };
    const query = queryOf(filters);
    expect(query).toEqual({
      q: 'fraud bank',
      track: 'ml-case,product-sense',
      level: 'mid',
      exercises: 'framing,data',
      length: 'short',
      known: 'new',
    });
    expect(filtersOf(query)).toEqual(filters);
    expect(countSet(filters)).toBe(7);
    expect(queryOf({ ...NO_FILTERS, words: '  ' })).toEqual({});
    expect(filtersOf({})).toEqual(NO_FILTERS);
  });

  it('leave out what an address names wrongly', () => {
    expect(
      filtersOf({ track: 'ml-case,golf', level: ['mid', 'senior'], exercises: '', length: 'long', known: 7, q: null }),
    ).toEqual({ ...NO_FILTERS, tracks: ['ml-case'] });
    expect(filtersOf({ q: 'x'.repeat(500) }).words).toHaveLength(100);
  });

  it('find by words in any order, whatever their case and accents', () => {
    expect(found({ words: 'streaming CHURN' })).toEqual(['churn']);
    expect(found({ words: 'cafe' })).toEqual(['loan']);
    expect(found({ words: 'debugging' })).toEqual(['eta']);
    expect(found({ words: 'trade-off' })).toEqual(['loan']);
    expect(found({ words: ' ' })).toEqual(['churn', 'loan', 'eta']);
    expect(found({ words: 'churn loan' })).toEqual([]);
  });

  it('take any of several tracks and levels, but all of several competencies', () => {
    expect(found({ tracks: ['ml-case', 'ml-debugging'] })).toEqual(['churn', 'loan', 'eta']);
    expect(found({ levels: ['junior'] })).toEqual(['churn', 'eta']);
    expect(found({ exercises: ['metrics', 'tradeoffs'] })).toEqual(['loan']);
    expect(found({ length: 'short' })).toEqual(['churn', 'loan']);
  });

  it.each([
    ['new', ['churn']],
    ['seen', ['loan', 'eta']],
    ['licensed', ['eta']],
  ] as const)('tell by what is known: %s', (known, ids) => {
    expect(found({ known })).toEqual(ids);
  });
});

describe('the choices of a filter', () => {
  it('say how many flows each would leave beside the other filters', () => {
    const counts = options('tracks', { levels: ['junior'], tracks: ['ml-debugging'] });
    expect(counts.filter(({ count }) => count > 0)).toEqual([
      { value: 'ml-case', label: 'ML case', count: 1, on: false },
      { value: 'ml-debugging', label: 'ML debugging', count: 1, on: true },
    ]);
    const both = options('exercises', { exercises: ['metrics'] }).find(({ value }) => value === 'tradeoffs');
    expect(both).toMatchObject({ count: 1, on: false });
  });

  it('are added and taken back one by one; a single one replaces the other', () => {
    const one = withChoice(NO_FILTERS, 'tracks', 'product-sense', true);
    const two = withChoice(one, 'tracks', 'ml-case', true);
    expect(two.tracks).toEqual(['ml-case', 'product-sense']);
    expect(withChoice(two, 'tracks', 'product-sense', false).tracks).toEqual(['ml-case']);
    const known = withChoice(withChoice(two, 'known', 'new', true), 'known', 'seen', true);
    expect(known).toEqual({ ...two, known: 'seen' });
    expect(withChoice(known, 'known', 'seen', false)).toEqual(two);
  });
});

describe('where nothing fits', () => {
  it('the choice is named without which most would', () => {
    const filters = { ...NO_FILTERS, words: 'churn', known: 'seen' as const, tracks: ['ml-case' as const] };
    expect(found(filters)).toEqual([]);
    expect(widening(ALL, filters)).toMatchObject({ label: 'Seen', count: 1, filters: { words: 'churn', known: null } });
    const more = { ...filters, tracks: [], words: 'golf' };
    expect(widening(ALL, more)).toMatchObject({ label: 'golf', count: 2, filters: { words: '', known: 'seen' } });
  });

  it('nothing is named where no single choice would help', () => {
    expect(widening(ALL, { ...NO_FILTERS, words: 'golf', known: 'licensed', levels: ['junior'] })).toMatchObject({
      label: 'golf',
    });
    expect(widening(ALL, { ...NO_FILTERS, tracks: ['product-sense'], exercises: ['delivery'] })).toBeNull();
    expect(widening([], NO_FILTERS)).toBeNull();
  });
});
