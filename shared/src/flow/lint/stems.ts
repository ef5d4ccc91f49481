import { wordsOf } from './prose.js';

/** Words that say little of what a sentence is about. */
const EMPTY = new Set(
  (
    'a about above after again all also am an and another any are as at be because been before being below between ' +
    'both but by can could did do does doing down during each else even every few for from further get gets give ' +
    'given gives go goes going had has have having he her here hers him his how i if in into is it its just let like ' +
    'make makes many may me might more most much must my no nor not now of off on once one only or other our out over ' +
    'own per please put quite rather really same say says shall she should so some somebody something still such take ' +
    'takes tell tells than that the their them themself then there these they thing things this those this through to too ' +
    'two under until up us use used uses very want wants was way we well were what when where which while who whom ' +
    'whose why will with without would yes yet you your yours'
  ).split(' '),
);

const ENDINGS = 'ations ation ings ing ised ises ise ied ies ers er ed es s ly e'.split(' ');

/** A stem keeps at least so many letters. */
const SHORTEST = 4;

/** The words of a text, in order, so that forms of a word are alike: a light stemmer, and numbers without commas. */
export function stemsOf(text: string): string[] {
  return wordsOf(text).map(stemOf);
}

/** The words of a text that carry its content, in order. */
export function contentWordsOf(text: string): string[] {
  return wordsOf(text).filter((word) => !EMPTY.has(word.toLowerCase()));
}

/** The stems of a text that carry its content, in order. */
export function contentOf(text: string): string[] {
  return contentWordsOf(text).map(stemOf);
}

function stemOf(word: string): string {
  const plain = word.toLowerCase().replace(/[’']s$/, '');
  if (/\p{N}/u.test(plain)) return plain.replaceAll(',', '');
  const ending = ENDINGS.find((end) => plain.endsWith(end) && plain.length - end.length >= SHORTEST);
  return ending === undefined ? plain : plain.slice(0, -ending.length);
}
