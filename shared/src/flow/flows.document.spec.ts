import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import {
  CARD_KINDS,
  cardRuleSchema,
  cardSchema,
  checkQuestionSchema,
  factSchema,
  flowSchema,
  signalSchema,
  STAGES,
  stepSchema,
  workedSchema,
} from './flow.schema.js';
import { FINDING_CODES } from './lint/finding.js';
import { FINDING_MEANINGS } from './lint/finding.meanings.js';
import { lintWorked } from './lint/lint-worked.js';
import { MARK_KINDS, markSchema } from './marks.js';

const document = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'flows.md'), 'utf8');

function fenced(language: string): string {
  return [...document.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\``, 'gm'))]
    .map(([, text]) => text)
    .join('');
}

describe('docs/flows.md', () => {
  const example: unknown = parse(fenced('yaml'));

  it('has an example that keeps to the schema in all but its length', () => {
    const issues = flowSchema.safeParse(example).error?.issues ?? [];
    const rest = issues.filter(({ code, path }) => !(code === 'too_small' && path.length === 1));
    expect(rest).toEqual([]);
    expect(issues.map(({ path }) => path.join('.'))).toEqual(['facts', 'steps', 'cards', 'checks']);
  });

  it('has figures in its example that are right', () => {
    const short = flowSchema.extend({
      facts: z.array(factSchema),
      steps: z.array(stepSchema),
      cards: z.array(cardSchema),
      checks: z.array(checkQuestionSchema),
    });
    expect(lintWorked(short.parse(example))).toEqual([]);
  });

  it.each(
    Object.entries({
      flowSchema,
      factSchema,
      stepSchema,
      signalSchema,
      cardSchema,
      cardRuleSchema,
      checkQuestionSchema,
      workedSchema,
    }),
  )('names every field of %s', (_, schema) => {
    expect(Object.keys(schema.shape).filter((field) => !document.includes(`\`${field}\``))).toEqual([]);
  });

  it('names every stage, kind of card and kind of mark', () => {
    const words = [...STAGES, ...CARD_KINDS, ...MARK_KINDS];
    expect(words.filter((word) => !document.includes(`\`${word}\``))).toEqual([]);
  });

  it('has a list of marks that is one, with every kind', () => {
    const marks = z.array(markSchema).parse(JSON.parse(fenced('json')));
    expect(new Set(marks.map(({ kind }) => kind))).toEqual(new Set(MARK_KINDS));
  });

  it('explains every code of the linter in the words of the studio, and none that there is not', () => {
    const rows = [...document.matchAll(/^\| `([a-z-]+)` +\| (?:error|warning) +\| (.+?) +\| (.+?) +\|$/gm)];
    const explained = rows.map(([, code, means, mend]) => [code, { means, mend }]);
    expect(explained).toEqual(Object.entries(FINDING_MEANINGS));
    expect(Object.keys(FINDING_MEANINGS).sort()).toEqual([...FINDING_CODES].sort());
  });
});
