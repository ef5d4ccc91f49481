import { fitFlow } from '../testing/fit.flow.js';
import { duplicatesAcross, lintDuplicates } from './lint-duplicates.js';
import { NEAR_DUPLICATE, shinglesOf, similarityOf } from './similarity.js';

const alike = (a: string, b: string) => similarityOf(shinglesOf(a), shinglesOf(b));

const NOBODY_LOOKED =
  'It is September. Nobody has looked at the model since May. How do you find out whether it has become worse?';

describe('similarityOf', () => {
  it.each([
    ['The rules refused a payment in May. Was it fraud?', 'In May the rules refused a payment. Was this fraud?'],
    ['Would you train on the payments of last week?', "Would you use last week's payments for training?"],
    [NOBODY_LOOKED, 'It is October. Nobody has looked at your model since June. How can you find out if it got worse?'],
    [
      'Somebody buys a phone for 800 € with a stolen card. Please follow the money. Who loses what?',
      'A person buys a laptop for 900 € with a stolen card. Follow the money: who loses what?',
    ],
  ])('knows again: %s', (a, b) => {
    expect(alike(a, b)).toBeGreaterThanOrEqual(NEAR_DUPLICATE);
    expect(alike(a, b)).toBe(alike(b, a));
  });

  it.each([
    [
      'You have named a method. Let us go one step back. For which payments, and at what moment, would it decide what?',
      'You have named a method. Let us go one step back. What would have to be different on the first of the month ' +
        'because of your work?',
    ],
    [
      'A colleague proposes a neural network over the graph of cards, devices and shops. He says that it finds more ' +
        'fraud. What do you ask him?',
      'A colleague proposes a neural network over the graph of all accounts. What would you have to see before you ' +
        'say yes?',
    ],
    [NOBODY_LOOKED, 'Please pause here. What have you decided so far, and what is still open?'],
  ])('lets pass what begins alike and asks something else: %s', (a, b) => {
    expect(alike(a, b)).toBeLessThan(NEAR_DUPLICATE);
  });

  it('is 1 for the same words and 0 for none in common', () => {
    expect(alike(NOBODY_LOOKED, NOBODY_LOOKED)).toBe(1);
    expect(alike('Who pays?', 'Where is it?')).toBe(0);
    expect(alike('', '')).toBe(0);
  });
});

describe('a card that was asked before', () => {
  const base = fitFlow();
  const asking = (index: number, say: string, flow = base) => ({
    ...flow,
    cards: flow.cards.map((card, at) => (at === index ? { ...card, say } : card)),
  });

  it('is found in its own flow, at the later one', () => {
    const twice = asking(3, NOBODY_LOOKED, asking(1, NOBODY_LOOKED));
    expect(lintDuplicates(base)).toEqual([]);
    expect(lintDuplicates(twice).map(({ path, message }) => `${path.join('.')}: ${message}`)).toEqual([
      'cards.3.say: It asks nearly the same as tok-r1-card2: 100 % alike',
    ]);
  });

  it('is found across flows, but not across versions of one', () => {
    const other = { ...base, id: 'another', cards: asking(5, NOBODY_LOOKED).cards.slice(5, 6) };
    const first = asking(1, NOBODY_LOOKED);
    const [none, some] = duplicatesAcross([first, other]);
    expect(none).toEqual([]);
    expect(some?.map(({ message }) => message)).toEqual([
      'It asks nearly the same as tok-r1-card2 of tok-r1-flow: 100 % alike',
    ]);
    expect(duplicatesAcross([first, { ...first, version: 2 }]).flat()).toEqual([]);
  });
});
