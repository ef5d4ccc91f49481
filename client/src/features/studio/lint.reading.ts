import { Lexer, parseDocument } from 'yaml';
import type { Flow } from '#shared/flow/flow.schema.js';
import { boundedParser } from '#shared/flow/lint/bounds.js';
import { readFlow, type LocatedFinding } from '#shared/flow/lint/lint-file.js';
import { outlineOf, type Outline } from './outline.presenter.js';

/** What there is to know of a text. */
export interface Reading {
  findings: LocatedFinding[];
  /** Where the text is one, whether or not it has faults. */
  flow: Flow | null;
  /** `null` where the text is no YAML: what was known of the text before still holds. */
  outline: Outline | null;
}

const parse = boundedParser(
  (text) => new Lexer().lex(text),
  (text) => parseDocument(text, { prettyErrors: false, logLevel: 'error' }),
);

/** Reads a text as the server does. */
export function readText(text: string): Reading {
  const { value, findings } = readFlow({ name: 'flow.yaml', text }, parse);
  return { findings, flow: value, outline: value ? outlineOf(value) : looseOutline(text) };
}

/** What a text names, though it is not a flow yet. */
function looseOutline(text: string): Outline | null {
  const document = parse(text);
  if (document.errors.length > 0) return null;
  try {
    return outlineOf(document.toJS());
  } catch {
    return null;
  }
}
