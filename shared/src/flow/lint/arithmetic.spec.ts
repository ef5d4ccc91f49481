import fc from 'fast-check';
import { evaluate, shownFigure } from './arithmetic.js';

describe('evaluate', () => {
  it.each<[string, number]>([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['10 - 4 - 3', 3],
    ['100 / 10 / 2', 5],
    ['2 ^ 3 ^ 2', 512],
    ['-2 ^ 2', -4],
    ['2 * -3', -6],
    ['1_000_000 / 1_000', 1000],
    ['sqrt(0.12 * 0.88 / 1000)', Math.sqrt(0.12 * 0.88 * 0.001)],
    ['round(ln(exp(2.4)) + abs(-0.2))', 3],
    ['frauds * 140', 14_000],
  ])('%s', (expression, value) => {
    expect(evaluate(expression, new Map([['frauds', 100]]))).toBeCloseTo(value, 10);
  });

  it.each<[string, RegExp]>([
    ['1 +', /ends too early/],
    ['(1 + 2', /parenthesis/],
    ['1 2', /"2" is not expected/],
    ['frauds * 2', /"frauds" is not worked out/],
    ['sin(1)', /no function "sin"/],
    ['7 % 2', /"% 2" cannot be read/],
    ['1 / 0', /no finite value/],
    ['', /ends too early/],
  ])('refuses %s', (expression, reason) => {
    expect(() => evaluate(expression)).toThrow(SyntaxError);
    expect(() => evaluate(expression)).toThrow(reason);
  });

  it('agrees with the language it is written in', () => {
    const { expression } = fc.letrec<{ expression: string; leaf: string }>((tie) => ({
      leaf: fc.integer({ min: 1, max: 99 }).map(String),
      expression: fc.oneof(
        { maxDepth: 5 },
        tie('leaf'),
        fc
          .tuple(tie('expression'), fc.constantFrom('+', '-', '*'), tie('expression'))
          .map(([left, sign, right]) => `(${left} ${sign} ${right})`),
        fc
          .tuple(
            tie('leaf'),
            fc.constantFrom('+', '-', '*', '/'),
            tie('leaf'),
            fc.constantFrom('+', '-', '*'),
            tie('leaf'),
          )
          .map((parts) => parts.join(' ')),
      ),
    }));
    fc.assert(
      fc.property(expression, (text) => {
        const value = Number(new Function(`return ${text}`)());
        expect(evaluate(text)).toBeCloseTo(value, 6);
      }),
    );
  });
});

describe('shownFigure', () => {
  it.each<[string, number, number]>([
    ['100,000 €', 100_000, 0.5],
    ['6.7 %', 0.067, 0.0005],
    ['2.4 million', 2_400_000, 50_000],
    ['about 31 weeks', 31, 0.5],
    ['−0.25 points', -0.25, 0.005],
    ['3 thousand calls', 3000, 500],
  ])('%s', (text, value, half) => {
    const shown = shownFigure(text);
    expect(shown?.value).toBeCloseTo(value, 10);
    expect(shown?.half).toBeCloseTo(half, 10);
  });

  it('finds none where there is none', () => expect(shownFigure('a few')).toBeNull());
});
