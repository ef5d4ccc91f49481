import { SimulatedWorld } from '../simulation/simulate.js';
import type { Scenario } from '../simulation/world.js';
import type { RaterFlag } from './flags.js';
import type { RatedSheet } from './ledger.js';
import { RatingModel } from './rating-model.js';

const PEOPLE = ['p', 'q', 'r', 's', 't', 'u', 'v', 'w'];
let count = 0;
const sheet = (candidate: string, rater: string, scores: Record<string, number>): RatedSheet => {
  count += 1;
  return { id: `sheet-${count}`, at: count * 86_400_000, candidate, rater, question: 'churn', level: 'mid', scores };
};
/** Everyone rates everyone else plausibly. */
const ordinary = () =>
  PEOPLE.flatMap((one) =>
    PEOPLE.filter((rater) => rater !== one).map((rater, index) =>
      sheet(one, rater, { data: 3, metrics: 2 + (index % 3), delivery: 4 }),
    ),
  );
function solvedWith(sheets: readonly RatedSheet[]): RatingModel {
  const model = new RatingModel();
  for (const one of sheets) model.insert(one);
  model.solve();
  return model;
}
const kinds = (model: RatingModel, id: string) => model.rater(id)?.flags.map(({ kind }) => kind);

describe('what is known of a rater', () => {
  const given = (rater: string, scores: Record<string, number>, candidates = PEOPLE) =>
    candidates.map((candidate) => sheet(candidate, rater, scores));

  it('is nothing of who neither rated nor was calibrated, and severity alone of who was calibrated', () => {
    const model = solvedWith([...ordinary(), sheet('new', 'p', { data: 3 })]);
    expect(model.rater('new')).toBeNull();
    expect(model.rater('a stranger')).toBeNull();
    model.calibrate('new', [0.5, 0.5]);
    model.relax();
    expect(model.rater('new')).toMatchObject({ sheets: 0, vignettes: 2, consistency: null, fit: null, spread: null });
    expect(model.rater('new')?.severity).toEqual(model.severity('new'));
  });

  it('is the evidence of every flag', () => {
    const model = solvedWith([...ordinary(), ...given('flat', { data: 1, metrics: 1, delivery: 1 })]);
    const { severity, spread, flags } = model.rater('flat')!;
    expect(flags).toEqual([
      { kind: 'severity', severity: severity.score, se: severity.se, sheets: 8, vignettes: 0 },
      { kind: 'flat', spread, sheets: 8 },
    ]);
    expect(severity.score).toBeGreaterThan(1);
    expect(spread).toBe(0);
  });

  it('holds nothing flat against who gave few sheets, or sheets of a single score', () => {
    const few = given('flat', { data: 3, metrics: 3, delivery: 3 }, PEOPLE.slice(0, 4));
    expect(kinds(solvedWith([...ordinary(), ...few]), 'flat')).toEqual([]);
    const single = given('single', { data: 3 });
    expect(solvedWith([...ordinary(), ...single]).rater('single')).toMatchObject({
      fit: null,
      spread: null,
      flags: [],
    });
  });

  it('names who scores without regard to what is being scored', () => {
    const wild = PEOPLE.map((one, index) =>
      sheet(one, 'wild', index % 2 ? { data: 5, metrics: 1, delivery: 1 } : { data: 1, metrics: 5, delivery: 3 }),
    );
    expect(kinds(solvedWith([...ordinary(), ...wild]), 'wild')).toContain('profile');
  });

  it('names both of a pair who give each other too much, from the third sheet on', () => {
    const fives = { data: 5, metrics: 5, delivery: 5 };
    const friends = [sheet('x', 'y', fives), sheet('y', 'x', fives)];
    const fair = ['x', 'y'].flatMap((one) =>
      PEOPLE.map((rater) => sheet(one, rater, { data: 3, metrics: 3, delivery: 3 })),
    );
    const fairly = ['x', 'y'].flatMap((rater) => given(rater, { data: 3, metrics: 3, delivery: 3 }));
    expect(solvedWith([...ordinary(), ...fair, ...fairly, ...friends]).pairs()).toEqual([]);
    const model = solvedWith([...ordinary(), ...fair, ...fairly, ...friends, sheet('x', 'y', fives)]);
    const [pair] = model.pairs();
    expect(pair).toMatchObject({ a: 'x', b: 'y', sheets: 3 });
    const flag = { kind: 'pair', effect: pair?.effect, sheets: 3 };
    expect(model.rater('x')?.flags).toContainEqual({ ...flag, partner: 'y' });
    expect(model.rater('y')?.flags).toContainEqual({ ...flag, partner: 'x' });
  });
});

