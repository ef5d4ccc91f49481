import type { Card, Flow } from '../flow.schema.js';
import { error, type Finding } from './finding.js';
import { NEAR_DUPLICATE, shinglesOf, similarityOf, type Shingles } from './similarity.js';

interface Asked {
  flow: Flow;
  card: Card;
  index: number;
  shingles: Shingles;
}

/** Cards of one flow that ask nearly the same: the interviewer would seem not to have listened. */
export function lintDuplicates(flow: Flow): Finding[] {
  const asked = askedIn(flow);
  return asked.flatMap((later, at) => asked.slice(0, at).flatMap((earlier) => compare(later, earlier)));
}

/**
 * Cards that ask nearly the same as one of another flow: whoever practises often would meet the same question again.
 * Versions of one flow are not compared.
 *
 * @returns by flow, in the order given, what is said against it; of two flows against the later one
 */
export function duplicatesAcross(flows: readonly Flow[]): Finding[][] {
  const decks = flows.map(askedIn);
  return decks.map((deck, at) =>
    deck.flatMap((later) => decks.slice(0, at).flatMap((other) => other.flatMap((earlier) => compare(later, earlier)))),
  );
}

function askedIn(flow: Flow): Asked[] {
  return flow.cards.map((card, index) => ({ flow, card, index, shingles: shinglesOf(card.say) }));
}

function compare(later: Asked, earlier: Asked): Finding[] {
  const foreign = later.flow !== earlier.flow;
  if (foreign && later.flow.id === earlier.flow.id) return [];
  const similarity = similarityOf(later.shingles, earlier.shingles);
  if (similarity < NEAR_DUPLICATE) return [];
  const other = foreign ? `${earlier.card.id} of ${earlier.flow.id}` : earlier.card.id;
  const message = `It asks nearly the same as ${other}: ${(similarity * 100).toFixed(0)} % alike`;
  const fix = foreign ? 'Ask what only this case can ask' : 'Ask something else, or drop one of the two';
  return [error('near-duplicate', ['cards', later.index, 'say'], message, fix)];
}
