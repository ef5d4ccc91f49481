import { mark, rated } from './perception.js';
import type { RandomStream } from './random-stream.js';
import { COMPETENCIES, type Person } from './world.js';

const VIGNETTES = 12;

/** Reference − score of each vignette that a rater did. */
export interface SimulatedCalibration {
  rater: string;
  errors: number[];
}

/** Everyone's first vignettes, `count` each; trolls behave while being tested. */
export function calibrationOf(people: readonly Person[], count: number, chance: RandomStream): SimulatedCalibration[] {
  const vignettes = Array.from({ length: VIGNETTES }, (_, number) =>
    COMPETENCIES.map(() => 1.6 + (2.8 * ((number * 5) % VIGNETTES)) / (VIGNETTES - 1) + chance.normal(0, 0.5)),
  );
  return people.map((person) => {
    const errors = Array.from({ length: count }, (_, number) => {
      const vignette = vignettes[(person.index * 7 + number) % VIGNETTES] ?? [];
      const scores = rated(person, vignette, chance, 0.85 * person.severity + person.vignetteSeverity, 0);
      return vignette.reduce((sum, value, k) => sum + mark(value) - (scores[k] ?? 0), 0) / vignette.length;
    });
    return { rater: person.id, errors };
  });
}
