import { parseArgs } from 'node:util';
import { z } from 'zod';
import { accuracyOf, type Accuracy } from '#shared/rating/simulation/accuracy.js';
import { SimulatedWorld } from '#shared/rating/simulation/simulate.js';
import { WORLD, type Scenario } from '#shared/rating/simulation/world.js';
import { ModelEstimator, RawEstimator, type Estimator } from './estimators.js';
import { Watch, type Watched } from './watch.js';

const USAGE = `The model beside the raw mean on simulated worlds of which the truth is known, against what is asked of it.

  npm run rating:accept -- [--seeds 1..12] [--people 2000] [--sheets 20000] [--incremental]

  --seeds        one seed, several (1,5,9) or a range (1..12)
  --incremental  relax sheet by sheet instead of solving once at the end
`;

/** From..to, both of them allowed. */
type Range = readonly [number, number];

const COLUMNS: readonly {
  title: string;
  of: (accuracy: Accuracy) => number;
  asked: Record<'default' | 'adversarial', Range>;
}[] = [
  { title: 'rmse', of: ({ overall }) => overall.rmse, asked: { default: [0, 0.25], adversarial: [0, 0.29] } },
  { title: 'rho', of: ({ overall }) => overall.rho, asked: { default: [0.89, 1], adversarial: [0.855, 1] } },
  {
    title: 'cover',
    of: ({ overall }) => overall.coverage,
    asked: { default: [0.89, 0.96], adversarial: [0.86, 0.95] },
  },
  { title: 'k rmse', of: ({ competency }) => competency.rmse, asked: { default: [0, 0.335], adversarial: [0, 0.37] } },
  { title: 'k rho', of: ({ competency }) => competency.rho, asked: { default: [0.84, 1], adversarial: [0.81, 1] } },
  { title: 'sev r', of: ({ severity }) => severity, asked: { default: [0.88, 1], adversarial: [0.86, 1] } },
  { title: 'missing', of: ({ missing }) => missing, asked: { default: [0, 0], adversarial: [0, 0] } },
  {
    title: 'friends',
    of: ({ colluders }) => colluders,
    asked: { default: [-Infinity, Infinity], adversarial: [-Infinity, Infinity] },
  },
  { title: 'q rho', of: ({ quality }) => quality.rho, asked: { default: [-1, 1], adversarial: [-1, 1] } },
];
const ANY: Range = [-Infinity, Infinity];
const WATCHED: readonly { title: string; of: (watched: Watched) => number; asked: Range }[] = [
  { title: 'random and constant raters on five sheets or more: flagged', of: ({ trolls }) => trolls, asked: [0.95, 1] },
  { title: 'honest raters: flagged for profile or flatness', of: ({ falseFlags }) => falseFlags, asked: [0, 0.003] },
  { title: 'honest raters: flagged for severity', of: ({ severe }) => severe, asked: ANY },
  { title: '… though theirs truly is below .75', of: ({ severeUntruly }) => severeUntruly, asked: [0, 0.001] },
  { title: 'friends who share three sheets or more: named', of: ({ friends }) => friends, asked: [0.75, 1] },
  { title: 'other pairs: named', of: ({ strangers }) => strangers, asked: [0, 0.0015] },
  { title: 'ICC(1) of a single sheet, raw', of: ({ iccRaw }) => iccRaw, asked: ANY },
  { title: '… adjusted', of: ({ iccAdjusted }) => iccAdjusted, asked: ANY },
  { title: 'hidden sheets: missed by the model by', of: ({ heldOut }) => heldOut, asked: ANY },
  { title: '… by the raw mean', of: ({ heldOutRaw }) => heldOutRaw, asked: ANY },
  { title: '… by a constant', of: ({ heldOutConstant }) => heldOutConstant, asked: ANY },
  { title: '… by the model, as a share of the raw mean', of: (of) => of.heldOut / of.heldOutRaw, asked: [0, 0.8] },
];
/** What the mean over the seeds may be. */
const MEAN_RMSE = { default: 0.23, adversarial: 0.27 };

const optionsSchema = z.object({
  seeds: z
    .string()
    .regex(/^\d+(\.\.\d+|(,\d+)*)$/)
    .default('1..12'),
  people: z.coerce.number().int().min(10).default(WORLD.people),
  sheets: z.coerce.number().int().min(10).default(WORLD.sheets),
  incremental: z.boolean().default(false),
});

const log = (line: string): void => void process.stdout.write(`${line}\n`);

