import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { vignetteSchema } from '#shared/interview/vignette.js';
import { contentRoot } from '../../config/content.files.js';
import { lintContent } from '../content.linter.js';
import { BadInput } from './command.js';
import { lintCommand } from './lint.command.js';

const CHURN = join(contentRoot, 'flows/ml-case/churn-streaming.yaml');
const text = readFileSync(CHURN, 'utf8');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'turnabout-lint-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function draft(name: string, content: string): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
}

describe('flows:lint', () => {
  it('finds nothing wrong with the content that there is', () => {
    expect(lintCommand([])).toEqual({ status: 0, output: expect.stringMatching(/^\d+ files: 0 errors, 0 warnings$/) });
  });

  it('names file, line, column, severity and code of a draft, what is wrong and what to do', () => {
    const path = draft('draft.yaml', text.replace('minutes: { full: 3, short: 2 }', 'minutes: { full: 2, short: 2 }'));
    const { status, output } = lintCommand([path]);
    const line = text.split('\n').indexOf('steps:') + 1;
    expect(status).toBe(1);
    expect(output.split('\n')).toEqual([
      `${path}:${line}:1 error budget-sum steps: The full budgets add up to 29 minutes; they should make 30 — ` +
        "Give 1 more to the steps' minutes.full",
      '1 files: 1 errors, 0 warnings',
    ]);
  });

  it('says the same for programs', () => {
    const path = draft('draft.yaml', text.replace('track: ml-case', 'track: ml'));
    const { status, output } = lintCommand(['--json', path]);
    const answer: unknown = JSON.parse(output);
    expect(status).toBe(1);
    expect(answer).toMatchObject({ files: 1, errors: 1, warnings: 0 });
    expect(answer).toMatchObject({
      findings: [{ file: path, line: 4, column: 1, severity: 'error', code: 'invalid-value', path: ['track'] }],
    });
  });

  it('compares a draft with the flows that there are', () => {
    const copied = text.replace('id: churn-streaming', 'id: churn-again');
    const { output } = lintCommand([draft('draft.yaml', copied)]);
    expect(output).toContain(
      'near-duplicate cards.0.say: It asks nearly the same as model-too-early of churn-streaming',
    );
    expect(lintCommand([draft('draft.yaml', text)]).status).toBe(0);
  });

  it('takes a folder, with rubrics and vignettes in it', () => {
    cpSync(join(contentRoot, 'rubric'), join(folder, 'rubric'), { recursive: true });
    cpSync(join(contentRoot, 'vignettes'), join(folder, 'vignettes'), { recursive: true });
    expect(lintCommand([folder])).toMatchObject({ status: 0 });
    draft('rubric/ml.yaml', 'version: 1');
    draft('vignettes/ml-case/ml.yaml', 'vignettes: [');
    const { output } = lintCommand([folder]);
    expect(output).toContain('rubric/ml.yaml:1:1 error missing-field family: "family" is missing');
    expect(output).toContain('vignettes/ml-case/ml.yaml:1:13 error unreadable');
  });

  it('reads vignettes as strictly as the platform does', () => {
    const name = readdirSync(join(contentRoot, 'vignettes/ml-case'))[0] ?? '';
    const vignette = vignetteSchema.parse(parse(readFileSync(join(contentRoot, 'vignettes/ml-case', name), 'utf8')));
    const [first, ...others] = vignette.scores;
    const said = (change: object, track = 'ml-case') =>
      lintCommand([draft(`vignettes/${track}/${name}`, stringify({ ...vignette, ...change }))]).output;
    expect(said({})).toBe('1 files: 0 errors, 0 warnings');
    expect(said({ kind: 'odd' })).toMatch(/error invalid-value kind/);
    expect(said({ scores: [{ ...first, quote: 'Words that nobody has said at all' }, ...others] })).toMatch(
      /error invalid-value scores\.0\.quote: These words do not occur in the answer/,
    );
    expect(said({}, 'product-sense')).toMatch(/error misplaced-file/);
    draft('vignettes/ml-case/copy.yaml', stringify(vignette));
    expect(lintCommand([folder]).output).toMatch(/error repeated-id id: .* has the vignette .* already/);
  });

  it.each([
    [['--jason'], 'Only --json, FILE… may follow here, and not --jason.'],
    [['nowhere.yaml'], 'There is no file nowhere.yaml.'],
  ])('refuses %s in one sentence', (args, sentence) => {
    expect(() => lintCommand(args)).toThrow(BadInput);
    expect(() => lintCommand(args)).toThrow(sentence);
  });

  it('refuses a folder with nothing in it', () => {
    expect(() => lintCommand([folder])).toThrow(`There is no .yaml file below ${folder}.`);
  });
});

describe('a whole library', () => {
  const named = (name: string, content = text) => ({ name, text: content });
  const rubric = named('content/rubric/ml.yaml', readFileSync(join(contentRoot, 'rubric/ml.yaml'), 'utf8'));
  const codes = (...files: { name: string; text: string }[]) =>
    lintContent(files, null).findings.map(({ file, code }) => `${file} ${code}`);

  it('has its flows where track and id say', () => {
    expect(codes(rubric, named('content/flows/ml-case/churn-streaming.yaml'))).toEqual([]);
    expect(codes(rubric, named('content/flows/ml-case/churn-streaming.v1.yaml'))).toEqual([]);
    const elsewhere = 'content/flows/ml-debugging/churn-streaming.yaml';
    expect(codes(rubric, named(elsewhere))).toEqual([`${elsewhere} misplaced-file`]);
  });

  it('has each flow once in each version, and a rubric for it', () => {
    const [first, second] = [
      'content/flows/ml-case/churn-streaming.yaml',
      'content/flows/ml-case/churn-streaming.v1.yaml',
    ];
    expect(codes(rubric, named(first), named(second))).toEqual([`${second} repeated-id`]);
    const next = named('content/flows/ml-case/churn-streaming.v2.yaml', text.replace(/^version: 1$/m, 'version: 2'));
    expect(codes(rubric, named(first), next)).toEqual([]);
    expect(codes(named(first))).toEqual([`${first} no-rubric`]);
  });
});
