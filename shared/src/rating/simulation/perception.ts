import { normalShare } from '../normal.js';
import type { RandomStream } from './random-stream.js';
import { COMPETENCIES, SPREAD, type Person } from './world.js';

export type Mark = 1 | 2 | 3 | 4 | 5;

/** The whole score nearest to a value. */
export function mark(value: number): Mark {
  const rounded = Math.round(value);
  return rounded <= 1 ? 1 : rounded === 2 ? 2 : rounded === 3 ? 3 : rounded === 4 ? 4 : 5;
}

/**
 * What a rater writes down for a performance: the halo draws competencies together, an impression colours the whole
 * sheet, severity and a boost among friends shift it, and the rater's own slope stretches or squeezes it around 3.
 */
export function rated(
  rater: Person,
  shown: readonly number[],
  chance: RandomStream,
  severity: number,
  boost: number,
): Mark[] {
  const mean = shown.reduce((sum, value) => sum + value, 0) / shown.length;
  const impression = chance.normal(0, SPREAD.impression);
  return shown.map((value, k) => {
    const seen =
      (1 - rater.halo) * value + rater.halo * mean + impression + chance.normal(0, SPREAD.noise) * rater.noise;
    const said = seen - severity - (rater.severities[k] ?? 0) + boost;
    return mark(3 + rater.slope * (said - 3) + SPREAD.leniency);
  });
}

/** What a troll writes down, without looking. */
export function trolled(rater: Person, chance: RandomStream): Mark[] {
  return COMPETENCIES.map(() => (rater.troll === 1 ? 1 : rater.troll === 2 ? mark(1 + chance.whole(5)) : 5));
}

/** The mean of the whole scores 1..5 that a normal distribution is rounded to. */
export function expectedMark(mean: number, deviation: number): number {
  return [2, 3, 4, 5].reduce((sum, score) => sum + 1 - normalShare((score - 0.5 - mean) / deviation), 1);
}

const square = (value: number): number => value * value;

/** All that varies beside the ability, for an honest rater drawn at random. */
const SCATTER =
  (square(SPREAD.slope.mean) + square(SPREAD.slope.spread)) *
  (square(SPREAD.severity) +
    square(SPREAD.competencySeverity) +
    square(SPREAD.occasion) +
    square(SPREAD.competencyOccasion) +
    square(SPREAD.question) +
    square(SPREAD.competencyQuestion) +
    square(SPREAD.impression) +
    square(SPREAD.noise) * Math.exp(2 * square(SPREAD.noisePerRater)) +
    square(SPREAD.rapport));

/** The true score: what endlessly many honest raters would give on endlessly many questions, on average. */
export function trueScore(ability: number, severity = 0): number {
  const centre = 3 + SPREAD.slope.mean * (ability - severity - 3) + SPREAD.leniency;
  return expectedMark(centre, Math.sqrt(SCATTER + square(SPREAD.slope.spread) * square(ability - 3)));
}

/** The true quality of an interviewer. */
export function trueQuality({ craft }: Person): number {
  return expectedMark(3.8 + 0.45 * craft, 0.66);
}
