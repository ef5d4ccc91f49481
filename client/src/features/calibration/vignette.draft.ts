import { z } from 'zod';
import { vignetteScoreSchema, type VignetteScore } from '#shared/contract/calibration.js';

/** Scores on the way to a rating, by competency. */
export type VignetteDraft = Record<string, VignetteScore>;

const draftSchema = z.record(z.string(), vignetteScoreSchema);
const keyOf = (handle: string) => `turnabout.vignette.${handle}`;

/** What was chosen here before the answer was left; a handle is one person's own, so is its draft. */
export function readVignetteDraft(handle: string, competencies: readonly string[]): VignetteDraft {
  try {
    const kept = draftSchema.parse(JSON.parse(localStorage.getItem(keyOf(handle)) ?? '{}'));
    return Object.fromEntries(Object.entries(kept).filter(([competency]) => competencies.includes(competency)));
  } catch {
    return {};
  }
}

export function keepVignetteDraft(handle: string, draft: VignetteDraft): void {
  try {
    localStorage.setItem(keyOf(handle), JSON.stringify(draft));
  } catch {
    // Storage is closed to us: the choice lasts as long as the page.
  }
}

export function dropVignetteDraft(handle: string): void {
  try {
    localStorage.removeItem(keyOf(handle));
  } catch {
    // Storage is closed to us: there is nothing to remove.
  }
}
