import { sentencesOf, wordsOf } from './prose.js';

/** Words with more letters than this count as long. */
const LONG = 6;

/** How hard a text is to follow. */
export interface ReadingLevel {
  /**
   * LIX: words per sentence + percent of words with more than six letters. It needs no dictionary and no syllables.
   * Below 30 is easy, as a children's book; 40 is a newspaper; above 50 is hard, as a contract.
   */
  lix: number;
  words: number;
  /** Of the longest sentence, in words. */
  longest: number;
}

/** The reading level of a text; all zero where there is none. Numbers are words, and never long. */
export function readingLevelOf(text: string): ReadingLevel {
  const sentences = sentencesOf(text).map((sentence) => wordsOf(sentence));
  const words = sentences.flat();
  if (words.length === 0) return { lix: 0, words: 0, longest: 0 };
  const long = words.filter((word) => /\p{L}/u.test(word) && word.length > LONG).length;
  return {
    lix: words.length / sentences.length + (100 * long) / words.length,
    words: words.length,
    longest: Math.max(...sentences.map(({ length }) => length)),
  };
}
