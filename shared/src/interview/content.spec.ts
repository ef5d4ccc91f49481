import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { lintVignette } from './lint-vignette.js';
import { TRACKS } from './track.js';
import { vignetteSchema } from './vignette.js';

const folder = join(__dirname, '..', '..', 'content', 'vignettes');
const paths = existsSync(folder)
  ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.yaml'))
  : [];
const read = (path: string) => vignetteSchema.parse(parse(readFileSync(join(folder, path), 'utf8')));

describe('the vignettes in shared/content', () => {
  it('are there', () => {
    expect(paths.length).toBeGreaterThan(0);
  });

  it.each(paths)('%s keeps to the schema and has no fault', (path) => {
    const vignette = read(path);
    expect(lintVignette(vignette).map(({ path: at, message }) => `${at.join('.')}: ${message}`)).toEqual([]);
    expect(path).toBe(join(vignette.track, `${vignette.id}.yaml`));
  });

  it('have an id each', () => {
    const ids = paths.map((path) => read(path).id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe.each(TRACKS)('the vignettes of %s', (track) => {
  const means = paths
    .map(read)
    .filter((vignette) => vignette.track === track)
    .map(({ scores }) => scores.reduce((sum, { score }) => sum + score, 0) / scores.length)
    .sort((a, b) => a - b);

  it('are six, so that there is a retry', () => {
    expect(means.length).toBeGreaterThanOrEqual(6);
  });

  it('are two weak ones, two strong ones, and some between', () => {
    const third = Math.floor(means.length / 3);
    expect(means[third - 1]).toBeLessThanOrEqual(2.5);
    expect(means[means.length - third]).toBeGreaterThanOrEqual(3.5);
  });
});
