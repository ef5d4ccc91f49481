import type { RaterFlag } from '#shared/rating/model/flags.js';
import type { RatedSheet } from '#shared/rating/model/ledger.js';
import type { RatingModel } from '#shared/rating/model/rating-model.js';
import type { SimulatedWorld } from '#shared/rating/simulation/simulate.js';

/**
 * Whom the flags name, as shares 0..1 (of raters, without those who trade sheets with friends: they are both), and what
 * the platform says of itself; hold-out errors in points. NaN where a small world has nobody of a kind.
 */
export interface Watched {
  /** Of those who rate without looking, on five sheets or more. */
  trolls: number;
  /** Of honest raters: flagged for profile or flatness. */
  falseFlags: number;
  /** Of honest raters: flagged for severity, and for it though it truly is below .75. */
  severe: number;
  severeUntruly: number;
  /** Of pairs who inflate each other and share three sheets or more, and of all other pairs. */
  friends: number;
  strangers: number;
  /** ICC(1) of a single sheet. */
  iccRaw: number;
  iccAdjusted: number;
  heldOut: number;
  heldOutRaw: number;
  heldOutConstant: number;
}

const FEW_SHEETS = 5;
const SHEETS_OF_A_PAIR = 3;
const nameOf = (pair: readonly [string, string]): string => [...pair].sort().join(' ');

/** What flags find in a world of which the truth is known, and what the platform says of itself. */
export class Watch {
  private readonly met = new Map<string, number>();

  add({ candidate, rater }: RatedSheet): void {
    const pair = nameOf([candidate, rater]);
    this.met.set(pair, (this.met.get(pair) ?? 0) + 1);
  }

  /** After the last sheet. */
  finish(world: SimulatedWorld, model: RatingModel): Watched {
    const reliability = model.reliability();
    const hidden = model.holdOut();
    return {
      ...flagged(world, model),
      ...this.pairsNamed(world, model),
      iccRaw: reliability?.raw.icc ?? NaN,
      iccAdjusted: reliability?.adjusted.icc ?? NaN,
      heldOut: hidden?.model ?? NaN,
      heldOutRaw: hidden?.raw ?? NaN,
      heldOutConstant: hidden?.constant ?? NaN,
    };
  }

  private pairsNamed(world: SimulatedWorld, model: RatingModel): Pick<Watched, 'friends' | 'strangers'> {
    const friends = new Set(world.friends().map(nameOf));
    const named = new Set(model.pairs().map(({ a, b }) => nameOf([a, b])));
    const pairs = [...this.met].map(([pair, sheets]) => ({ sheets, isFriend: friends.has(pair), is: named.has(pair) }));
    return {
      friends: shareOf(pairs.filter(({ isFriend, sheets }) => isFriend && sheets >= SHEETS_OF_A_PAIR)),
      strangers: shareOf(pairs.filter(({ isFriend }) => !isFriend)),
    };
  }
}

/** NaN of none. */
const shareOf = (of: readonly { is: boolean }[]): number => of.filter(({ is }) => is).length / of.length;

function flagged(
  world: SimulatedWorld,
  model: RatingModel,
): Pick<Watched, 'trolls' | 'falseFlags' | 'severe' | 'severeUntruly'> {
  const alone = world.truth().flatMap(({ person, troll, colluder, severity }) => {
    const rater = model.rater(person);
    if (colluder || !rater || rater.sheets === 0) return [];
    const has = (...kinds: RaterFlag['kind'][]) => rater.flags.some(({ kind }) => kinds.includes(kind));
    return [{ troll, sheets: rater.sheets, isMild: Math.abs(severity ?? 0) < 0.75, has }];
  });
  const honest = alone.filter(({ troll }) => !troll);
  const trolls = alone.filter(({ troll, sheets }) => troll && sheets >= FEW_SHEETS);
  return {
    trolls: shareOf(trolls.map(({ has }) => ({ is: has('severity', 'profile', 'flat') }))),
    falseFlags: shareOf(honest.map(({ has }) => ({ is: has('profile', 'flat') }))),
    severe: shareOf(honest.map(({ has }) => ({ is: has('severity') }))),
    severeUntruly: shareOf(honest.map(({ has, isMild }) => ({ is: isMild && has('severity') }))),
  };
}
