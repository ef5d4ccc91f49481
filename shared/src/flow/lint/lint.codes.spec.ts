import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument, stringify } from 'yaml';
import type { Card, Flow, Signal, Step } from '../flow.schema.js';
import { fitFlow } from '../testing/fit.flow.js';
import { duplicatesAcross } from './lint-duplicates.js';
import { FINDING_CODES, type Finding, type FindingCode } from './finding.js';
import { readFlow } from './lint-file.js';
import { lintFlow } from './lint.js';

const base = fitFlow();

const read = (value: unknown): Finding[] =>
  readFlow({ name: 'a.yaml', text: typeof value === 'string' ? value : stringify(value) }, (text) =>
    parseDocument(text, { prettyErrors: false }),
  ).findings;
const flow = (change: Partial<Flow>) => lintFlow({ ...base, ...change });
const step = (index: number, change: Partial<Step>) =>
  flow({ steps: base.steps.map((each, at) => (at === index ? { ...each, ...change } : each)) });
const card = (index: number, change: Partial<Card>) =>
  flow({ cards: base.cards.map((each, at) => (at === index ? { ...each, ...change } : each)) });
const signal = (change: Partial<Signal>) =>
  step(0, { signals: (base.steps[0]?.signals ?? []).map((each, at) => (at === 0 ? { ...each, ...change } : each)) });
const without = (kind: Card['kind']) => flow({ cards: base.cards.filter((each) => each.kind !== kind) });
const say = base.cards[1]?.say ?? '';

/** One flow for each code that has this fault; the two that take a whole library are tested where that is read. */
const SPOILT: Record<Exclude<FindingCode, 'misplaced-file' | 'no-rubric'>, () => Finding[]> = {
  unreadable: () => read('a: [1\nb: 2'),
  'missing-field': () => read({ ...base, title: undefined }),
  'unknown-field': () => read({ ...base, mood: 'good' }),
  'invalid-value': () => read({ ...base, version: 0 }),
  'few-facts': () => read({ ...base, facts: base.facts.slice(1) }),
  'few-cards': () => flow({ cards: base.cards.slice(0, -1) }),
  'few-twists': () => without('twist'),
  'few-exemplars': () => flow({ steps: base.steps.map((each) => ({ ...each, exemplars: undefined })) }),
  'long-brief': () => flow({ brief: 'so '.repeat(1101) }),
  'unreachable-card': () => card(0, { when: { notBefore: 0.9, notAfter: 0.1 } }),
  'unreachable-answer': () => flow({ checks: base.checks.map((check) => ({ ...check, answer: 3 })) }),
  'telling-length': () =>
    flow({
      checks: base.checks.map((check) => ({ ...check, options: ['Yes', 'No, as one has to wait', 'No'], answer: 1 })),
    }),
  'repeated-id': () => card(1, { id: base.cards[0]?.id }),
  'repeated-competency': () => flow({ exercises: [...base.exercises, 'data'] }),
  'unknown-reference': () => card(0, { signals: ['nobody-says-so'] }),
  'budget-sum': () => step(0, { minutes: { full: 7, short: 4 } }),
  'stage-order': () => flow({ track: 'ml-system-design' }),
  'long-script': () => step(0, { script: 'Word. '.repeat(61) }),
  'unprobed-competency': () => flow({ exercises: [...base.exercises, 'tradeoffs'] }),
  'unheard-competency': () => flow({ exercises: [...base.exercises, 'tradeoffs'] }),
  'level-without-signal': () => flow({ exercises: [...base.exercises, 'tradeoffs'] }),
  'signal-without-ladder': () => signal({ ladder: {} }),
  'no-hint': () => without('hint'),
  'hint-with-second': () => card(8, { second: 'And then?' }),
  'no-second': () => card(0, { second: undefined }),
  'leaked-words': () =>
    step(0, { question: 'Who decides to leave early?', ...heard('Says who decides to leave early') }),
  'leaked-term': () => step(0, { question: 'Is there drift?', ...heard('Looks for drift') }),
  'leaked-figure': () =>
    step(0, {
      question: 'Is a risk of 25 % enough for an offer?',
      ...heard('Finds a risk of 25 % by what the offer costs'),
    }),
  'near-duplicate': () => card(0, { say }),
  idiom: () => flow({ brief: 'This is no rocket science.' }),
  'hard-to-say': () => step(0, { script: `So it goes ${'on and '.repeat(13)}ends.` }),
  'card-off-topic': () => card(0, { competencies: ['delivery'] }),
  'wrong-figure': () => flow({ brief: 'It is 4.', worked: [{ name: 'four', sum: '1 + 1', shown: '4' }] }),
  'absent-figure': () => flow({ worked: [{ name: 'many', sum: '7_000 + 777', shown: '7,777' }] }),
  'broken-sum': () => flow({ brief: 'It is 4.', worked: [{ name: 'four', sum: '2 +', shown: '4' }] }),
  'no-worked': () => flow({ brief: '10, 20, 30, 40, 50 and 60.' }),
  'unworked-figure': () =>
    flow({ brief: '2 + 2 = 4, 2 × 3 = 6', worked: [{ name: 'four', sum: '2 + 2', shown: '4' }] }),
};

function heard(words: string): Pick<Step, 'signals'> {
  return { signals: (base.steps[0]?.signals ?? []).map((each) => ({ ...each, heard: words })) };
}

/** As docs/flows.md has them. */
const severities = new Map(
  [
    ...readFileSync(join(__dirname, '..', '..', '..', '..', 'docs', 'flows.md'), 'utf8').matchAll(
      /^\| `([a-z-]+)` +\| (error|warning) +\|/gm,
    ),
  ].map(([, code, severity]) => [code, severity]),
);

describe('every code', () => {
  it.each(Object.entries(SPOILT))('%s is found, and says what to do', (code, spoil) => {
    const found = spoil().find((finding) => finding.code === code);
    expect(found?.severity).toBe(severities.get(code));
    expect(found?.message).toMatch(/[^.\s]$/);
    expect(found?.fix).toMatch(/^[A-Z].*[^.\s]$/s);
  });

  it('is another', () => {
    expect(new Set(FINDING_CODES).size).toBe(FINDING_CODES.length);
  });

  it('is not found where nothing is wrong', () => {
    expect(lintFlow(base)).toEqual([]);
    expect(duplicatesAcross([base]).flat()).toEqual([]);
  });
});
