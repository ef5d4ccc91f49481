import { fitFlow } from '../testing/fit.flow.js';
import { lintLanguage } from './lint-language.js';
import { idiomsIn } from './plain.words.js';
import { readingLevelOf } from './reading.level.js';

const base = fitFlow();

describe('idiomsIn', () => {
  it.each([
    ['Give me a ballpark figure.', 'ballpark figure', 'rough figure'],
    ['Let us drill down into the low-hanging fruit.', 'drill down', 'look closer'],
    ['She was touching base with them.', 'touching base', 'talk'],
    ['Play devil’s advocate.', 'devil’s advocate', 'the other side'],
    ['It is a\n  silver\n  bullet.', 'silver bullet', 'simple answer to everything'],
    ['Sanity-check it.', 'Sanity-check', 'quick check'],
  ])('%s', (text, idiom, plainer) => expect(idiomsIn(text)).toContainEqual({ idiom, plainer }));

  it.each(['The ball is parked.', 'Cherries are picked by hand.', 'A job with 0 at the end of the day', 'Stopping'])(
    'says nothing against “%s”',
    (text) => expect(idiomsIn(text)).toEqual([]),
  );
});

describe('readingLevelOf', () => {
  it('is words per sentence plus percent of long words', () => {
    expect(readingLevelOf('The cat sat. The cat ran off.')).toEqual({ lix: 3.5, words: 7, longest: 4 });
    expect(readingLevelOf('Gradient boosting wins 3.5 times. It did.').lix).toBeCloseTo(3.5 + 200 / 7);
  });

  it('takes a colon for the end of a sentence, and a dot within a number for none', () => {
    expect(readingLevelOf('Say it: now 3.5 or 4.').longest).toBe(4);
    expect(readingLevelOf(' … ')).toEqual({ lix: 0, words: 0, longest: 0 });
  });
});

describe('lintLanguage', () => {
  const found = (script: string) =>
    lintLanguage({ ...base, steps: base.steps.map((step, at) => (at === 1 ? { ...step, script } : step)) }).map(
      ({ severity, code, path, quote }) => `${severity} ${code} ${path.join('.')} ${quote ?? ''}`.trim(),
    );

  it('finds an idiom wherever somebody reads it', () => {
    expect(found('Shall we drill down?')).toEqual(['error idiom steps.1.script drill down']);
    const brief = 'This is no rocket science.';
    expect(lintLanguage({ ...base, brief }).map(({ fix }) => fix)).toEqual(['Say "difficult"']);
  });

  it('lets a weak answer sound like one', () => {
    const weak = { answer: 'The best of both worlds.', why: 'Nothing is chosen.' };
    const steps = base.steps.map((step) => ({
      ...step,
      ...(step.exemplars ? { exemplars: { ...step.exemplars, weak } } : {}),
    }));
    expect(lintLanguage({ ...base, steps })).toEqual([]);
  });

  it('finds a sentence that is too long to be said, and words that are too heavy', () => {
    expect(found('So it goes on. '.repeat(20))).toEqual([]);
    expect(found(`So it goes ${'on and '.repeat(13)}ends.`)).toEqual(['warning hard-to-say steps.1.script']);
    const heavy = 'Operationalise stakeholder requirements considering organisational interdependencies. ';
    expect(found(heavy.repeat(4))).toEqual(['warning hard-to-say steps.1.script']);
    const steps = base.steps.map((step) => ({ ...step, script: heavy.repeat(8) }));
    expect(lintLanguage({ ...base, steps }).at(-1)?.path).toEqual(['steps']);
  });
});
