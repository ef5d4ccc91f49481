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
});
