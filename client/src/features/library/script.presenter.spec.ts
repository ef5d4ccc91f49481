import { describe, expect, it } from 'vitest';
import type { FlowScript } from '#shared/flow/flow.schema.js';
import type { Card, Signal } from '#shared/flow/flow.schema.js';
import { contentsOf, signalRows, stepId, stepTime, suggestedIn } from './script.presenter.js';

const signal: Signal = {
  id: 'asks',
  competency: 'framing',
  heard: 'Asks who acts',
  ladder: { mid: 'Asks before naming a model', senior: 'Questions the request' },
};
const step: FlowScript['steps'][number] = {
  id: 'open',
  title: 'Open',
  minutes: { full: 3, short: 0 },
  script: 'How would you begin?',
  question: 'How would you begin?',
  coach: 'Say nothing.',
  signals: [signal, { ...signal, id: 'other' }],
};
const card: Card = {
  id: 'why',
  kind: 'follow-up',
  competencies: ['framing'],
  trigger: 'A model comes first',
  when: { steps: ['open', 'data'] },
  say: 'Why a model?',
  good: 'Names the decision.',
  minutes: 1,
  signals: [],
};
const script: FlowScript = {
  schema: 1,
  id: 'churn',
  version: 1,
  track: 'ml-case',
  levels: ['junior', 'mid', 'senior'],
  title: 'Churn',
  industry: 'video',
  prompt: 'Too many leave.',
  summary: 'Who will leave?',
  exercises: ['framing', 'data', 'metrics'],
  brief: 'The business.',
  facts: [],
  steps: [step, { ...step, id: 'data', title: 'Data', minutes: { full: 1, short: 2 } }],
  cards: [card, { ...card, id: 'twist', kind: 'twist', when: {} }],
};

describe('the script as a document', () => {
  it('has its contents in reading order, and none of what is not there', () => {
    expect(contentsOf(script)).toEqual([
      { id: 'prompt', title: 'What the candidate reads', parts: [] },
      { id: 'brief', title: 'The brief', parts: [] },
      { id: 'facts', title: 'Facts to give', parts: [] },
      {
        id: 'steps',
        title: 'The steps',
        parts: [
          { id: 'step-open', title: '1 Open' },
          { id: 'step-data', title: '2 Data' },
        ],
      },
      {
        id: 'cards',
        title: 'The cards',
        parts: [
          { id: 'follow-ups', title: 'Follow-up cards' },
          { id: 'twists', title: 'Twists' },
        ],
      },
    ]);
    const figures = contentsOf({ ...script, worked: [{ name: 'cost', sum: '6 * 2', shown: '12 €' }] });
    expect(figures.at(-1)).toMatchObject({ id: 'figures' });
    const ids = contentsOf(script).flatMap(({ id, parts }) => [id, ...parts.map((part) => part.id)]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(stepId(step)).toBe('step-open');
  });

  it('says how long a step takes', () => {
    expect(script.steps.map(stepTime)).toEqual([
      '3 minutes, left out of the short interview',
      '1 minute, 2 in the short interview',
    ]);
  });

  it('has what a signal takes at each level, or at one', () => {
    const [all] = signalRows([signal], ['junior', 'mid', 'senior'], null);
    expect(all).toMatchObject({ heard: 'Asks who acts', competency: 'Problem framing' });
    expect(all?.ladder.map(({ name, text }) => [name, text])).toEqual([
      ['Junior', null],
      ['Mid', 'Asks before naming a model'],
      ['Senior', 'Questions the request'],
    ]);
    expect(signalRows([signal], ['mid', 'senior'], 'mid')[0]?.ladder.map(({ level }) => level)).toEqual(['mid']);
  });

  it('says in which steps a card is suggested', () => {
    expect(script.cards.map((each) => suggestedIn(each, script.steps))).toEqual(['Open or Data', '']);
  });
});
