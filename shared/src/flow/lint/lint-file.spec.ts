import { parseDocument, stringify } from 'yaml';
import { z } from 'zod';
import { testFlow } from '../../room/testing/flow.builder.js';
import { error, type FindingPath } from './finding.js';
import { lineOf, readFlow, readYaml, type ParseYaml } from './lint-file.js';

const parse: ParseYaml = (text) => parseDocument(text, { prettyErrors: false });

const text = `title: A case
minutes: { full: 3, short: 2 }
steps:
  - id: open
    script: >-
      Please read the prompt. Which
      questions do you have?
  - id: close
`;

function placed(path: FindingPath, quote?: string): string {
  const at = readYaml({ name: 'a.yaml', text }, parse, z.any()).locate(error('invalid-value', path, '', '', quote));
  return `${at.line}:${at.column}`;
}

describe('a finding is located', () => {
  it.each<[string, FindingPath, string]>([
    ['at its key', ['title'], '1:1'],
    ['at a key on the same line', ['minutes', 'short'], '2:21'],
    ['at the beginning of an entry of a list', ['steps', 1], '8:5'],
    ['at a key below an entry', ['steps', 0, 'script'], '5:5'],
    ['at the nearest thing above what is missing', ['steps', 1, 'script'], '8:5'],
    ['at the first line where nothing is', ['cards', 3], '1:1'],
  ])('%s', (_, path, place) => expect(placed(path)).toBe(place));

  it('at the words that it is about, also where a line of YAML breaks within them', () => {
    expect(placed(['steps', 0, 'script'], 'read the prompt')).toBe('6:14');
    expect(placed(['steps', 0, 'script'], 'Which questions')).toBe('6:31');
    expect(placed(['title'], 'case')).toBe('1:10');
    expect(placed(['title'], 'prompt')).toBe('1:1');
  });
});

describe('a file that is no flow', () => {
  const flow = testFlow('r1');
  const codes = (value: unknown) =>
    readFlow({ name: 'a.yaml', text: stringify(value) }, parse).findings.map(
      ({ code, path, message, fix }) => `${code} ${path.join('.')}: ${message}; ${fix}`,
    );

  it.each<[string, string, RegExp]>([
    ['has an open bracket', 'a: [1\nb: 2', /^a\.yaml:2:1 error unreadable Flow sequence in/],
    ['repeats a key', 'a: 1\na: 2', /^a\.yaml:2:1 error unreadable Map keys must be unique/],
    ['names what it has not', 'a: *b', /^a\.yaml:1:1 error unreadable Unresolved alias/],
    ['is empty', '', /^a\.yaml:1:1 error invalid-value null is not possible here/],
  ])('%s', (_, source, line) => {
    const read = readFlow({ name: 'a.yaml', text: source }, parse);
    expect(read.value).toBeNull();
    expect(read.findings.map(lineOf)[0]).toMatch(line);
  });

  it.each<[string, unknown, string]>([
    [
      'a field that is missing',
      { ...flow, track: undefined },
      'missing-field track: "track" is missing; Add it, with one of ml-case, ml-system-design, ml-debugging, ' +
        'data-analytics, product-sense, product-execution',
    ],
    [
      'a field too many',
      { ...flow, facts: [{ ...flow.facts[0], hint: 'x' }, ...flow.facts.slice(1)] },
      'unknown-field facts.0.hint: There is no field "hint" here; Correct its name, or take it out',
    ],
    [
      'too long a text',
      { ...flow, title: 'x'.repeat(61) },
      'invalid-value title: It has 61 characters; at most 60 are allowed; Make it shorter',
    ],
    [
      'a brief beyond all measure',
      { ...flow, brief: 'x'.repeat(6001) },
      'long-brief brief: It has 6001 characters; at most 6000 are allowed; Make it shorter',
    ],
    [
      'too few facts',
      { ...flow, facts: flow.facts.slice(1) },
      'few-facts facts: It has 2 entries; at least 3 are needed; Add what is missing',
    ],
    [
      'hardly any cards',
      { ...flow, cards: [] },
      'few-cards cards: It has 0 entries; at least 8 are needed; Add what is missing',
    ],
    [
      'a level that is none',
      { ...flow, levels: ['boss'] },
      'invalid-value levels.0: "boss" is not possible here; Take one of junior, mid, senior',
    ],
    ['another schema', { ...flow, schema: 2 }, 'invalid-value schema: 2 is not possible here; Take 1'],
    [
      'an id with a space',
      { ...flow, id: 'A case' },
      'invalid-value id: "A case" does not have the form that is needed; Write lower-case words joined by hyphens',
    ],
    [
      'words where a list should be',
      { ...flow, steps: 'Open' },
      'invalid-value steps: "Open" is not possible here; Give it a value of type array',
    ],
  ])('%s', (_, value, finding) => expect(codes(value)).toEqual([finding]));

  it('is read as a flow where it is one, whatever else is to be said of it', () => {
    const read = readFlow({ name: 'a.yaml', text: stringify({ ...flow, steps: flow.steps.slice(1) }) }, parse);
    expect(read.value?.id).toBe(flow.id);
    expect(read.findings.map(({ code }) => code)).toContain('budget-sum');
  });
});
