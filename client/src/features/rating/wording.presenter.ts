/**
 * Words that judge a person. What helps is a word about the task: what was said or done, and what it led to.
 * This only ever asks; it keeps nobody from submitting.
 */
const ABOUT_A_PERSON = [
  /\b(?:you(?:'|’)?re|you are|he(?:'|’)?s|he is|she(?:'|’)?s|she is|they(?:'|’)?re|they are)\s+(?:just |so |too |very |really |quite |a bit |not )*(?:an? )?(?:very |really |too |so |bit |natural )*(smart|clever|bright|brilliant|gifted|talented|genius|stupid|dumb|slow|lazy|arrogant|rude|shy|nervous|awkward|boring|weak|bad|hopeless|incompetent|unprofessional|insecure|confident|nice|great|good|amazing|awesome|natural|introverted?|extroverted?|person|guy|girl)\b/i,
  /\b(?:your|his|her|their)\s+(personality|character|attitude|accent|looks?|voice|nature|ego)\b/i,
  /\b(stupid|dumb|lazy|arrogant|hopeless|incompetent|genius|idiot|loser)\b/i,
];

/** The word that reads as a judgement of a person, or `null`. */
export function personWord(text: string): string | null {
  for (const pattern of ABOUT_A_PERSON) {
    const found = pattern.exec(text)?.[1];
    if (found) return found.toLowerCase();
  }
  return null;
}

/** What to say quietly beside a field, or `null` when nothing needs saying. */
export function wordingHint(text: string): string | null {
  const word = personWord(text);
  return word === null
    ? null
    : `“${word}” reads as being about the person. Say what was said or done, so that it can be done again or differently.`;
}
