import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Lexer, parseDocument } from 'yaml';
import { boundedParser, FLOW_TEXT_MAX } from './bounds.js';
import { readFlow } from './lint-file.js';

const parse = boundedParser(
  (text) => new Lexer().lex(text),
  (text) => parseDocument(text, { prettyErrors: false, logLevel: 'error' }),
);
const faultOf = (text: string) => readFlow({ name: 'x.yaml', text }, parse).findings[0];

describe('a text from outside', () => {
  it.each([
    ['brackets', '['.repeat(90_000)],
    ['maps in brackets', '{a: '.repeat(20_000)],
    ['lists on one line', '- '.repeat(40_000)],
    ['explicit keys on one line', '? '.repeat(40_000)],
    ['maps on one line', 'a: '.repeat(30_000)],
    ['explicit keys in brackets', `[${'? '.repeat(40_000)}]`],
  ])('is not parsed where it is nested too deeply by %s', (_, text) => {
    expect(faultOf(text)).toMatchObject({ code: 'unreadable', line: 1, message: 'It is nested more than 32 deep' });
  });

  it('is not parsed where it is too long, or of too many parts', () => {
    expect(faultOf('a'.repeat(FLOW_TEXT_MAX + 1))?.message).toMatch(/at most 100000 are read/);
    expect(faultOf('k: 1\n'.repeat(19_000))?.message).toMatch(/more than 40000 words and marks/);
  });

  it('takes a bounded time, whatever it is', () => {
    const lines = (line: (index: number) => string, count: number) =>
      Array.from({ length: count }, (_, index) => line(index)).join('\n');
    const texts = [
      `facts: [${'1,'.repeat(13_000)}]`,
      lines((index) => `k${index}: 1`, 5_600),
      lines((index) => `${' '.repeat(index)}? `, 420),
      lines((index) => `${' '.repeat(index)}- a:`, 430),
      'a: &a {x: 1}\nb:\n' + '- *a\n'.repeat(9_000),
      ': [\n'.repeat(7_000),
    ];
    for (const text of texts) {
      const before = performance.now();
      expect(faultOf(text)).toBeDefined();
      expect(performance.now() - before).toBeLessThan(4_000);
    }
  });

  it('names the place', () => {
    expect(faultOf(`title: x\nprompt: ${'['.repeat(40)}`)).toMatchObject({ line: 2, column: 41 });
  });

  it('is read as before where it is a flow', () => {
    const text = readFileSync(join(__dirname, '../../../content/flows/ml-case/churn-streaming.yaml'), 'utf8');
    expect(readFlow({ name: 'x.yaml', text }, parse).findings).toEqual([]);
  });
});
