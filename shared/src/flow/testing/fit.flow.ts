import { testFlow } from '../../room/testing/flow.builder.js';
import type { Card, Flow } from '../flow.schema.js';

/** What the cards ask: as different from one another as questions of a real flow. */
const ASKED = [
  'Which of these two customers would you call first?',
  'Suppose that nobody acts on your answer. What would be lost?',
  'How much does one mistake cost the shop?',
  'You may look at a single number each morning. Name it.',
  'Where do these rows come from, and who wrote them?',
  'What did you know on the evening before?',
  'The price doubles overnight. What happens to your plan?',
  'Who is woken up when it breaks?',
  'Think of one person at the till.',
  'Write two columns on the board.',
  'My neighbour says that it works for her. Do you believe it?',
  'Half of the answers are empty. Go on.',
  'Please tell it to somebody who has never heard of it.',
  'A colleague leaves the room and takes the key with him.',
];

/** A small flow in which the linter finds nothing, to spoil at one place at a time. */
export function fitFlow(change: Partial<Flow> = {}): Flow {
  const base = testFlow('r1');
  const extra = base.cards.slice(4, 8).map((card): Card => ({ ...card, id: `${card.id}-again` }));
  const cards = [...base.cards, ...extra].map((card, index) => ({ ...card, say: ASKED[index] ?? card.say }));
  return { ...base, cards, ...change };
}
