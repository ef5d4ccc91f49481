import type { z } from 'zod';
import { lintVignette } from '../../interview/lint-vignette.js';
import { vignetteSchema, type Vignette } from '../../interview/vignette.js';
import { flowSchema, type Flow } from '../flow.schema.js';
import { error, type Finding } from './finding.js';
import { lintFlow } from './lint.js';
import { lintSchema } from './lint-schema.js';
import { placeAt, placeOf, type Place } from './locate.js';

/** A text and what it is called where it comes from. */
export interface SourceFile {
  name: string;
  text: string;
}

/**
 * What a YAML parser makes of a text. `parseDocument` of the `yaml` package with `prettyErrors: false` gives it; it is
 * a parameter because this folder imports no parser.
 */
export type ParseYaml = (text: string) => {
  /** The nodes, with their ranges. */
  readonly contents: unknown;
  readonly errors: readonly { readonly message: string; readonly pos: readonly [number, number] }[];
  /** The plain value. */
  toJS(): unknown;
};

/** Findings of one file at most: nobody reads on, and each costs a search through the text. */
const MOST_FINDINGS = 200;

export interface LocatedFinding extends Finding, Place {
  file: string;
}

/** A file that was read: what it holds, what is wrong with it, and how to find places in it again. */
export interface ReadFile<T> {
  name: string;
  /** `null` where it could not be read as what it should be. */
  value: T | null;
  findings: LocatedFinding[];
  locate(finding: Finding): LocatedFinding;
}

/** Reads a flow and looks for all its faults; never throws. */
export function readFlow(file: SourceFile, parse: ParseYaml): ReadFile<Flow> {
  return readYaml(file, parse, flowSchema, lintFlow);
}

/** Reads a vignette and looks for all its faults; never throws. */
export function readVignette(file: SourceFile, parse: ParseYaml): ReadFile<Vignette> {
  return readYaml(file, parse, vignetteSchema, (vignette) =>
    lintVignette(vignette).map(({ path, message, fix }) => error('invalid-value', path, message, fix)),
  );
}

/**
 * Reads a file by a schema; never throws.
 *
 * @param lint what the schema cannot see, asked for only where it holds
 */
export function readYaml<S extends z.ZodType>(
  file: SourceFile,
  parse: ParseYaml,
  schema: S,
  lint: (value: z.output<S>) => Finding[] = () => [],
): ReadFile<z.output<S>> {
  const { name, text } = file;
  const document = parse(text);
  const locate = (finding: Finding): LocatedFinding => ({
    file: name,
    ...placeOf(text, document.contents, finding.path, finding.quote),
    ...finding,
  });
  const unreadable = (message: string, offset: number) => {
    const finding = error('unreadable', [], message, 'Correct the YAML there; mostly it is an indent or a quote');
    return { name, value: null, findings: [{ file: name, ...placeAt(text, offset), ...finding }], locate };
  };
  const [fault] = document.errors;
  if (fault !== undefined) return unreadable(fault.message, fault.pos[0]);
  const content = plainOf(document);
  if (content instanceof Error) return unreadable(content.message, 0);
  const parsed = schema.safeParse(content);
  const findings = parsed.success ? lint(parsed.data) : lintSchema(parsed.error.issues, content);
  return {
    name,
    value: parsed.success ? parsed.data : null,
    findings: findings.slice(0, MOST_FINDINGS).map(locate),
    locate,
  };
}

/** A document may be well formed and still have no value: an alias of nothing. */
function plainOf(document: ReturnType<ParseYaml>): unknown {
  try {
    return document.toJS();
  } catch (error) {
    return new Error(error instanceof Error ? error.message : String(error));
  }
}

/** One line for a finding, for a terminal or a log: `file:line:column severity code message — fix`. */
export function lineOf({ file, line, column, severity, code, path, message, fix }: LocatedFinding): string {
  const where = path.length > 0 ? `${path.join('.')}: ` : '';
  return `${file}:${line}:${column} ${severity} ${code} ${where}${message} — ${fix}`;
}
