import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { flowSchema, type Card } from '#shared/flow/flow.schema.js';
import { signalsOf } from '#shared/flow/steps.js';
import { contentRoot } from '../../config/content.files.js';
import { statsCommand } from './stats.command.js';

const text = readFileSync(join(contentRoot, 'flows/ml-case/churn-streaming.yaml'), 'utf8');
const churn = flowSchema.parse(parse(text));
const cards = (kind: Card['kind']) => churn.cards.filter((card) => card.kind === kind).length;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'turnabout-stats-'));
  for (const name of ['flows', 'vignettes']) mkdirSync(join(folder, name));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function draft(name: string, content: string): void {
  writeFileSync(join(folder, name), content);
}

function stats(...args: string[]): unknown {
  return JSON.parse(statsCommand(['--json', ...args]).output);
}

describe('flows:stats', () => {
  it('counts what there is', () => {
    draft('flows/one.yaml', text);
    cpSync(join(contentRoot, 'vignettes/ml-case'), join(folder, 'vignettes/ml-case'), { recursive: true });
    const words = expect.any(Number);
    expect(stats(folder)).toEqual({
      flows: [
        {
          id: 'churn-streaming',
          track: 'ml-case',
          levels: ['junior', 'mid', 'senior'],
          steps: churn.steps.length,
          cards: { followUp: cards('follow-up'), twist: cards('twist'), hint: cards('hint') },
          signals: signalsOf(churn).length,
          words,
          competencies: ['framing', 'metrics', 'data', 'simplicity', 'explanation', 'production'],
          errors: 0,
          warnings: 0,
        },
      ],
      totals: {
        flows: 1,
        cards: churn.cards.length,
        vignettes: readdirSync(join(contentRoot, 'vignettes/ml-case')).length,
        byTrack: {
          'ml-case': 1,
          'ml-system-design': 0,
          'ml-debugging': 0,
          'data-analytics': 0,
          'product-sense': 0,
          'product-execution': 0,
        },
        flowsByCompetency: {
          framing: 1,
          metrics: 1,
          data: 1,
          tradeoffs: 0,
          explanation: 1,
          production: 1,
          simplicity: 1,
          delivery: 0,
        },
        errors: 0,
      },
    });
  });

  it('counts the newest version of a flow, and errors also where nothing could be read', () => {
    draft('flows/one.yaml', text);
    draft(
      'flows/two.yaml',
      text.replace(/^version: 1$/m, 'version: 2').replace('full: 3, short: 2', 'full: 2, short: 2'),
    );
    draft('flows/three.yaml', 'a: [');
    expect(stats(folder)).toMatchObject({
      flows: [{ id: 'churn-streaming', errors: 1 }],
      totals: { flows: 1, errors: 2 },
    });
  });

  it('shows a table to people', () => {
    const { output } = statsCommand([]);
    const [head, first] = output.split('\n');
    expect(head).toMatch(/^track {2,}flow {2,}levels {2,}steps/);
    expect(head).toHaveLength(first?.length ?? 0);
    expect(output).toMatch(/^\d+ flows, \d+ cards, \d+ vignettes, 0 errors$/m);
  });
});
