import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainedOf, explanationOf, explanationTable, explanationWords, waterfallOf } from './explain.presenter.js';
import { competency, explanation, progressOf } from './testing/competency.builder.js';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

/** The identity of the contract. */
function scoreOf(explain: ReturnType<typeof explanation>): number {
  const { raw, severity, difficulty, pair, prior, priorWeight, competency: own, deviation } = explain;
  return (1 - priorWeight) * (raw + severity + difficulty + pair) + priorWeight * prior + own + deviation;
}

function ofData(explain: ReturnType<typeof explanation>, shown: 'score' | 'band' = 'score') {
  const entry = competency('data', { shown, raters: 3, sheets: 8, estimate: scoreOf(explain), se: 0.25, explain });
  const progress = progressOf([entry]);
  progress.overall = { ...progress.overall, level: 'mid' };
  return explanationOf(progress, 'data');
}

describe('why a score is what it is', () => {
  it('is said term by term', () => {
    const found = ofData(explanation({ severity: 0.3, difficulty: -0.1, priorWeight: 0.2, prior: 3, deviation: 0.24 }));
    if (!found) throw new Error('no explanation');
    const { sentences, closing } = explanationWords(found);
    expect(found.title).toBe('Why 3.8 in data scepticism?');
    expect(sentences.map(plain)).toEqual([
      'Your partners gave 3.5 on average, over all competencies, later ratings weighing more.',
      'They were 0.3 harsher than typical: + 0.3.',
      'The questions were 0.1 easier than most: − 0.1.',
      '20 % of it is the average of mid level, 3.0: − 0.1.',
      'You do 0.2 better on it than on the whole: + 0.2.',
      'Next to nothing came of partners met often and how it is rated everywhere.',
    ]);
    expect(closing).toBe('Together 3.8, give or take 0.4: nine times in ten your true level lies in there.');
  });

  it('says what friends gave beyond what was due', () => {
    const found = ofData(explanation({ pair: -0.4 }));
    expect(found?.terms.map(({ words }) => plain(words))).toContain(
      'Partners whom you met often gave 0.4 more than was due: − 0.4.',
    );
  });

  it('calls it the middle of a band while there is no number', () => {
    const found = ofData(explanation(), 'band');
    expect(found?.title).toBe('Why 3.1–3.9 in data scepticism?');
    expect(found?.closing).toMatch(/^Together 3\.5, the middle of 3\.1–3\.9\./);
  });

  it('is not said of what is not claimed', () => {
    expect(explanationOf(progressOf([]), 'data')).toBeNull();
    expect(explanationOf(progressOf([]), 'overall')).toBeNull();
  });

  it('adds up to what is shown, in the table and in the steps, whatever the terms are', () => {
    const part = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 5, noNaN: true }),
        fc.tuple(part, part, part, part, part),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (raw, [severity, difficulty, pair, own, deviation], priorWeight) => {
          const found = ofData(
            explanation({ raw, severity, difficulty, pair, competency: own, deviation, priorWeight, prior: 3 }),
          );
          if (!found) throw new Error('no explanation');
          const amounts = explanationTable(found).map(([, amount = '']) =>
            Math.round(Number(amount.replace('−', '-').replaceAll(/[+\s\u00a0]/g, '')) * 10),
          );
          const total = amounts.pop();
          expect(amounts.reduce((all, amount) => all + amount, 0)).toBe(total);
          expect(waterfallOf(found).rows.at(-1)?.note).toBe(found.total);
        },
      ),
    );
  });
});

it('the address may ask for one of the eight, for the whole, and for nothing else', () => {
  expect([explainedOf('data'), explainedOf('overall'), explainedOf('luck'), explainedOf(undefined)]).toEqual([
    'data',
    'overall',
    null,
    null,
  ]);
});

it('each step begins where the one before it ended', () => {
  const found = ofData(explanation({ severity: 0.3, deviation: -0.5 }));
  const shapes = found ? waterfallOf(found).rows.flatMap((row) => row.shapes) : [];
  expect(shapes.filter(({ kind }) => kind === 'bar')).toMatchObject([
    { from: 3.5, to: 3.8, tone: 'strong' },
    { from: 3.8, to: 3.3, tone: 'weak' },
  ]);
});
