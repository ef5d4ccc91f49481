import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { TRACKS } from '#shared/interview/track.js';
import { BootError } from '../config/boot.error.js';
import { VignetteLibrary } from './vignette.library.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'turnabout-content-'));
  mkdirSync(join(folder, 'vignettes'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const VIGNETTE = {
  schema: 1,
  id: 'churn-target',
  version: 3,
  track: 'ml-case',
  level: 'mid',
  kind: 'plain',
  title: 'The target of churn',
  question: 'What would you ask before you build anything?',
  answer: 'First I would ask who acts on the score, and when. Then I would look at the data of last year.',
  scores: [
    { competency: 'framing', score: 4, quote: 'who acts on the score, and when', because: 'Asks who acts on it.' },
    { competency: 'data', score: 2, quote: 'I would look at the data', because: 'Says nothing of what is in them.' },
  ],
};

function write(name: string, content: unknown): void {
  writeFileSync(join(folder, 'vignettes', name), typeof content === 'string' ? content : stringify(content));
}

describe('the library of vignettes', () => {
  it('has what is shipped', () => {
    const library = new VignetteLibrary();
    expect(TRACKS.flatMap((track) => library.of(track)).length).toBeGreaterThan(0);
  });

  it('finds a vignette by its track, and in the version that was rated alone', () => {
    write('churn-target.yaml', VIGNETTE);
    const library = new VignetteLibrary(folder);
    expect(library.of('ml-case').map(({ id }) => id)).toEqual(['churn-target']);
    expect(library.of('product-sense')).toEqual([]);
    expect(library.find('churn-target', 3)?.title).toBe('The target of churn');
    expect(library.find('churn-target', 2)).toBeNull();
    expect(library.find('no-such-vignette', 1)).toBeNull();
  });

  const [framing, data] = VIGNETTE.scores;
  it.each<[string, unknown, RegExp]>([
    ['is no YAML', 'schema: 1\n\t: [', /spoilt\.yaml:2:1 is not valid/],
    ['says too little', { ...VIGNETTE, answer: 'Yes.' }, /spoilt\.yaml:\d+:\d+ is not valid: answer/],
    ['says too much', { ...VIGNETTE, mood: 'good' }, /spoilt\.yaml:\d+:\d+ is not valid: mood/],
    [
      'quotes what the answer does not say',
      { ...VIGNETTE, scores: [framing, { ...data, quote: 'I would throw away the data' }] },
      /spoilt\.yaml:\d+:\d+ is not valid: scores\.1\.quote: These words do not occur in the answer\./,
    ],
    [
      'scores a competency twice',
      { ...VIGNETTE, scores: [framing, { ...data, competency: 'framing' }] },
      /spoilt\.yaml:\d+:\d+ is not valid: scores\.1\.competency/,
    ],
    ['comes twice', VIGNETTE, /spoilt\.yaml repeats the vignette churn-target/],
  ])('does not start with a vignette that %s, and names the file', (_, spoilt, reason) => {
    write('churn-target.yaml', VIGNETTE);
    write('spoilt.yaml', spoilt);
    expect(() => new VignetteLibrary(folder)).toThrow(BootError);
    expect(() => new VignetteLibrary(folder)).toThrow(reason);
  });

  it('does not start without its folder', () => {
    rmSync(join(folder, 'vignettes'), { recursive: true });
    expect(() => new VignetteLibrary(folder)).toThrow(/There is no vignette in .*vignettes/);
  });
});
