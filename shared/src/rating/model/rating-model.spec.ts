import fc from 'fast-check';
import { RandomStream } from '../simulation/random-stream.js';
import { SimulatedWorld, type SimulatedSheet } from '../simulation/simulate.js';
import type { RatedSheet } from './ledger.js';
import { RatingModel } from './rating-model.js';

/** Everything a model says, to the bit: JSON writes every double so that it reads back as the same. */
function outputs(model: RatingModel): string {
  const people = [...model.people()].sort();
  return JSON.stringify(people.map((id) => ({ id, ...model.candidate(id), severity: model.severity(id) })));
}

function worldOf(size: { seed: number; people: number; sheets: number }) {
  const world = new SimulatedWorld({ ...size, scenario: 'adversarial' });
  return { calibration: world.calibration(), sheets: [...world.sheets()] };
}
type World = ReturnType<typeof worldOf>;

function modelOf({ calibration, sheets }: World): RatingModel {
  const model = new RatingModel();
  for (const { rater, errors } of calibration) model.calibrate(rater, errors);
  for (const sheet of sheets) model.insert(sheet);
  return model;
}

function solved(world: World): RatingModel {
  const model = modelOf(world);
  model.solve();
  return model;
}

function shuffled<T>(items: readonly T[], chance: RandomStream): T[] {
  return items
    .map((item) => ({ item, key: chance.uniform() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

/** The same sheet with its scores named in another order. */
const reversed = (sheet: SimulatedSheet): SimulatedSheet => ({
  ...sheet,
  scores: Object.fromEntries(Object.entries(sheet.scores).reverse()),
});

describe('what the full solve stands on', () => {
  const world = worldOf({ seed: 21, people: 200, sheets: 1500 });
  const expected = outputs(solved(world));

  it.each([1, 2, 3])('is not the order in which sheets and vignettes came (shuffle %i): same bits', (seed) => {
    const chance = new RandomStream(seed, 'shuffle');
    const other = solved({
      calibration: shuffled(world.calibration, chance).map(({ rater, errors }) => {
        return { rater, errors: shuffled(errors, chance) };
      }),
      sheets: shuffled(world.sheets, chance).map(reversed),
    });
    expect(outputs(other) === expected).toBe(true);
  });

  it('is not what was relaxed before: same bits', () => {
    const model = solved({ ...world, sheets: world.sheets.slice(0, 700) });
    for (const sheet of world.sheets.slice(700)) {
      model.insert(sheet);
      model.relax();
    }
    model.solve();
    expect(outputs(model) === expected).toBe(true);
    model.solve();
    expect(outputs(model) === expected).toBe(true);
  });

  it('is not a sheet that was removed, wherever it stood: same bits as if it had never been', () => {
    const chance = new RandomStream(4, 'removed');
    const gone = new Set(world.sheets.filter(() => chance.uniform() < 0.2).map(({ id }) => id));
    const model = solved(world);
    for (const id of gone) {
      expect(model.remove(id)).toBe(true);
      model.relax();
    }
    model.solve();
    const never = solved({ ...world, sheets: world.sheets.filter(({ id }) => !gone.has(id)) });
    expect(outputs(model) === outputs(never)).toBe(true);
  });

  it('is not a person, question, level or competency of whom nothing is left', () => {
    const model = solved(world);
    const alone: RatedSheet = {
      id: 'alone',
      at: 0,
      candidate: 'a-stranger',
      rater: 'another',
      question: 'never asked again',
      level: 'unheard of',
      scores: { a0: 5, c1: 1 },
    };
    model.insert(alone);
    model.calibrate('another', [1]);
    model.solve();
    expect(outputs(model) === expected).toBe(false);
    model.remove('alone');
    model.calibrate('another', []);
    model.solve();
    expect(outputs(model) === expected).toBe(true);
    expect(model.candidate('a-stranger')).toBeNull();
    expect(model.severity('another')).toBeNull();
  });

  it('is the same for any sheets in any order, with anything removed and put back', () => {
    const person = fc.constantFrom('p', 'q', 'r', 's', 't');
    const sheet = fc
      .record({
        candidate: person,
        rater: person,
        question: fc.constantFrom('one', 'two'),
        at: fc.integer({ min: 0, max: 5 }).map((day) => day * 86_400_000),
        level: fc.constantFrom('junior', 'senior'),
        scores: fc.dictionary(fc.constantFrom('framing', 'data', 'delivery'), fc.integer({ min: 1, max: 5 }), {
          minKeys: 1,
        }),
      })
      .filter(({ candidate, rater }) => candidate !== rater);
    const steps = fc.array(fc.record({ sheet, key: fc.nat(), stays: fc.boolean(), relaxed: fc.boolean() }), {
      minLength: 1,
      maxLength: 25,
    });
    fc.assert(
      fc.property(steps, (drawn) => {
        const entries = drawn.map((step, index) => ({ ...step, sheet: { ...step.sheet, id: `sheet-${index}` } }));
        const straight = new RatingModel();
        for (const { sheet: kept } of entries.filter(({ stays }) => stays)) straight.insert(kept);
        straight.solve();
        const winding = new RatingModel();
        for (const entry of [...entries].sort((a, b) => a.key - b.key)) {
          winding.insert(entry.sheet);
          if (entry.relaxed) winding.relax();
          winding.remove(entry.sheet.id);
          if (entry.stays) winding.insert(entry.sheet);
        }
        winding.solve();
        expect(outputs(winding)).toBe(outputs(straight));
      }),
      { numRuns: 60 },
    );
  });
});

describe('relaxing', () => {
  it('stays within .02 of a full solve over a thousand new sheets', () => {
    const world = worldOf({ seed: 22, people: 2000, sheets: 20_000 });
    const model = solved({ ...world, sheets: world.sheets.slice(0, 19_000) });
    for (const sheet of world.sheets.slice(19_000)) {
      model.insert(sheet);
      model.relax();
    }
    expect(model.changes).toBe(1000);
    const exact = solved(world);
    const errors = exact.people().flatMap((id) => {
      const [near, far] = [model.candidate(id), exact.candidate(id)];
      const severity = Math.abs((model.severity(id)?.score ?? 0) - (exact.severity(id)?.score ?? 0));
      return [severity, near && far ? Math.abs(near.overall.score - far.overall.score) : 0];
    });
    expect(Math.max(...errors)).toBeLessThan(0.02);
    expect(Math.max(...errors)).toBeGreaterThan(0);
  });

  it('takes a sheet out again as well as in', () => {
    const world = worldOf({ seed: 23, people: 300, sheets: 3000 });
    const model = solved(world);
    const before = model.people().map((id) => model.candidate(id)?.overall.score ?? 0);
    const extra = { ...world.sheets[2900]!, id: 'extra', at: world.sheets[2900]!.at + 1 };
    model.insert(extra);
    expect(model.relax().blocks).toBeGreaterThanOrEqual(3);
    const { candidate } = extra;
    const between = model.candidate(candidate)?.overall.score ?? 0;
    model.remove('extra');
    model.relax();
    const after = model.people().map((id) => model.candidate(id)?.overall.score ?? 0);
    const worst = Math.max(...after.map((score, index) => Math.abs(score - (before[index] ?? 0))));
    expect(worst).toBeLessThan(0.01);
    expect(between).not.toBe(model.candidate(candidate)?.overall.score);
    const nobody = { candidates: [], raters: [] };
    const { blocks, moved, touched } = model.relax();
    expect({ blocks, moved, touched: touched() }).toEqual({ blocks: 0, moved: nobody, touched: nobody });
  });

  it('follows a first sheet that declares another level', () => {
    const world = worldOf({ seed: 24, people: 300, sheets: 3000 });
    const model = solved(world);
    const { candidate } = world.sheets[2999]!;
    const level = model.candidate(candidate)?.explain.prior ?? 0;
    const first = { ...world.sheets[2999]!, id: 'first', at: 0, level: world.sheets[2999]!.level === '3' ? '0' : '3' };
    model.insert(first);
    model.relax();
    const near = model.candidate(candidate);
    model.solve();
    const exact = model.candidate(candidate);
    expect(Math.abs((near?.explain.prior ?? 0) - level)).toBeGreaterThan(0.2);
    expect(Math.abs((near?.overall.score ?? 0) - (exact?.overall.score ?? 0))).toBeLessThan(0.03);
  });
});
