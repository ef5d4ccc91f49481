/**
 * Repeatable chance: sfc32 (Doty-Humphrey, PractRand), seeded from a number and a name. Streams of different names are
 * independent, so that drawing more from one changes nothing in another.
 */
export class RandomStream {
  private a = 0;
  private b = 0;
  private c = 0;
  private d = 0;
  private spare: number | null = null;

  constructor(seed: number, name: string) {
    let hash = (seed >>> 0) ^ 0x9e3779b9;
    for (const character of name) {
      hash = Math.imul(hash ^ character.charCodeAt(0), 0x85ebca6b);
      hash ^= hash >>> 13;
    }
    const mix = () => {
      hash = (hash + 0x9e3779b9) | 0;
      let z = Math.imul(hash ^ (hash >>> 16), 0x21f0aaad);
      z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
      return z ^ (z >>> 15);
    };
    [this.a, this.b, this.c, this.d] = [mix(), mix(), mix(), mix()];
    for (let warming = 0; warming < 16; warming += 1) this.uniform();
  }

  /** A number in 0..1, never 1. */
  uniform(): number {
    const t = (((this.a + this.b) | 0) + this.d) | 0;
    this.d = (this.d + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (this.c << 21) | (this.c >>> 11);
    this.c = (this.c + t) | 0;
    return (t >>> 0) / 4_294_967_296;
  }

  /** Normal, by Marsaglia's polar method. */
  normal(mean = 0, deviation = 1): number {
    if (this.spare !== null) {
      const kept = this.spare;
      this.spare = null;
      return mean + deviation * kept;
    }
    let x = 0;
    let y = 0;
    let square = 0;
    do {
      x = 2 * this.uniform() - 1;
      y = 2 * this.uniform() - 1;
      square = x * x + y * y;
    } while (square >= 1 || square === 0);
    const factor = Math.sqrt((-2 * Math.log(square)) / square);
    this.spare = y * factor;
    return mean + deviation * x * factor;
  }

  /** A whole number from 0 up to and without `below`. */
  whole(below: number): number {
    return Math.floor(this.uniform() * below);
  }

  logNormal(mean: number, deviation: number): number {
    return Math.exp(this.normal(mean, deviation));
  }

  /** An index, each with the probability that stands there. */
  index(probabilities: readonly number[]): number {
    let left = this.uniform();
    const found = probabilities.findIndex((probability) => (left -= probability) < 0);
    return found === -1 ? probabilities.length - 1 : found;
  }

  /** Beta(2, 3): the second smallest of four uniform numbers. */
  beta23(): number {
    const four = [this.uniform(), this.uniform(), this.uniform(), this.uniform()].sort((p, q) => p - q);
    return four[1] ?? 0;
  }

  poisson(mean: number): number {
    let count = 0;
    let probability = Math.exp(-mean);
    let sum = probability;
    const drawn = this.uniform();
    while (drawn > sum && count < 50) {
      count += 1;
      probability *= mean / count;
      sum += probability;
    }
    return count;
  }
}
