import type { ParseYaml } from './lint-file.js';

/** Characters of a flow's text, at most; the longest that come with the product have about 70,000. */
export const FLOW_TEXT_MAX = 100_000;

/** Marks and words as YAML reads them: a flow has about 8,000. More only costs time. */
const LEXEMES_MAX = 40_000;

/** How deep things may stand in each other by brackets, or by marks on one line. A flow needs five. */
const NESTING_MAX = 32;

const OPENING = new Set(['[', '{']);
const CLOSING = new Set([']', '}']);
const NESTING = new Set(['-', '?', ':']);
/** What a lexer of YAML gives beside the text itself: marks of a byte order, of documents and of what follows. */
const BESIDE = new Set(['\u0002', '\u0018', '\u001f']);

interface Beyond {
  message: string;
  /** Into the text. */
  offset: number;
}

/**
 * A parser that is not given what would cost it its stack, its memory or seconds: a text from outside may be anything.
 *
 * @param lex splits a text into lexemes without recursion: `Lexer` of the `yaml` package
 */
export function boundedParser(lex: (text: string) => Iterable<string>, parse: ParseYaml): ParseYaml {
  return (text) => {
    const beyond = beyondBounds(text, lex);
    if (beyond === null) return parse(text);
    const { message, offset } = beyond;
    return { contents: null, errors: [{ message, pos: [offset, offset] }], toJS: () => null };
  };
}

function beyondBounds(text: string, lex: (text: string) => Iterable<string>): Beyond | null {
  if (text.length > FLOW_TEXT_MAX) {
    return { message: `It has ${text.length} characters; at most ${FLOW_TEXT_MAX} are read`, offset: FLOW_TEXT_MAX };
  }
  let offset = 0;
  let lexemes = 0;
  let brackets = 0;
  let onLine = 0;
  for (const lexeme of lex(text)) {
    if (++lexemes > LEXEMES_MAX) return { message: `It has more than ${LEXEMES_MAX} words and marks`, offset };
    if (OPENING.has(lexeme)) brackets++;
    else if (CLOSING.has(lexeme)) brackets--;
    else if (/^[\r\n]/.test(lexeme)) onLine = 0;
    else if (NESTING.has(lexeme) && (brackets === 0 || lexeme === '?')) onLine++;
    if (brackets > NESTING_MAX || onLine > NESTING_MAX) {
      return { message: `It is nested more than ${NESTING_MAX} deep`, offset };
    }
    offset += BESIDE.has(lexeme) ? 0 : lexeme.length;
  }
  return null;
}
