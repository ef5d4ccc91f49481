import { describe, expect, it } from 'vitest';
import { NO_FILTERS } from './filters.presenter.js';
import { countWords, flowGroups, knownWord, levelWords, openingOf } from './library.presenter.js';
import { entry, knows } from './testing/flow.builder.js';

describe('the list', () => {
  const entries = [
    entry('b', { title: 'Solar panels', track: 'product-sense' }),
    entry('c', { title: 'Zebra' }),
    entry('a', { title: 'Bread', exercises: ['framing', 'delivery', 'data'] }),
  ];

  it('stands in the order of tracks, then of titles, without tracks where nothing fits', () => {
    const groups = flowGroups(entries, NO_FILTERS);
    expect(groups.map(({ name, cards }) => [name, cards.map(({ title }) => title)])).toEqual([
      ['ML case', ['Bread', 'Zebra']],
      ['Product sense', ['Solar panels']],
    ]);
    expect(flowGroups(entries, { ...NO_FILTERS, tracks: ['product-sense'] })).toHaveLength(1);
    expect(flowGroups(entries, { ...NO_FILTERS, words: 'golf' })).toEqual([]);
  });

  it('points out what was looked for, and gives the time of the length that was', () => {
    const [group] = flowGroups(entries, { ...NO_FILTERS, exercises: ['delivery'], length: 'short' });
    expect(group?.cards[0]).toMatchObject({
      exercises: [
        { word: 'Framing', wanted: false },
        { word: 'Live execution', wanted: true },
        { word: 'Data', wanted: false },
      ],
      time: '15 min, 5 steps',
      levels: 'Any level',
      known: null,
    });
    expect(flowGroups(entries, NO_FILTERS)[0]?.cards[0]?.time).toBe('30 or 15 min');
  });

  it.each([
    [['junior', 'mid', 'senior'], 'Any level'],
    [['senior', 'mid'], 'Mid and senior'],
    [['junior'], 'Junior'],
  ] as const)('names levels %j', (levels, words) => {
    expect(levelWords(levels)).toBe(words);
  });

  it('says in a word what is known, the strongest first', () => {
    expect(knownWord(knows())).toBeNull();
    expect(knownWord(knows({ seen: true }))?.word).toBe('Seen');
    expect(knownWord(knows({ seen: true, briefOpenedAt: 1 }))?.word).toBe('Brief read');
    expect(knownWord(knows({ seen: true, briefOpenedAt: 1, interviewedAt: 2 }))?.word).toBe('Interviewed');
    expect(knownWord(knows({ seen: true, interviewedAt: 2, takenAt: 1 }))?.word).toBe('Taken');
    expect(knownWord(knows({ seen: true, licensedAt: 1, takenAt: 1 }))).toEqual({
      word: 'Licensed',
      tone: 'strong',
      icon: 'check',
    });
  });
});

describe('the opening', () => {
  const seen = entry('seen', { knowledge: knows({ seen: true }) });
  const licensed = entry('mine', { knowledge: knows({ seen: true, mayInterview: true }) });
  const fresh = entry('fresh');

  it.each([
    [[fresh, fresh], '2 flows, all of them new to you.'],
    [[fresh, seen, licensed], '1 of 3 flows is still new to you.'],
    [[fresh, fresh, seen], '2 of 3 flows are still new to you.'],
    [[seen, licensed], 'You have seen all 2 flows.'],
  ])('says what is still to be met (%#)', (entries, title) => {
    expect(openingOf(entries).title).toBe(title);
  });

  it('says how many one may interview with, or how to come to it', () => {
    expect(openingOf([fresh, licensed]).lede).toContain('You may interview with one of them.');
    expect(openingOf([licensed, licensed]).lede).toContain('with 2 of them.');
    expect(openingOf([fresh]).lede).toContain('Read a brief and pass its check');
  });

  it('counts what was found', () => {
    expect([countWords(26, 26), countWords(1, 26), countWords(1, 1)]).toEqual(['26 flows', '1 of 26 flows', '1 flow']);
  });
});
