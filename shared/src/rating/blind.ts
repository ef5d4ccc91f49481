import { VARIANCES, type Variances } from './model/variances.js';
import { Z90, type Shown } from './shown.js';

/** Sums over somebody's self-scores on one competency; K_s is how many competencies self-rating s scored. */
export interface SelfSums {
  /** How many self-ratings scored it, and the sum of these scores. */
  n: number;
  sum: number;
  /** Σ y_sk/K_s, Σ 1/K_s and Σ 1/K_s² over these. */
  weighted: number;
  share: number;
  shareSquared: number;
}

/** By competency. Those of different self-ratings may be added up. */
export type SelfTally<Competency extends string = string> = Partial<Record<Competency, SelfSums>>;

/** All that blind spots need of self-ratings; "not seen" is left out of `scores`. */
export function tallySelf<Competency extends string>(
  ratings: readonly Readonly<Partial<Record<Competency, number>>>[],
): SelfTally<Competency> {
  const tally: SelfTally<Competency> = {};
  for (const scores of ratings) {
    const names = competenciesOf(scores);
    for (const name of names) {
      const score = scores[name] ?? 0;
      const { n, sum, weighted, share, shareSquared } = tally[name] ?? NONE;
      tally[name] = {
        n: n + 1,
        sum: sum + score,
        weighted: weighted + score / names.length,
        share: share + 1 / names.length,
        shareSquared: shareSquared + 1 / names.length ** 2,
      };
    }
  }
  return tally;
}

const NONE: SelfSums = { n: 0, sum: 0, weighted: 0, share: 0, shareSquared: 0 };

/** What peers say: a `CandidateEstimate` has it. */
export interface PeersSay<Competency extends string = string> {
  show: Shown;
  overall: { se: number };
  competencies: Readonly<Partial<Record<Competency, { score: number; se: number; show: Shown }>>>;
}

export interface Gap {
  /** Self minus peers in points; what one is off by everywhere is taken out where `selfOffset` is known. */
  value: number;
  se: number;
  /** Whether the 90 % interval leaves out zero. */
  blind: boolean;
}

export interface BlindSpots<Competency extends string = string> {
  /** How far one's self-ratings lie above (+) or below (−) the peers' estimates everywhere; `null` below five. */
  selfOffset: { score: number; se: number } | null;
  /** Where there are self-scores and the peers' evidence carries anything. */
  gaps: Partial<Record<Competency, Gap>>;
}

/** From so many self-ratings on, what somebody is off by everywhere is known well enough to be taken out. */
const RATINGS_OF_AN_OFFSET = 5;

/**
 * How somebody sees themself beside how peers see them. With self-scores y_sk of S self-ratings, n_k of which scored k,
 * and the peers' estimates θ_k:
 *
 *     gap_k = ȳ_k − θ_k − o        o = mean over self-ratings of their mean of (y_sk − θ_k), from five on, else 0
 *
 * so that mean self-score = peers' estimate + offset + gap. A self-score is taken for θ_k + what one is off by + e_s +
 * e_sk, Var(e_s) = σE² + σQ² (the day, and how hard the question was), Var(e_sk) = σDE². The error of θ_k has a part
 * that all competencies share, the overall estimate's, and one of its own, own_k = se_k² − overall.se². Hence, with
 * w_k = Σ_{s∋k} 1/(K_s·S):
 *
 *     without o:  Var = (σE² + σQ² + σDE²)/n_k + se_k²
 *     with o:     Var = (σE² + σQ²)·(1/n_k − 1/S) + σDE²·(1/n_k − 2·w_k/n_k + Σ_s 1/(K_s·S²))
 *                       + own_k·(1 − 2·w_k) + Σ_j w_j²·own_j
 *
 * where the shared part is gone. Nothing is shrunk: a gap is what was said, with its interval.
 */
export function blindSpots<Competency extends string>(
  tally: SelfTally<Competency>,
  peers: PeersSay<Competency>,
  variances: Variances = VARIANCES,
): BlindSpots<Competency> {
  const known = competenciesOf(tally).flatMap((name) => {
    const [self, estimate] = [tally[name], peers.competencies[name]];
    return self && estimate ? [{ name, ...self, estimate, own: estimate.se ** 2 - peers.overall.se ** 2 }] : [];
  });
  const total = (of: (entry: (typeof known)[number]) => number) => known.reduce((sum, entry) => sum + of(entry), 0);
  // Each self-rating has a share of 1/K in each of its K competencies.
  const ratings = total(({ share }) => share);
  const [day, single] = [variances.noise ** 2 + variances.difficulty ** 2, variances.deviationNoise ** 2];
  const isOffset = peers.show !== 'nothing' && Math.round(ratings) >= RATINGS_OF_AN_OFFSET;
  const offset = isOffset ? total(({ weighted, share, estimate }) => weighted - share * estimate.score) / ratings : 0;
  const ofSingles = (single * total(({ shareSquared }) => shareSquared)) / ratings ** 2;
  const ofOthers = total(({ share, own }) => (share / ratings) ** 2 * own);
  const gaps: Partial<Record<Competency, Gap>> = {};
  for (const { name, n, sum, share, estimate, own } of known) {
    if (estimate.show === 'nothing') continue;
    const w = share / ratings;
    const variance = isOffset
      ? day * (1 / n - 1 / ratings) + (single / n) * (1 - 2 * w) + ofSingles + own * (1 - 2 * w) + ofOthers
      : (day + single) / n + estimate.se ** 2;
    const [value, se] = [sum / n - estimate.score - offset, Math.sqrt(variance)];
    gaps[name] = { value, se, blind: Math.abs(value) > Z90 * se };
  }
  const offsetError = Math.sqrt(day / ratings + ofSingles + ofOthers + peers.overall.se ** 2);
  return { selfOffset: isOffset ? { score: offset, se: offsetError } : null, gaps };
}

/** The keys of a record by competency. */
function competenciesOf<Competency extends string>(of: Readonly<Partial<Record<Competency, unknown>>>): Competency[] {
  const names: Competency[] = [];
  for (const name in of) names.push(name);
  return names;
}