function seedsOf(words: string): number[] {
  const [from, to] = words.split('..').map(Number);
  if (from === undefined || to === undefined) return words.split(',').map(Number);
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function judge(world: SimulatedWorld, ours: ModelEstimator): { ours: Accuracy; raw: Accuracy; watched: Watched } {
  const raw = new RawEstimator();
  const watch = new Watch();
  for (const { rater, errors } of world.calibration()) ours.calibrate(rater, errors);
  for (const sheet of world.sheets()) {
    ours.add(sheet);
    raw.add(sheet);
    watch.add(sheet);
  }
  ours.finish();
  const truth = world.truth();
  const accuracy = (estimator: Estimator) => accuracyOf(truth, (person) => estimator.predict(person));
  return { ours: accuracy(ours), raw: accuracy(raw), watched: watch.finish(world, ours.candidates) };
}

const cell = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(3)).padStart(8);
const row = (title: string, cells: readonly string[]): void => log(`${title.padEnd(16)}${cells.join(' ')}`);

function passes(accuracy: Accuracy, scenario: 'default' | 'adversarial'): boolean {
  return COLUMNS.every(({ of, asked }) => {
    const [from, to] = asked[scenario];
    return of(accuracy) >= from && of(accuracy) <= to;
  });
}

const meansOf = (all: readonly Accuracy[]): number[] =>
  COLUMNS.map(({ of }) => all.reduce((sum, accuracy) => sum + of(accuracy), 0) / all.length);

function scenarioPasses(scenario: 'default' | 'adversarial', options: z.infer<typeof optionsSchema>): boolean {
  const { people, sheets, incremental } = options;
  const ours: Accuracy[] = [];
  const raws: Accuracy[] = [];
  const watched: Watched[] = [];
  log(`\n${scenario}: ${people} people, ${sheets} sheets`);
  row(
    '',
    COLUMNS.map(({ title }) => title.padStart(8)),
  );
  for (const seed of seedsOf(options.seeds)) {
    const world = new SimulatedWorld({ seed, people, sheets, scenario: scenario satisfies Scenario });
    const found = judge(world, new ModelEstimator(incremental));
    ours.push(found.ours);
    raws.push(found.raw);
    watched.push(found.watched);
    const cells = COLUMNS.map(({ of }) => cell(of(found.ours)));
    row(`seed ${seed}`, [...cells, passes(found.ours, scenario) ? ' ok' : ' FAILS']);
  }
  const [rmse = NaN, ...others] = meansOf(ours);
  const meanPasses = rmse <= MEAN_RMSE[scenario];
  row('mean', [...[rmse, ...others].map(cell), meanPasses ? ' ok' : ' FAILS']);
  row('mean, raw mean', meansOf(raws).map(cell));
  row(
    'asked of each',
    COLUMNS.map(({ asked }) => words(asked[scenario])),
  );
  return watchPasses(watched) && meanPasses && ours.every((accuracy) => passes(accuracy, scenario));
}

/** Prints the means over the seeds of what is watched, and what is asked of them. */
function watchPasses(watched: readonly Watched[]): boolean {
  log('flags and hold-out, means over the seeds');
  const passed = WATCHED.map(({ title, of, asked: [from, to] }) => {
    const values = watched.map(of).filter((value) => !Number.isNaN(value));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const isMet = Number.isNaN(mean) || (mean >= from && mean <= to);
    log(`  ${title.padEnd(72)}${mean.toFixed(4).padStart(8)}  ${words([from, to])}${isMet ? '' : '  FAILS'}`);
    return isMet;
  });
  return passed.every(Boolean);
}

function words([from, to]: Range): string {
  if (from === to) return String(from).padStart(8);
  if (from <= -1) return ''.padStart(8);
  return (from === 0 ? `≤ ${to}` : to === 1 ? `≥ ${from}` : `${from}–${to}`.replaceAll('0.', '.')).padStart(8);
}

function main(): void {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string' },
      people: { type: 'string' },
      sheets: { type: 'string' },
      incremental: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  const options = optionsSchema.safeParse(values);
  if (values.help || !options.success) {
    log(USAGE);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const passed = (['default', 'adversarial'] as const).map((scenario) => scenarioPasses(scenario, options.data));
  log(passed.every(Boolean) ? '\nAll that is asked holds.' : '\nNot all that is asked holds.');
  if (!passed.every(Boolean)) process.exitCode = 1;
}

main();
