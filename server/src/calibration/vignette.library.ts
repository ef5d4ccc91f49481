import { join } from 'node:path';
import { lintVignette } from '#shared/interview/lint-vignette.js';
import type { Track } from '#shared/interview/track.js';
import { vignetteSchema, type Vignette } from '#shared/interview/vignette.js';
import { BootError } from '../config/boot.error.js';
import { contentFilesUnder, contentName, contentRoot, readContent } from '../config/content.files.js';

/** All vignettes, read and checked once at boot. Their scores are for who has rated them. */
export class VignetteLibrary {
  private readonly vignettes = new Map<string, Vignette>();

  /** @param content the folder with vignettes/ */
  constructor(content = contentRoot) {
    for (const path of contentFilesUnder(join(content, 'vignettes'))) this.add(path, readContent(path, vignetteSchema));
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
    const fault = lintVignette(vignette)[0];
    if (fault !== undefined) {
      throw new BootError(`${contentName(path)} is not valid: ${fault.path.join('.')}: ${fault.message}.`);
    }
    if (this.vignettes.has(vignette.id)) {
      throw new BootError(`${contentName(path)} repeats the vignette ${vignette.id}.`);
    }
    this.vignettes.set(vignette.id, vignette);
  }
}
