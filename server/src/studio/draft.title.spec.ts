import { titleIn } from './draft.title.js';

describe('what a draft calls itself', () => {
  it.each([
    ['id: x\ntitle: Late books\n', 'Late books'],
    ['title: "Late: books"  # for now\n', 'Late: books'],
    ["title: 'Late books'\n: [ broken", 'Late books'],
    ['title: >-\n  Late books\n', ''],
    ['  title: of a step\n', ''],
    ['title:\n', ''],
    ['', ''],
    [`title: ${'a'.repeat(200)}`, 'a'.repeat(60)],
  ])('%j is “%s”', (text, title) => {
    expect(titleIn(text)).toBe(title);
  });

  it('is found in a moment, whatever the line is', () => {
    const began = performance.now();
    for (const filling of [' ', '\t', ' #', '"', "'", '> ']) {
      titleIn(`title: a${filling.repeat(99_000 / filling.length)}b`);
    }
    expect(performance.now() - began).toBeLessThan(500);
  });
});
