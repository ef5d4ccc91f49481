import { describe, expect, it } from 'vitest';
import { missingSentence, passedBy, scoreAxes, shapeTable, unaskedAxes } from './radar.presenter.js';
import { competency, historyPoint, NOW } from './testing/competency.builder.js';

const scored = { shown: 'score', raters: 3, sheets: 8, estimate: 3, se: 0.2 } as const;

describe('an axis of the shape', () => {
  it('needs three ratings, and says how many there are', () => {
    const axes = scoreAxes([competency('data', { ...scored, sheets: 2 }), competency('metrics', scored)], [], null);
    expect(axes.map(({ at }) => at)).toEqual([null, 0.5]);
    expect(missingSentence(axes).replaceAll('\u00a0', ' ')).toBe(
      'Data scepticism: not enough evidence yet (2 of 3 ratings).',
    );
  });

  it('has an interval and no place while it is provisional', () => {
    const [axis] = scoreAxes([competency('data', { ...scored, shown: 'band' })], [], null);
    expect(axis).toMatchObject({ at: null, figure: '2.7–3.3', missing: '' });
    expect(axis?.band?.[0]).toBeCloseTo((3 - 0.329 - 1) / 4);
  });

  it('knows what stood earlier', () => {
    const points = [historyPoint(40, 2, 0.3, { data: 2 })];
    const [axis] = scoreAxes([competency('data', scored)], points, { days: 30, now: NOW });
    expect(axis?.earlier).toBe(0.25);
  });

  it('says in the table all that is drawn', () => {
    const points = [historyPoint(40, 2, 0.3, { data: 2 })];
    const entries = [competency('data', { ...scored, unprompted: 3, missed: 1 }), competency('metrics')];
    const axes = scoreAxes(entries, points, { days: 30, now: NOW });
    const plain = (rows: string[][]) => rows.map((row) => row.join(' | ').replaceAll('\u00a0', ' '));
    expect(plain(shapeTable(entries, axes, unaskedAxes(entries), 30).rows)).toEqual([
      'Data scepticism | 3.0 ± 0.3 | 2.0 | 75 %',
      'Metric judgement | not enough evidence yet (0 of 3 ratings) | – | not enough evidence yet (0 of 3 signals)',
    ]);
    expect(shapeTable(entries, axes, unaskedAxes(entries), null).head).toEqual(['Competency', 'Score', 'Unasked']);
  });

  it('of what came unasked needs three signals', () => {
    const axes = unaskedAxes([
      competency('data', { unprompted: 2 }),
      competency('metrics', { unprompted: 3, missed: 1 }),
    ]);
    expect(axes.map(({ at, figure }) => [at, figure])).toEqual([
      [null, ''],
      [0.75, '75 %'],
    ]);
  });
});

describe('the shape', () => {
  it('passes an axis by on the straight line between its neighbours', () => {
    const full = passedBy([1, null, 1, 1, 1, 1, 1, 1]);
    expect(full?.[1]).toBeCloseTo(Math.cos(Math.PI / 4));
    expect(full).toHaveLength(8);
  });

  it('is not drawn across half the round, nor of fewer than three', () => {
    expect(passedBy([1, null, null, null, 1, 1, 1, 1])).toBeNull();
    expect(passedBy([1, null, null, 1, null, null, 1, null])).not.toBeNull();
    expect(passedBy([1, 1, null, null, null, null, null, null])).toBeNull();
  });
});