/** Shares, with what they are shares of. */
class Share {
  hits = 0;
  all = 0;

  add(hit: boolean): void {
    this.all += 1;
    if (hit) this.hits += 1;
  }

  get value(): number {
    return this.hits / this.all;
  }

  toString(): string {
    return `${this.hits}/${this.all} = ${(100 * this.value).toFixed(2)} %`;
  }
}

function judged(scenario: Scenario, seeds: readonly number[]) {
  const found = {
    trolls: new Share(),
    trollsWithoutFriends: new Share(),
    fit: new Share(),
    flat: new Share(),
    severe: new Share(),
    severeUntruly: new Share(),
    friends: new Share(),
    strangers: new Share(),
  };
  const residuals: number[] = [];
  for (const seed of seeds) {
    const world = new SimulatedWorld({ seed, scenario, people: 1000, sheets: 10_000 });
    const model = new RatingModel();
    for (const { rater, errors } of world.calibration()) model.calibrate(rater, errors);
    const met = new Map<string, number>();
    for (const one of world.sheets()) {
      model.insert(one);
      const pair = [one.candidate, one.rater].sort().join(' ');
      met.set(pair, (met.get(pair) ?? 0) + 1);
    }
    model.solve();
    for (const { person, troll, colluder, severity } of world.truth()) {
      const known = model.rater(person);
      if (!known || known.sheets === 0) continue;
      const has = (kind: RaterFlag['kind']) => known.flags.some((flag) => flag.kind === kind);
      const flagged = has('severity') || has('profile') || has('flat');
      if (troll && known.sheets >= 5) found.trolls.add(flagged);
      if (troll && known.sheets >= 5 && !colluder) found.trollsWithoutFriends.add(flagged);
      if (troll || colluder) continue;
      found.fit.add(has('profile'));
      found.flat.add(has('flat'));
      found.severe.add(has('severity'));
      found.severeUntruly.add(has('severity') && Math.abs(severity ?? 0) < 0.75);
      residuals.push(known.consistency ?? NaN);
    }
    const friends = new Set(world.friends().map((pair) => [...pair].sort().join(' ')));
    const named = new Set(model.pairs().map(({ a, b }) => `${a} ${b}`));
    for (const [pair, sheets] of met) {
      if (!friends.has(pair)) found.strangers.add(named.has(pair));
      else if (sheets >= 3) found.friends.add(named.has(pair));
    }
  }
  const consistency = residuals.reduce((sum, value) => sum + value, 0) / residuals.length;
  return {
    ...found,
    consistency,
    figures: Object.entries({ ...found, consistency }).map(([name, value]) => `${name}: ${value.toString()}`),
  };
}

describe('flags in six simulated worlds', () => {
  it.each<[Scenario, { trolls: number; withoutFriends: number }]>([
    ['default', { trolls: 0.8, withoutFriends: 0.97 }],
    ['adversarial', { trolls: 0.75, withoutFriends: 0.97 }],
  ])('find who rates without looking, and hardly anyone else (%s, seeds 241..246)', (scenario, asked) => {
    const found = judged(scenario, [241, 242, 243, 244, 245, 246]);
    const holds = {
      trolls: found.trolls.value >= asked.trolls,
      trollsWithoutFriends: found.trollsWithoutFriends.value >= asked.withoutFriends,
      fit: found.fit.value <= 0.003,
      flat: found.flat.value <= 0.003,
      severe: found.severeUntruly.value <= 0.001,
      friends: found.friends.value >= 0.75,
      strangers: found.strangers.value <= 0.0015,
      consistency: found.consistency > 0.6 && found.consistency < 1.1,
    };
    const failed = Object.entries(holds).filter(([, isMet]) => !isMet);
    expect([failed, found.figures]).toEqual([[], found.figures]);
  });
});
