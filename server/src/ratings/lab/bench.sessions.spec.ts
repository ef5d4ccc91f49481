import type { SimulatedSheet } from '#shared/rating/simulation/simulate.js';
import { inOrder, sessionsOf } from './bench.sessions.js';

function sheet(id: string, candidate: string, rater: string, at: number): SimulatedSheet {
  return {
    id,
    candidate,
    rater,
    at,
    question: 'q0000',
    level: '1',
    raterLevel: '1',
    scores: {},
    self: {},
    quality: {},
  };
}

const idsOf = (sessions: Iterable<{ first: SimulatedSheet; second: SimulatedSheet | null }>) =>
  [...sessions].map(({ first, second }) => [first.id, second?.id ?? null]);

describe('sheets as sessions', () => {
  it('are two rounds of one session where the seats were changed, and else one', () => {
    const sheets = [
      sheet('a', 'ada', 'ben', 1),
      sheet('b', 'ben', 'ada', 2),
      sheet('c', 'ada', 'cleo', 3),
      sheet('d', 'ada', 'ben', 4),
      sheet('e', 'ben', 'ada', 5),
      sheet('f', 'ada', 'ben', 6),
    ];
    expect(idsOf(sessionsOf(sheets))).toEqual([
      ['a', 'b'],
      ['c', null],
      ['d', 'e'],
      ['f', null],
    ]);
    expect(idsOf(sessionsOf([]))).toEqual([]);
  });

  it('come in the order of time from two sources', () => {
    const at = (...times: number[]) =>
      times.map((time) => ({ first: sheet(`${time}`, 'ada', 'ben', time), second: null }));
    const all = (one: number[], other: number[]) => [...inOrder(at(...one), at(...other))].map(({ first }) => first.at);
    expect(all([2, 5, 9], [1, 3, 4, 10, 11])).toEqual([1, 2, 3, 4, 5, 9, 10, 11]);
    expect(all([], [1])).toEqual([1]);
    expect(all([1], [])).toEqual([1]);
  });
});
