/** The words of a text as they are written, numbers included; signs such as € or × are none. */
export function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+(?:[.,:’'/-][\p{L}\p{N}]+)*/gu) ?? [];
}

/** Its sentences, as they are written. A colon ends one, as in speech; a dot within a number does not. */
export function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.!?…:][”"’)]?)\s+|\n+/u).filter((sentence) => wordsOf(sentence).length > 0);
}
