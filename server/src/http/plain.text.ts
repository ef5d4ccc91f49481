/** Half a character pair, or a null: JSON can carry both, and no database can keep them. */
const UNKEEPABLE = /\p{Surrogate}|\0/u;

export const PLAIN_TEXT_ONLY = 'Text must be valid Unicode without null characters.';

/** Whether all text in a value, names of fields included, is such as can be kept. Its depth must be bounded. */
export function isPlainText(value: unknown): boolean {
  if (typeof value === 'string') return !UNKEEPABLE.test(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([name, item]) => isPlainText(name) && isPlainText(item));
}
