import { expectedMark, mark, trueScore, type Mark } from './perception.js';
import type { RandomStream } from './random-stream.js';
import { COMPETENCIES, SPREAD, type Person } from './world.js';

/** How people see themselves, in points: everywhere too high or too low, and on single competencies beyond that. */
const SELF = { offset: { mean: 0.2, spread: 0.45 }, competency: 0.4 } as const;

const square = (value: number): number => value * value;

/** What varies from one self-rating to the next beside the ability. */
const SCATTER =
  square(SPREAD.slope.mean) *
  (square(SPREAD.occasion) +
    square(SPREAD.competencyOccasion) +
    square(SPREAD.question) +
    square(SPREAD.competencyQuestion) +
    square(SPREAD.impression) +
    square(SPREAD.noise));

const centre = (value: number): number => 3 + SPREAD.slope.mean * (value - 3) + SPREAD.leniency;

/** How everyone rates themself as a candidate. Draws from a stream of its own: nothing else in a world depends on it. */
export class Selves {
  private readonly biases: number[][];

  constructor(
    private readonly chance: RandomStream,
    people: number,
  ) {
    this.biases = Array.from({ length: people }, () => {
      const offset = chance.normal(SELF.offset.mean, SELF.offset.spread);
      return COMPETENCIES.map(() => offset + chance.normal(0, SELF.competency));
    });
  }

  /** Of what they have shown, on what the partner scored too. */
  rates({ index }: Person, shown: readonly number[], scored: readonly string[]): Record<string, Mark> {
    const impression = this.chance.normal(0, SPREAD.impression);
    const marks = shown.map((value, k): [string, Mark] => {
      const seen = value + (this.biases[index]?.[k] ?? 0) + impression + this.chance.normal(0, SPREAD.noise);
      return [COMPETENCIES[k] ?? '', mark(centre(seen))];
    });
    return Object.fromEntries(marks.filter(([name]) => scored.includes(name)));
  }

  /** By how much self-ratings would lie above the true score, on average over endlessly many. */
  gaps({ index }: Person, abilities: readonly number[]): Record<string, number> {
    const gaps = abilities.map((ability, k): [string, number] => {
      const self = expectedMark(centre(ability + (this.biases[index]?.[k] ?? 0)), Math.sqrt(SCATTER));
      return [COMPETENCIES[k] ?? '', self - trueScore(ability)];
    });
    return Object.fromEntries(gaps);
  }
}
