/** The words of a text as they are written, numbers included; signs such as € or × are none. */
export function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+(?:[.,:’'/-][\p{L}\p{N}]+)*/gu) ?? [];
}
