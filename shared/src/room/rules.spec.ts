import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const sources = join(__dirname, '..');

const rules = [...readFileSync(join(__dirname, 'RULES.md'), 'utf8').matchAll(/^(\d+)\. /gm)].map(([, n]) => Number(n));

const titles = readdirSync(sources, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.spec.ts'))
  .flatMap((path) => readFileSync(join(sources, path), 'utf8').match(/^\s*(it|describe)(\.each\(.*\))?\(.*$/gm) ?? []);

const cited = new Set(titles.flatMap((title) => [...title.matchAll(/\[(\d+)\]/g)].map(([, n]) => Number(n))));

describe('RULES.md', () => {
  it('numbers its rules without gap', () => {
    expect(rules.length).toBeGreaterThan(0);
    expect(rules).toEqual(rules.map((_rule, index) => index + 1));
  });

  it.each(rules)('has a test that cites rule %i', (rule) => {
    expect(cited).toContain(rule);
  });

  it('is cited by no number that it does not have', () => {
    expect([...cited].filter((rule) => !rules.includes(rule))).toEqual([]);
  });
});
