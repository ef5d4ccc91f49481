/**
 * How much each part of a score varies, as standard deviations in points of the 1..5 scale unless it says otherwise.
 *
 * For a sheet s of candidate u by rater r on question q, with m_s the mean over its competencies k of (y_sk − c_k):
 *
 *     m_s = μ_level(u) + x_u(t_s) − b_r − d_q + p_{u,r} + e_s
 *     score_uk = μ_level(u) + x_u(now) + c_k + D_uk
 *
 * p has a heavier tail than a normal on the side of giving too much: `pairEffect` and docs/adr/0005-friends.md.
 *
 * A mixed model with a random walk for the ability: Henderson's best linear unbiased prediction ("Best linear unbiased
 * estimation and prediction under a selection model", Biometrics 1975) on the local-level model of Durbin & Koopman
 * ("Time Series Analysis by State Space Methods", 2nd edition, section 2). The numbers were tuned by simulation.
 */
export interface Variances {
  /** σE: one sheet's mean around what it should be. */
  noise: number;
  /** σG: people of one level around the level's average. */
  ability: number;
  /** qn: variance that ability gains from one sheet to the next. */
  stepPerSheet: number;
  /** qd: variance that it gains per day between two sheets, for at most `longestGap` days. */
  stepPerDay: number;
  longestGap: number;
  /** σB: severity of raters; positive is harsh. */
  severity: number;
  /** σQ: difficulty of questions. */
  difficulty: number;
  /** σP: what two people give each other beyond what is due, in both directions alike. */
  pair: number;
  /** σPn: from the third sheet of a pair on, the variance grows by its square per sheet: friends meet often. */
  pairRepeated: number;
  /** δ: beyond it, what friends give is held back by a constant force and no longer by one that grows with it. */
  pairTail: number;
  /** σV: a rater's mean signed error on one vignette. */
  vignette: number;
  /** σVT: severity on vignettes against severity in interviews. */
  vignetteTransfer: number;
  /** σD: a person's deviation on one competency from their own mean. */
  deviation: number;
  /** σDE: one score around that. */
  deviationNoise: number;
  /** What no number of sheets takes away: the model is not the world. */
  floor: number;
}

export const VARIANCES: Variances = {
  noise: 0.46,
  ability: 0.42,
  stepPerSheet: 0.004,
  stepPerDay: 0.0003,
  longestGap: 30,
  severity: 0.5,
  difficulty: 0.25,
  pair: 0.2,
  pairRepeated: 0.8,
  pairTail: 0.15,
  vignette: 0.4,
  vignetteTransfer: 0.25,
  deviation: 0.28,
  deviationNoise: 0.62,
  floor: 0.06,
};

const DAY_MS = 86_400_000;

/** Variance that ability gains between two moments in epoch milliseconds. */
export function stepVariance(from: number, to: number, variances: Variances): number {
  const days = (to - from) / DAY_MS;
  return variances.stepPerSheet + variances.stepPerDay * Math.min(variances.longestGap, days);
}

/** Of a pair that shares so many sheets: σp² = σP² + σPn²·max(0, n − 2). */
export function pairVariance(sheets: number, { pair, pairRepeated }: Variances): number {
  return pair * pair + pairRepeated * pairRepeated * Math.max(0, sheets - 2);
}

/**
 * A pair's p from `pull` = Σ(m − μ − x + b + d)/v over n sheets: the minimiser of n/v·p²/2 − pull·p + h(p), where
 *
 *     h(p) = p²/(2σp²) for p ≤ δ,   δ·p/σp² − δ²/(2σp²) beyond
 *
 * is Huber's function ("Robust Estimation of a Location Parameter", 1964) on the side of giving too much: most people
 * give each other next to nothing, some a whole point, so a normal prior is too thin there. h is convex and the sheets'
 * own term strictly so, hence there is still one minimum and no order matters. `variance` is 1/(1/σp² + n/v).
 */
export function pairEffect(pull: number, sheets: number, variance: number, { noise, pairTail }: Variances): number {
  const effect = pull * variance;
  if (effect <= pairTail) return effect;
  const evidence = sheets / (noise * noise);
  return Math.max(pairTail, (pull - (1 / variance - evidence) * pairTail) / evidence);
}

/** What V vignettes say about severity, as a precision: w = 1/(σVT² + σV²/V). */
export function vignettePrecision(vignettes: number, { vignette, vignetteTransfer }: Variances): number {
  return vignettes === 0 ? 0 : 1 / (vignetteTransfer * vignetteTransfer + (vignette * vignette) / vignettes);
}
