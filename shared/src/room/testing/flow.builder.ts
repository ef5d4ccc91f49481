import type { Card, Flow, Step } from '../../flow/flow.schema.js';

/**
 * A small flow whose every id and text carries a word of its own, `tok-<name>-…`, so that a test can tell
 * from any bytes what of the flow is in them.
 */
export function testFlow(name: string, change: Partial<Flow> = {}): Flow {
  const word = (...parts: string[]) => ['tok', name, ...parts].join('-');
  const text = (...parts: string[]) => `The words ${word(...parts)} stand here.`;

  const step = (id: string, full: number, short: number, competency: Card['competencies'][number]): Step => ({
    id: word(id),
    title: `Title ${word(id, 'title')}`,
    minutes: { full, short },
    script: text(id, 'script'),
    question: text(id, 'question'),
    coach: text(id, 'coach'),
    signals: ['x', 'y'].map((signal) => ({
      id: word(id, 'signal', signal),
      competency,
      heard: text(id, 'heard', signal),
      ladder: {
        junior: text(id, 'junior', signal),
        mid: text(id, 'mid', signal),
        senior: text(id, 'senior', signal),
      },
    })),
    exemplars: {
      weak: { answer: text(id, 'weak'), why: text(id, 'weak', 'why') },
      strong: { answer: text(id, 'strong'), why: text(id, 'strong', 'why') },
    },
  });

  const card = (id: string, kind: Card['kind'], at: string, competency: Card['competencies'][number]): Card => ({
    id: word(id),
    kind,
    competencies: [competency],
    trigger: text(id, 'trigger'),
    when: { steps: [word(at)], unheard: [word(at, 'signal', 'x'), word(at, 'signal', 'y')] },
    say: text(id, 'say'),
    good: text(id, 'good'),
    ...(kind === 'hint' ? {} : { second: text(id, 'second') }),
    minutes: 1,
    signals: [word(at, 'signal', 'x')],
  });

  return {
    schema: 1,
    id: word('flow'),
    version: 1,
    track: 'ml-case',
    levels: ['junior', 'mid', 'senior'],
    title: `Title ${word('title')}`,
    industry: `Industry ${word('industry')}`,
    prompt: text('prompt'),
    summary: text('summary'),
    exercises: ['framing', 'metrics', 'data', 'production'],
    brief: text('brief'),
    facts: ['fact1', 'fact2', 'fact3'].map((id) => ({
      id: word(id),
      about: word(id, 'about'),
      text: text(id, 'text'),
    })),
    steps: [
      step('step1', 6, 4, 'framing'),
      step('step2', 8, 5, 'metrics'),
      step('step3', 6, 0, 'data'),
      step('step4', 6, 4, 'data'),
      step('step5', 4, 2, 'production'),
    ],
    cards: [
      card('card1', 'follow-up', 'step1', 'framing'),
      card('card2', 'follow-up', 'step1', 'framing'),
      card('card3', 'follow-up', 'step2', 'metrics'),
      card('card4', 'follow-up', 'step2', 'metrics'),
      card('card5', 'follow-up', 'step4', 'data'),
      card('card6', 'follow-up', 'step4', 'data'),
      card('card7', 'twist', 'step5', 'production'),
      card('card8', 'follow-up', 'step5', 'production'),
      card('hint1', 'hint', 'step1', 'framing'),
      card('hint2', 'hint', 'step2', 'metrics'),
    ],
    checks: ['check1', 'check2', 'check3'].map((id) => ({
      question: text(id, 'question'),
      options: ['a', 'b', 'c'].map((option) => text(id, option)),
      answer: 1,
      because: text(id, 'because'),
    })),
    ...change,
  };
}

/** Every word of this kind that occurs in something, as JSON. */
export function tokensIn(value: unknown): Set<string> {
  return new Set(JSON.stringify(value).match(/tok-[a-z0-9]+(-[a-z0-9]+)*/g) ?? []);
}
