import { describe, expect, it } from 'vitest';
import type { LibraryEntry } from '#shared/contract/library.js';
import {
  habitLines,
  interviewerOpening,
  licensedLines,
  severityOf,
  skillLabel,
  skillLines,
  skillShapes,
  skillTable,
  usefulSentence,
} from './interviewer.presenter.js';
import { asInterviewer as as, DAY, NOW } from './testing/competency.builder.js';

const skill = (over: object) => ({ skill: 'clarity', mean: 4, n: 3, score: null, se: null, ...over }) as const;
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('what candidates say', () => {
  it('is adjusted where that can be told, a mean from two ratings on, and else what is missing', () => {
    const skills = [skill({ score: 4.2, se: 0.2 }), skill({}), skill({ mean: 5, n: 1 })];
    const lines = skillLines({ skills });
    expect(lines.map(({ words }) => plain(words))).toEqual(['4.2 ± 0.3', '4.0, 3 given', '1 of 2 ratings']);
    expect(skillShapes(lines).map(({ shapes }) => shapes.map(({ kind }) => kind))).toEqual([
      ['bar', 'dot'],
      ['ring'],
      [],
    ]);
    expect(lines.map(skillLabel)[0]).toBe('Clarity of questions: 4.2, give or take 0.3');
    expect(skillTable(lines, { skills })[0]).toEqual(['Clarity of questions', '4.2 ± 0.3', '4.0', '3']);
  });

  it('opens the page with as much as the evidence carries', () => {
    expect(interviewerOpening(as()).title).toBe('Nobody has rated you as interviewer yet.');
    expect(interviewerOpening(as({ sheets: 1, raters: 1 })).title).toBe('Your first interviews are in.');
    const scored = as({ sheets: 9, raters: 7, shown: 'score', score: 4.04, se: 0.2 });
    expect(interviewerOpening(scored)).toEqual({
      title: 'Candidates rate your interviewing 4.0 of 5.',
      lede: 'Rated by 7 partners in 9 interviews. Give or take 0.3, nine times in ten.',
    });
    expect(interviewerOpening({ ...scored, shown: 'band' }).title).toBe(
      'Candidates rate your interviewing between 3.7 and 4.4 of 5.',
    );
    expect(interviewerOpening({ ...scored, shown: 'band' }).lede).toMatch(/once the ratings pin it down/);
    expect(interviewerOpening({ ...scored, raters: 2, shown: 'band' }).lede).toMatch(/when three partners and/);
  });

  it('counts what was found useful', () => {
    expect(usefulSentence(as({ sheets: 3, useful: 17, notUseful: 4 }))).toBe(
      'Candidates found 17 of 21 items of your feedback useful.',
    );
    expect(usefulSentence(as({ sheets: 3, notUseful: 1 }))).toContain('not useful');
    expect(usefulSentence(as({ sheets: 3 }))).toContain('Nobody has marked');
    expect(usefulSentence(as())).toBe('Nobody has rated you as interviewer yet.');
  });
});

describe('how one rates', () => {
  const severity = (value: number, se: number) =>
    severityOf({ severity: { value, se, sheets: 6, vignettes: 1 } })?.words;

  it('is harsher or more lenient by more than chance, or maybe', () => {
    expect(severity(0.4, 0.1)).toBe(
      'You rate 0.4 harsher than typical, give or take 0.2. It is taken out of your partners’ numbers.',
    );
    expect(severity(-0.2, 0.3)).toContain('0.2 more lenient than typical, give or take 0.5, which may be chance');
    expect(severity(0.3, 0.01)).toContain('0.3 harsher than typical, give or take less than 0.1.');
    expect(severity(0.01, 0.1)).toContain('as strictly as is typical');
    expect(severityOf(as())).toBeNull();
  });

  it('says what it rests on, and stays on its scale', () => {
    const found = severityOf({ severity: { value: 3, se: 0.1, sheets: 6, vignettes: 1 } });
    expect(found).toMatchObject({
      at: 1.5,
      to: 1.5,
      rests: 'Rests on 6 ratings that you gave and one calibration answer.',
    });
  });

  it('says nothing of what it rests on where that is not known', () => {
    expect(severityOf({ severity: { value: 0.1, se: 0.2, sheets: 0, vignettes: 0 } })?.rests).toBe('');
  });

  it('says how steadily, and whether one tells competencies apart', () => {
    const words = (consistency: number | null, spread: number | null) =>
      habitLines(as({ consistency, spread })).map((line) => line.words);
    expect(words(1.1, 0.7)).toEqual([
      expect.stringContaining('as is to be expected'),
      expect.stringContaining('You tell the competencies apart'),
    ]);
    expect(words(2.5, 0.1)).toEqual([expect.stringContaining('far from'), expect.stringContaining('That is little')]);
    expect(words(null, null)[0]).toContain('Not enough');
  });
});

it('the flows that one may interview with come met last first', () => {
  const entry = (id: string, knowledge: Partial<LibraryEntry['knowledge']>): LibraryEntry => ({
    ...{ id, version: 1, track: 'ml-case', levels: ['mid'], title: id, industry: '', summary: '', exercises: [] },
    steps: { full: 5, short: 4 },
    knowledge: {
      ...{ seen: true, briefOpenedAt: null, licensedAt: null, takenAt: null, interviewedAt: null, earned: true },
      mayInterview: true,
      ...knowledge,
    },
  });
  const lines = licensedLines([
    entry('closed', { mayInterview: false }),
    entry('passed', { licensedAt: NOW - 10 }),
    entry('used', { interviewedAt: NOW, licensedAt: NOW - 20 }),
    entry('taken', { takenAt: NOW - 30 }),
    entry('both', { interviewedAt: NOW - 9 * DAY, takenAt: NOW - 2 * DAY }),
  ]);
  expect(lines.map(({ id, how }) => `${id}: ${how}`)).toEqual([
    'used: interviewed with it on 24 Nov 2025',
    'passed: check passed on 23 Nov 2025',
    'taken: taken as candidate on 23 Nov 2025',
    'both: taken as candidate on 22 Nov 2025',
  ]);
});
