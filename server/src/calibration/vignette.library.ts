import { join } from 'node:path';
import { readVignette } from '#shared/flow/lint/lint-file.js';
import type { Track } from '#shared/interview/track.js';
import type { Vignette } from '#shared/interview/vignette.js';
import { BootError } from '../config/boot.error.js';
import { contentAt, contentRoot, parseYaml, yamlFilesUnder } from '../config/content.files.js';

/** All vignettes, read and checked once at boot. Their scores are for who has rated them. */
export class VignetteLibrary {
  private readonly vignettes = new Map<string, Vignette>();

  /** @param content the folder with vignettes/ */
  constructor(content = contentRoot) {
    const files = yamlFilesUnder(join(content, 'vignettes'));
    if (files.length === 0) throw new BootError(`There is no vignette in ${join(content, 'vignettes')}.`);
    for (const path of files) {
      this.add(
        path,
        contentAt(path, (file) => readVignette(file, parseYaml)),
      );
    }
  }

  /** Those of a track, each in its one version. */
  of(track: Track): Vignette[] {
    return [...this.vignettes.values()].filter((vignette) => vignette.track === track);
  }

  /** A vignette as it was rated; `null` where it has been revised or taken away since. */
  find(id: string, version: number): Vignette | null {
    const vignette = this.vignettes.get(id);
    return vignette?.version === version ? vignette : null;
  }

  private add(path: string, vignette: Vignette): void {
    if (this.vignettes.has(vignette.id)) throw new BootError(`${path} repeats the vignette ${vignette.id}.`);
    this.vignettes.set(vignette.id, vignette);
  }
}
