import { error } from '#shared/flow/lint/finding.js';
import { readYaml, type ReadFile, type SourceFile } from '#shared/flow/lint/lint-file.js';
import { lintVignette } from '#shared/interview/lint-vignette.js';
import { vignetteSchema, type Vignette } from '#shared/interview/vignette.js';
import { parseYaml } from '../config/content.files.js';

/** Reads a vignette and looks for all its faults; never throws. */
export function readVignette(file: SourceFile): ReadFile<Vignette> {
  return readYaml(file, parseYaml, vignetteSchema, (vignette) =>
    lintVignette(vignette).map(({ path, message, fix }) => error('invalid-value', path, message, fix)),
  );
}
