import { describe, expect, it } from 'vitest';
import { personWord, wordingHint } from './wording.presenter.js';

describe('words about a person', () => {
  it.each([
    ['You are so smart', 'smart'],
    ["You're a natural", 'natural'],
    ['she is quite shy', 'shy'],
    ['your personality carried it', 'personality'],
    ['A bit lazy with the data', 'lazy'],
  ])('are noticed: %s', (text, word) => expect(personWord(text)).toBe(word));

  it.each([
    'You asked who acts on the score before choosing a metric.',
    'Name the cost of a false alarm before you quote AUC.',
    'You are careful to check the labels; say it aloud.',
    'The baseline was weak, and you said so.',
    'Slow down at the threshold.',
    '',
  ])('are not seen in what is about the task: %s', (text) => expect(wordingHint(text)).toBeNull());
});
