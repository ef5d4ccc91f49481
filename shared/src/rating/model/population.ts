import type { Population } from '../standing.js';
import { END } from './block.js';
import { int, num } from './columns.js';
import type { Ledger } from './ledger.js';
import { stepVariance, type Variances } from './variances.js';

/** How many people's worth a level's average and σG² have in what its people are taken to be like. */
const PRIOR_PEOPLE = 5;

/**
 * How the people of each level are spread now, at the end of a full solve; it stands still until the next one. Of N
 * people with present abilities x̂ and their variances P:
 *
 *     mean = μ_level + Σ x̂/(N + 5)      variance = (Σ [(μ_level + x̂ − mean)² + P] + 5·σG²)/(N + 5)
 *
 * N(μ_level, σG²) alone is how they were at their first sheet: since then they have got better and further apart. And
 * the x̂ alone lie closer together than the people do, by P (law of total variance).
 */
export function setPopulations(ledger: Ledger, variances: Variances): void {
  const levels = ledger.levels.size;
  const [people, sum, squares] = [new Float64Array(levels), new Float64Array(levels), new Float64Array(levels)];
  const { head, owners } = ledger.byCandidate;
  for (let person = 0; person < owners; person += 1) {
    const first = int(head, person);
    if (first === END) continue;
    const level = int(ledger.level, first);
    const { ability, variance } = present(ledger, first, variances);
    people[level] = num(people, level) + 1;
    sum[level] = num(sum, level) + ability;
    squares[level] = num(squares, level) + ability * ability + variance;
  }
  ledger.populations = Array.from(people, (count, level) => {
    const shift = num(sum, level) / (count + PRIOR_PEOPLE);
    const spread = num(squares, level) - 2 * shift * num(sum, level) + count * shift * shift;
    return {
      mean: ledger.averageOf(level) + shift,
      variance: (spread + PRIOR_PEOPLE * variances.ability ** 2) / (count + PRIOR_PEOPLE),
    };
  });
}

/** x̂ after the last sheet, which smoothing leaves as it is, and its variance P. */
function present(ledger: Ledger, first: number, variances: Variances): { ability: number; variance: number } {
  const { next } = ledger.byCandidate;
  let spread = variances.ability ** 2;
  let last = first;
  for (let slot = first; slot !== END; slot = int(next, slot)) {
    if (slot !== first) spread += stepVariance(num(ledger.at, last), num(ledger.at, slot), variances);
    spread *= 1 - spread / (spread + variances.noise ** 2);
    last = slot;
  }
  return { ability: num(ledger.ability, last), variance: spread };
}

/** How the people of a level are spread; N(μ, σG²) for a level that the last full solve had not seen. */
export function populationOf(ledger: Ledger, level: number, variances: Variances): Population {
  return ledger.populations[level] ?? { mean: ledger.averageOf(level), variance: variances.ability ** 2 };
}
