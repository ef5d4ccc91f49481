import { z } from 'zod';

/** What kind of interview is practised. A flow belongs to exactly one track. */
export const TRACKS = [
  'ml-case',
  'ml-system-design',
  'ml-debugging',
  'data-analytics',
  'product-sense',
  'product-execution',
] as const;
export const trackSchema = z.enum(TRACKS);
export type Track = z.infer<typeof trackSchema>;

export const TRACK_NAMES: Record<Track, string> = {
  'ml-case': 'ML case',
  'ml-system-design': 'ML system design',
  'ml-debugging': 'ML debugging',
  'data-analytics': 'Data analytics',
  'product-sense': 'Product sense',
  'product-execution': 'Product execution',
};

/** Rubric words differ between families, not between single tracks. */
export const TRACK_FAMILIES = ['ml', 'analytics', 'product'] as const;
export type TrackFamily = (typeof TRACK_FAMILIES)[number];

const FAMILY: Record<Track, TrackFamily> = {
  'ml-case': 'ml',
  'ml-system-design': 'ml',
  'ml-debugging': 'ml',
  'data-analytics': 'analytics',
  'product-sense': 'product',
  'product-execution': 'product',
};

/** The rubric family that a track is rated with. */
export function familyOf(track: Track): TrackFamily {
  return FAMILY[track];
}

/** Declared experience. Order matters: neighbours in this list are neighbouring levels. */
export const LEVELS = ['junior', 'mid', 'senior'] as const;
export const levelSchema = z.enum(LEVELS);
export type Level = z.infer<typeof levelSchema>;

export const LEVEL_NAMES: Record<Level, string> = { junior: 'Junior', mid: 'Mid', senior: 'Senior' };

/** How far two levels lie apart: 0, 1 or 2. */
export function levelDistance(a: Level, b: Level): number {
  return Math.abs(LEVELS.indexOf(a) - LEVELS.indexOf(b));
}

/** `full` interviews take 30 minutes a round, `short` ones 15. */
export const LENGTHS = ['full', 'short'] as const;
export const lengthSchema = z.enum(LENGTHS);
export type Length = z.infer<typeof lengthSchema>;

/** Minutes of one interview, by its length. */
export const INTERVIEW_MINUTES: Record<Length, number> = { full: 30, short: 15 };
