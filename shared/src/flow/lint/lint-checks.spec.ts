import { parseDocument, stringify } from 'yaml';
import { fitFlow } from '../testing/fit.flow.js';
import { lineOf, readFlow } from './lint-file.js';
import { lintChecks } from './lint-checks.js';

const base = fitFlow();

/** Three checks, with options of these lengths; a negative one is the right option. */
function checksOf(...lengths: [number[], number[], number[]]) {
  return base.checks.map((check, at) => ({
    ...check,
    options: (lengths[at] ?? []).map((length, index) => String(index).repeat(Math.abs(length))),
    answer: (lengths[at] ?? []).findIndex((length) => length < 0),
  }));
}

function faults(...lengths: Parameters<typeof checksOf>): string[] {
  return lintChecks({ ...base, checks: checksOf(...lengths) }).map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  );
}

describe('lintChecks', () => {
  it('finds a right option that is by far the longest, in each check for itself', () => {
    expect(faults([-75, 60, 40], [60, -55, 40], [60, 50, 40, -80])).toEqual([
      'checks.0.options.0: The right option has 75 characters, the longest wrong one 60',
      'checks.2.options.3: The right option has 80 characters, the longest wrong one 60',
    ]);
  });

  it('allows what nobody sees: less than a quarter more, and a few characters in short options', () => {
    expect(faults([-74, 60, 40], [60, -55, 40], [60, 50, -40])).toEqual([]);
    expect(faults([-14, 3, 3], [-3, 3, 3], [3, -3, 3])).toEqual([]);
    expect(faults([-15, 3, 3], [-3, 3, 3], [3, -3, 3])).toHaveLength(1);
  });

  it('finds that the right option is the longest in all of the checks, by however little', () => {
    expect(faults([-61, 60, 40], [60, -62, 40], [60, 50, -63])).toEqual([
      'checks: In each of the checks the right option is the longest',
    ]);
    expect(faults([-61, 60, 40], [60, -62, 40], [63, 50, -63])).toEqual([]);
  });

  it('says nothing of lengths where the right one is no option', () => {
    const checks = base.checks.map((check) => ({ ...check, answer: 3 }));
    expect(lintChecks({ ...base, checks }).map(({ code }) => code)).toEqual(Array(3).fill('unreachable-answer'));
  });

  it('points at the option, or at the checks', () => {
    const text = stringify({ ...base, checks: checksOf([10, -90, 60], [-70, 60, 50], [60, -61, 50]) });
    const { findings } = readFlow({ name: 'a.yaml', text }, (source) => parseDocument(source, { prettyErrors: false }));
    const line = (start: string) => 1 + text.split('\n').findIndex((each) => each.trimStart().startsWith(start));
    expect(findings.map(lineOf)).toEqual([
      expect.stringContaining(
        `a.yaml:${line('- "1111')}:9 warning telling-length checks.0.options.1: The right option`,
      ),
      expect.stringContaining(`a.yaml:${line('checks:')}:1 warning telling-length checks: In each of the checks`),
    ]);
  });
});
