import { COMPETENCIES, type Competency } from '../interview/competency.js';
import type { Track } from '../interview/track.js';
import { agreementOf, passes, type Agreement } from './agreement.js';
import { place } from './mixed.order.js';

/** Vignettes a set, and sets a track: the first and one retry. */
export const SET_SIZE = 3;
export const ATTEMPTS = [1, 2] as const;
export type Attempt = (typeof ATTEMPTS)[number];

/** What the choice of a set needs to know of a vignette. Ids are unique in a track. */
export interface GradedVignette {
  id: string;
  scores: readonly { score: number }[];
}

/** One vignette as somebody rated it, with the references as they were then. */
export interface VignetteRating {
  vignette: string;
  track: Track;
  attempt: Attempt;
  scores: readonly { competency: Competency; score: number; reference: number }[];
}

export interface FinishedSet extends Agreement {
  attempt: Attempt;
  passed: boolean;
}

/** Where somebody stands in a track. */
export interface TrackCalibration {
  track: Track;
  /**
   * `unavailable`: the track has no set of three; `open`: there is something to rate; `calibrated`: a set was passed;
   * `used-up`: none was, and there is no further one.
   */
  standing: 'unavailable' | 'open' | 'calibrated' | 'used-up';
  /** The set that is open, else the last one. */
  attempt: Attempt;
  /** How many of its `SET_SIZE` vignettes are rated. */
  rated: number;
  /** The last finished set. */
  result: FinishedSet | null;
}

/** Weak, middling and strong vignettes. */
type Bands = readonly [low: string[], middle: string[], high: string[]];

/** Thirds by mean reference, equal means by id; what does not divide by three is in the middle. */
export function bandsOf(vignettes: readonly GradedVignette[]): Bands {
  const mean = ({ scores }: GradedVignette) => scores.reduce((sum, { score }) => sum + score, 0) / scores.length;
  const ids = [...vignettes].sort((a, b) => mean(a) - mean(b) || (a.id < b.id ? -1 : 1)).map(({ id }) => id);
  const third = Math.floor(ids.length / SET_SIZE);
  return [ids.slice(0, third), ids.slice(third, ids.length - third), ids.slice(ids.length - third)];
}

/**
 * The set of somebody's attempt in the order of rating: one vignette of each band, and never one of another attempt.
 * Chosen by person alone, so that it is the same on every device and at every call; the order is mixed, so that it does
 * not tell weak from strong. What was rated in this attempt stays in it though vignettes come or go meanwhile.
 * `null` where a band has none left.
 *
 * @param person any text that is the person's own and does not change
 */
export function setFor(
  person: string,
  vignettes: readonly GradedVignette[],
  ratings: readonly Pick<VignetteRating, 'vignette' | 'attempt'>[],
  attempt: Attempt,
): string[] | null {
  const used = ratings.map(({ vignette }) => vignette);
  const rated = ratings.filter((rating) => rating.attempt === attempt).map(({ vignette }) => vignette);
  const mixed = (ids: readonly string[]) =>
    [...ids].sort((a, b) => place(person, a) - place(person, b) || (a < b ? -1 : 1));
  const fresh = bandsOf(vignettes)
    .filter((band) => !band.some((id) => rated.includes(id)))
    .slice(0, SET_SIZE - rated.length)
    .map((band) => mixed(band.filter((id) => !used.includes(id)))[0]);
  return fresh.every((id) => id !== undefined) ? mixed([...rated, ...fresh]) : null;
}

/**
 * Where somebody stands in a track, and the vignettes of it that are theirs to rate now, in order; none unless
 * `standing` is `open`. Of `ratings`, those of other tracks are left out of account.
 */
export function trackCalibration(
  person: string,
  track: Track,
  vignettes: readonly GradedVignette[],
  ratings: readonly VignetteRating[],
): { progress: TrackCalibration; toRate: string[] } {
  const own = ratings.filter((rating) => rating.track === track);
  let last: FinishedSet | null = null;
  for (const attempt of ATTEMPTS) {
    const rated = own.filter((rating) => rating.attempt === attempt);
    if (rated.length < SET_SIZE) {
      const set = setFor(person, vignettes, own, attempt);
      if (!set) return standstill(track, last);
      const toRate = set.filter((id) => !rated.some(({ vignette }) => vignette === id));
      return { progress: { track, standing: 'open', attempt, rated: rated.length, result: last }, toRate };
    }
    last = finished(attempt, rated);
    if (last?.passed) break;
  }
  return standstill(track, last);
}

/** Nothing is left to rate in this track, or nothing ever was. */
function standstill(track: Track, result: FinishedSet | null): ReturnType<typeof trackCalibration> {
  if (!result) return { progress: { track, standing: 'unavailable', attempt: 1, rated: 0, result }, toRate: [] };
  const standing = result.passed ? 'calibrated' : 'used-up';
  return { progress: { track, standing, attempt: result.attempt, rated: SET_SIZE, result }, toRate: [] };
}

function finished(attempt: Attempt, ratings: readonly VignetteRating[]): FinishedSet | null {
  const agreement = agreementOf(ratings.flatMap(({ scores }) => scores));
  return agreement && { attempt, ...agreement, passed: passes(agreement) };
}

/** How strict somebody is against the reference: `signedError`, with what it rests on. */
export interface Strictness extends Agreement {
  vignettes: number;
  /** Standard error of `signedError`, as far as vignettes differ in how they strike a rater. */
  se: number;
}

/** Standard deviation of one vignette's mean error around the rater's own, and of one competency's within a vignette. */
const VIGNETTE_SD = 0.4;
const COMPETENCY_SD = 0.62;

/** Over all vignettes that somebody rated, whatever the track; `null` before the first. */
export function strictnessOf(ratings: readonly VignetteRating[]): Strictness | null {
  const agreement = agreementOf(ratings.flatMap(({ scores }) => scores));
  return agreement && { ...agreement, vignettes: ratings.length, se: VIGNETTE_SD / Math.sqrt(ratings.length) };
}

/** The same competency by competency, those alone that were rated. */
export function strictnessByCompetency(
  ratings: readonly VignetteRating[],
): (Strictness & { competency: Competency })[] {
  return COMPETENCIES.flatMap((competency) => {
    const pairs = ratings.flatMap(({ scores }) => scores.filter((score) => score.competency === competency));
    const agreement = agreementOf(pairs);
    if (!agreement) return [];
    const se = Math.sqrt((VIGNETTE_SD * VIGNETTE_SD + COMPETENCY_SD * COMPETENCY_SD) / pairs.length);
    return [{ competency, ...agreement, vignettes: pairs.length, se }];
  });
}
