import { describe, expect, it } from 'vitest';
import { wordsAt } from './flow.words.js';
import { placeOf } from './yaml.place.js';

const OUTLINE = {
  steps: [{ id: 'open', words: 'Open' }],
  signals: [{ id: 'asks-first', words: 'Asks first' }],
  cards: [{ id: 'go-deeper', words: 'A thin answer' }],
};

/** What is offered where `▮` stands. */
function offered(text: string): string[] | null {
  const place = placeOf(text.replace('▮', ''), text.indexOf('▮'));
  return place && wordsAt(place, OUTLINE).map((word) => word.text);
}
const pathIn = (text: string) => placeOf(text.replace('▮', ''), text.indexOf('▮'))?.path;

const STEPS = `id: x
steps:
  - id: open
    title: Open
    signals:
      - id: asks-first
        heard: Asks
cards:
  - id: go
    when:
      steps: [open]
`;

describe('the place in a text', () => {
  it('is found by the indents around it', () => {
    expect(pathIn('▮')).toEqual([]);
    expect(pathIn(`${STEPS}    ki▮`)).toEqual(['cards', '#']);
    expect(pathIn(`${STEPS}      hea▮`)).toEqual(['cards', '#', 'when']);
    expect(pathIn(`${STEPS}    kind: fo▮`)).toEqual(['cards', '#', 'kind']);
    expect(pathIn(STEPS.replace('heard: Asks', 'la▮'))).toEqual(['steps', '#', 'signals', '#']);
    expect(pathIn(STEPS.replace('- id: asks-first', '- i▮'))).toEqual(['steps', '#', 'signals', '#']);
    expect(pathIn('steps:\n- id: open\n  ti▮')).toEqual(['steps', '#']);
  });

  it('is found in brackets of its line', () => {
    expect(pathIn('levels: [junior, m▮')).toEqual(['levels', '#']);
    expect(pathIn('steps:\n  - minutes: { full: 3, sh▮')).toEqual(['steps', '#', 'minutes']);
    expect(pathIn('cards:\n  - when: { steps: [open], unheard: [▮')).toEqual(['cards', '#', 'when', 'unheard', '#']);
  });

  it('is none in a comment, in quotes and in a text over several lines', () => {
    expect(pathIn('# ti▮')).toBeUndefined();
    expect(pathIn('title: "ti▮')).toBeUndefined();
    expect(pathIn('brief: >-\n  One line.\n\n  ti▮')).toBeUndefined();
    expect(pathIn('brief: >-\n  One line.\nti▮')).toEqual([]);
  });
});

describe('what is offered', () => {
  it('is the fields of the map that are not there yet, with what they mean', () => {
    expect(offered('id: x\n▮\ntitle: y\n')).not.toContain('id');
    expect(offered('id: x\n▮\ntitle: y\n')).not.toContain('title');
    expect(offered('id: x\n▮')).toContain('summary');
    expect(offered(STEPS.replace('heard: Asks', '▮'))).toEqual(['competency', 'heard', 'ladder']);
    const place = placeOf('▮', 0) ?? { path: [], afterColon: false, taken: [], from: 0 };
    const prompt = wordsAt(place, OUTLINE).find(({ text }) => text === 'prompt');
    expect(prompt).toMatchObject({
      beside: 'text up to 900, needed',
      meaning: expect.stringContaining('candidate reads'),
    });
  });

  it('is the values of a field', () => {
    expect(offered('track: ▮')).toContain('ml-debugging');
    expect(offered('levels: [▮')).toEqual(['junior', 'mid', 'senior']);
    expect(offered('cards:\n  - kind: ▮')).toEqual(['follow-up', 'twist', 'hint']);
    expect(offered('steps:\n  - signals:\n      - ladder: { ▮')).toEqual(['junior', 'mid', 'senior']);
    expect(offered('exercises:\n  - ▮')).toContain('framing');
    expect(offered('title: ▮')).toEqual([]);
    expect(offered('steps: ▮')).toEqual([]);
  });

  it('is the ids of this flow where one is pointed to', () => {
    expect(offered('cards:\n  - when: { steps: [▮')).toEqual(['open']);
    expect(offered('cards:\n  - when:\n      unheard: [▮')).toEqual(['asks-first']);
    expect(offered('cards:\n  - when:\n      afterCard: ▮')).toEqual(['go-deeper']);
    expect(offered('cards:\n  - signals: [asks-first, ▮')).toEqual(['asks-first']);
  });
});
