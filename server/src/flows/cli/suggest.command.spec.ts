import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contentRoot } from '../../config/content.files.js';
import { BadInput } from './command.js';
import { suggestCommand } from './suggest.command.js';

const FLOW = join(contentRoot, 'flows/ml-system-design/shop-recommender.yaml');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'turnabout-suggest-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function marks(content: unknown): string {
  const path = join(folder, 'marks.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const story = [
  { t: 60, step: 'objective', kind: 'mark', signal: 'asks-purpose', mark: 'unprompted' },
  { t: 420, step: 'data', kind: 'mark', signal: 'shown-products', mark: 'missed' },
];

const suggest = (content: unknown, ...args: string[]) =>
  suggestCommand(['--flow', FLOW, '--marks', marks(content), ...args]);
const answer = (...args: string[]): unknown => JSON.parse(suggest(story, '--json', ...args).output);

describe('flows:suggest', () => {
  it('gives three cards with their reasons for the moment after the last mark', () => {
    const { status, output } = suggest(story);
    const [head, first, words] = output.split('\n');
    expect(status).toBe(0);
    expect(head).toBe('7:00 in data of shop-recommender (mid, full), 23:00 left');
    expect(first).toMatch(/^1\. did-not-want — Missed: finds out that nobody stored what was shown/);
    expect(words).toMatch(/^ {3}“.+\?”$/);
    expect(output.match(/^\d\. /gm)).toHaveLength(3);
  });

  it('gives them for another moment, level and length, and says so to programs too', () => {
    expect(answer('--at', '90', '--level', 'senior')).toMatchObject({
      flow: 'shop-recommender',
      level: 'senior',
      length: 'full',
      at: 90,
      left: 1710,
      step: 'objective',
      coverage: expect.arrayContaining([
        { competency: 'framing', unprompted: 1, afterCard: 0, missed: 0, notReached: 2 },
      ]),
    });
    expect(answer('--length', 'short')).toMatchObject({ length: 'short', left: 480 });
    expect(answer()).toMatchObject({
      stages: [
        { stage: 'objective', budgetMs: 300_000, spentMs: 420_000 },
        { stage: 'data', spentMs: 0 },
        { stage: 'evaluation' },
        { stage: 'failure-modes' },
      ],
    });
  });

  it('says when nothing fits', () => {
    expect(suggest([], '--at', '1800').output).toMatch(/0:00 left\nNo card fits now\.$/);
  });

  it.each<[string, unknown, string[], string]>([
    ['JSON', '[{', [], 'is no JSON: '],
    ['a list', {}, [], 'holds no list of marks.'],
    ['a kind', [{ t: 1, kind: 'note' }], [], 'entry 1: its kind is none of step, mark, clear'],
    ['a field', [{ t: 1, kind: 'mark', mark: 'missed' }], [], 'entry 1: signal: "signal" is missing.'],
    ['a time', [{ t: -1, kind: 'hint-asked' }], [], 'entry 1: t: It has -1; at least 0 are needed.'],
    ['a signal of the flow', [{ t: 1, kind: 'clear', signal: 'x' }], [], 'Entry 1 (clear, 1 s): there is no signal x'],
    ['a level of the flow', [], ['--level', 'boss'], 'shop-recommender is not for the level boss'],
    ['a length', [], ['--length', 'long'], 'An interview is full or short, not long.'],
    ['a moment', [], ['--at=-1'], '--at takes seconds since the interview began, not -1.'],
    ['known options', [], ['--mood', 'x'], 'Only --flow …, --marks …'],
  ])('wants %s, and says so in one sentence', (_, content, args, sentence) => {
    expect(() => suggest(content, ...args)).toThrow(BadInput);
    expect(() => suggest(content, ...args)).toThrow(sentence);
  });

  it('wants a flow and a list of marks that are there', () => {
    expect(() => suggestCommand([])).toThrow('Name a flow: --flow FILE.');
    expect(() => suggestCommand(['--flow', FLOW])).toThrow('Name a list of marks: --marks FILE.');
    expect(() => suggestCommand(['--flow', 'nowhere.yaml'])).toThrow('nowhere.yaml cannot be read: ENOENT');
    expect(() => suggestCommand(['--flow', marks('[]')])).toThrow(
      'marks.json:1:1 error invalid-value A list is not possible',
    );
  });
});
