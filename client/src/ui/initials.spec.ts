import { expect, it } from 'vitest';
import { initialsOf } from './initials.js';

it.each([
  ['Sam', 'S'],
  ['Ada Quist', 'AQ'],
  ['ana-maria.de_la Cruz', 'AC'],
  ['élodie', 'É'],
  ['', ''],
])('makes %j %j', (name, letters) => {
  expect(initialsOf(name)).toBe(letters);
});
