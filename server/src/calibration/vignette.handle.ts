import { createHash } from 'node:crypto';
import type { Vignette } from '#shared/interview/vignette.js';

/**
 * What a vignette is called towards one person before they have rated it. Ids are made by authors and may say what the
 * answer is worth; a handle says nothing, and a revised text has another one.
 */
export function handleOf(account: string, { id, version }: Pick<Vignette, 'id' | 'version'>): string {
  return createHash('sha256').update(`${account} ${id}@${version}`).digest('hex').slice(0, 16);
}
