import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { flowSchema, type Flow } from '../flow.schema.js';
import { fitFlow } from '../testing/fit.flow.js';
import { lintLeaks } from './lint-leaks.js';

const path = join(__dirname, '..', '..', '..', 'content', 'flows', 'ml-case', 'churn-streaming.yaml');
const churn = flowSchema.parse(parse(readFileSync(path, 'utf8')));

const leaks = (flow: Flow) =>
  lintLeaks(flow).map(({ code, path: at, quote, message }) => `${code} ${at.join('.')}: ${quote} (${message})`);
const said = (...parts: string[]) => expect.arrayContaining(parts.map((part) => expect.stringContaining(part)));

function asking(step: string, question: string): Flow {
  return { ...churn, steps: churn.steps.map((each) => (each.id === step ? { ...each, question } : each)) };
}

function saying(id: string, say: string): Flow {
  return { ...churn, cards: churn.cards.map((card) => (card.id === id ? { ...card, say } : card)) };
}

describe('lintLeaks', () => {
  it('finds nothing where nothing is given away', () => {
    expect(leaks(fitFlow())).toEqual([]);
    expect(leaks(churn)).toEqual([]);
  });

  it('finds the words of what is listened for in a question', () => {
    expect(leaks(asking('framing', 'Who decides to leave, and whose payment fails? Which definition fits?'))).toEqual([
      'leaked-words steps.1.question: decides to leave, and whose payment fails ' +
        '("decides to leave, and whose payment fails" gives away what the signal separates-involuntary listens for)',
    ]);
    expect(leaks(asking('data', 'What of the customers whose payments failed?'))).toEqual([]);
  });

  it('makes no secret of what an earlier step asked for', () => {
    const script = 'Which customers decide to leave, and whose payment fails?';
    expect(leaks(asking('framing', script))).toHaveLength(1);
    expect(leaks(asking('launch', script))).toEqual([]);
  });

  it('finds a term of art that names the insight', () => {
    expect(leaks(asking('metric', 'Are the scores well calibrated?'))).toEqual([
      'leaked-term steps.3.question: calibrated ' + '("calibrated" names an insight that is listened for: calibration)',
    ]);
    expect(leaks({ ...churn, prompt: `${churn.prompt} Is there leakage?` })).toEqual([]);
    expect(leaks({ ...churn, prompt: `${churn.prompt} Think of a baseline.` })).toEqual(said('leaked-term prompt'));
  });

  it('takes a term for known that the prompt or the trigger of a card has', () => {
    const known = {
      ...asking('metric', 'Are the scores well calibrated?'),
      prompt: 'A calibrated score is asked for.',
    };
    expect(leaks(known)).toEqual(said('leaked-term prompt: calibrated'));
    expect(leaks(known)).toHaveLength(1);
  });

  it('finds a figure that is to be worked out, in the company of words of the answer', () => {
    expect(
      leaks({ ...churn, prompt: `${churn.prompt} Somebody found that an offer pays above a risk of 25 %.` }),
    ).toEqual(said('leaked-figure prompt: 25 (25 gives away what the signal chooses-threshold listens for)'));
    expect(leaks({ ...churn, prompt: `${churn.prompt} The office has 25 rooms.` })).toEqual([]);
  });

  it('finds a card that says its own good reply', () => {
    const whole = 'Is the effect seen only when some people get no offer, chosen at random?';
    expect(leaks(saying('moving-abroad', whole))).toEqual(said('a good reply to moving-abroad'));
    expect(leaks(saying('moving-abroad', 'When is the effect seen?'))).toEqual([]);
    expect(leaks(saying('hint-line', 'Inputs to the left, the label to the right: when do data arrive?'))).toEqual([]);
  });
});
