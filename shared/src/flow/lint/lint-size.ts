import type { Flow } from '../flow.schema.js';
import { error, type Finding } from './finding.js';
import { wordsOf } from './prose.js';

/** With fewer cards, the same few would be suggested to everybody. */
const CARDS = 14;

/** One twist could be known from hearsay. */
const TWISTS = 2;

/** The steps on which a rating turns need a weak and a strong answer to compare with. */
const EXEMPLARS = 3;

/** What is read in five minutes, with time to think: the brief comes just before the interview. */
const BRIEF_WORDS = 1100;

/** A flow has enough to interview with, and no more than can be prepared. */
export function lintSize(flow: Flow): Finding[] {
  return [...lintCards(flow), ...lintTwists(flow), ...lintExemplars(flow), ...lintBrief(flow)];
}

function lintCards({ cards }: Flow): Finding[] {
  if (cards.length >= CARDS) return [];
  const message = `There are ${cards.length} cards; ${CARDS} are needed`;
  return [error('few-cards', ['cards'], message, 'Write follow-ups for what candidates really do')];
}

function lintTwists({ cards }: Flow): Finding[] {
  const twists = cards.filter(({ kind }) => kind === 'twist').length;
  if (twists >= TWISTS) return [];
  const message = `The number of twists is ${twists}; ${TWISTS} are needed`;
  return [
    error('few-twists', ['cards'], message, 'Write a card that changes the world in the middle of the interview'),
  ];
}

function lintExemplars({ steps }: Flow): Finding[] {
  const shown = steps.filter(({ exemplars }) => exemplars).length;
  if (shown >= EXEMPLARS) return [];
  const message = `${shown} of the steps show how answers sound; ${EXEMPLARS} are needed`;
  return [error('few-exemplars', ['steps'], message, 'Give the key steps a weak and a strong answer, each with why')];
}

function lintBrief({ brief }: Flow): Finding[] {
  const words = wordsOf(brief).length;
  if (words <= BRIEF_WORDS) return [];
  const message = `The brief has ${words} words; ${BRIEF_WORDS} can be read in five minutes`;
  return [error('long-brief', ['brief'], message, 'Move numbers to facts and answers to exemplars, or drop a point')];
}
