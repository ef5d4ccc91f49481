import { describe, expect, it } from 'vitest';
import type { Comparison } from '#shared/contract/calibration.js';
import { comparedScores, ledeOf, offBy, openingOf, paragraphsOf } from './comparison.presenter.js';

type Pair = [score: 1 | 2 | 3 | 4 | 5, reference: number];

function comparison(pairs: Pair[], over: Partial<Comparison> = {}): Comparison {
  const competencies = ['framing', 'metrics', 'data', 'delivery'] as const;
  return {
    rating: {
      id: '7b0a4a5e-54d3-4a43-9d3a-0d1f6f6f0c11',
      track: 'ml-case',
      attempt: 1,
      at: 0,
      title: 'Letters to former donors',
    },
    scores: pairs.map(([score, reference], i) => ({
      competency: competencies[i] ?? 'framing',
      score,
      reference,
      quote: 'who acts on it',
      because: 'Asks who acts.',
    })),
    vignette: { level: 'senior', kind: 'plain', question: 'What first?', answer: 'I ask who acts on it.' },
    progress: { track: 'ml-case', standing: 'open', attempt: 1, rated: 1, result: null },
    more: true,
    ...over,
  };
}

describe('an answer with quotes', () => {
  const text = 'First I ask who acts on it.\n\nThen I look at the data of last year.';

  it('is cut where they begin and end, paragraph by paragraph', () => {
    const [first, second] = paragraphsOf(text, ['look at the data', 'who acts on it']);
    expect(first).toEqual([
      { text: 'First I ask ', quoted: [], begins: [] },
      { text: 'who acts on it', quoted: [2], begins: [2] },
      { text: '.', quoted: [], begins: [] },
    ]);
    expect(second?.map(({ text: words }) => words)).toEqual(['Then I ', 'look at the data', ' of last year.']);
  });

  it('keeps every word, whether quotes overlap, cross paragraphs or do not occur', () => {
    const quotes = ['I ask who acts', 'acts on it. Then I look', 'never said', null];
    const paragraphs = paragraphsOf(text, quotes);
    expect(paragraphs.map((pieces) => pieces.map((piece) => piece.text).join(''))).toEqual(text.split('\n\n'));
    const of = (words: string) => paragraphs.flat().find((piece) => piece.text.includes(words))?.quoted;
    expect(of('I ask who ')).toEqual([1]);
    expect(of('acts')).toEqual([1, 2]);
    expect(of('Then I look')).toEqual([2]);
    expect(paragraphs.flat().flatMap((piece) => piece.begins)).toEqual([1, 2]);
  });

  it('is itself without quotes', () => {
    expect(paragraphsOf(text)).toHaveLength(2);
    expect(paragraphsOf('')).toEqual([]);
  });
});

it('says of each score how far off it is, and which to look at first', () => {
  expect([
    offBy({ score: 3, reference: 3 }),
    offBy({ score: 4, reference: 3 }),
    offBy({ score: 1, reference: 4 }),
  ]).toEqual(['The same as the reference.', 'One above the reference.', 'Three below the reference.']);
  const [near, far] = comparedScores(
    comparison([
      [3, 4],
      [5, 2],
    ]),
  );
  expect(near).toMatchObject({ number: 1, name: 'Problem framing', words: 'One below the reference.', far: false });
  expect(far).toMatchObject({ number: 2, name: 'Metric judgement', words: 'Three above the reference.', far: true });
});

describe('the opening', () => {
  it.each<[string, Pair[]]>([
    [
      'All three as the reference has them',
      [
        [1, 1],
        [3, 3],
        [5, 5],
      ],
    ],
    [
      'All three a point off',
      [
        [2, 1],
        [2, 3],
        [4, 5],
      ],
    ],
    [
      'All two more than a point off',
      [
        [5, 1],
        [1, 3],
      ],
    ],
    [
      'Two of four as the reference, one a point off, one further',
      [
        [1, 1],
        [3, 3],
        [4, 5],
        [1, 4],
      ],
    ],
    [
      'One of three as the reference, two a point off',
      [
        [1, 1],
        [2, 3],
        [4, 5],
      ],
    ],
    [
      'One of four as the reference, three more than a point off',
      [
        [1, 1],
        [3, 1],
        [3, 1],
        [2, 4],
      ],
    ],
    [
      'One of three a point off, two further',
      [
        [2, 1],
        [3, 1],
        [3, 1],
      ],
    ],
  ])('reads “%s”', (words, pairs) => {
    expect(openingOf(comparison(pairs))).toBe(words);
  });
});

describe('the lede', () => {
  it('names the case, and says when the sound of an answer leads astray', () => {
    const plain = comparison([[1, 1]]);
    expect(ledeOf(plain)).toBe('Letters to former donors · ML case, rated at senior level.');
    const { vignette } = plain;
    if (!vignette) throw new Error('no vignette');
    const of = (kind: typeof vignette.kind) => ledeOf({ ...plain, vignette: { ...vignette, kind } });
    expect(of('fluent-but-wrong')).toContain('It sounds better than it is');
    expect(of('halting-but-right')).toContain('It sounds worse than it is');
  });

  it('says why the words of a revised answer are missing', () => {
    const revised = comparison([[1, 1]], { vignette: null });
    expect(ledeOf(revised)).toContain('revised since');
  });
});
