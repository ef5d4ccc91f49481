import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { RatingModel } from '#shared/rating/model/rating-model.js';
import { SimulatedWorld, type SimulatedSheet } from '#shared/rating/simulation/simulate.js';

const USAGE = `How long a full solve takes and how much memory, and how long a new sheet takes to be relaxed.

  npm run bench:rating -- [--sheets 1000000] [--relaxed-at 100000] [--new 2000]
`;

const optionsSchema = z.object({
  sheets: z.coerce.number().int().min(100).default(1_000_000),
  'relaxed-at': z.coerce.number().int().min(100).default(100_000),
  new: z.coerce.number().int().min(1).default(2000),
});

const SHEETS_PER_PERSON = 10;
/** What is asked: seconds by the clock (so run it on an idle machine) and mebibytes of a full solve, milliseconds of a new sheet at the 95th percentile. */
const ASKED = { seconds: 30, mebibytes: 1024, relaxed: 5 };

const log = (line: string): void => void process.stdout.write(`${line}\n`);
const mebibytes = (bytes: number): number => Math.round(bytes / 2 ** 20);

function worldOf(sheets: number): SimulatedWorld {
  return new SimulatedWorld({ seed: 1, people: Math.round(sheets / SHEETS_PER_PERSON), sheets });
}

function start(world: SimulatedWorld): RatingModel {
  const model = new RatingModel();
  for (const { rater, errors } of world.calibration()) model.calibrate(rater, errors);
  return model;
}

function benchSolve(sheets: number): boolean {
  const world = worldOf(sheets);
  const model = start(world);
  let inserting = 0;
  for (const sheet of world.sheets()) {
    const before = performance.now();
    model.insert(sheet);
    inserting += performance.now() - before;
  }
  const before = performance.now();
  const used = process.cpuUsage();
  const { sweeps, change } = model.solve();
  const seconds = (performance.now() - before) / 1000;
  const { user, system } = process.cpuUsage(used);
  const processor = (user + system) / 1e6;
  // The peak of the whole process: the simulated world stands in the same memory.
  const peak = mebibytes(process.resourceUsage().maxRSS * 1024);
  log(
    `${sheets} sheets: solved with ${processor.toFixed(1)} s of processor time, ${seconds.toFixed(1)} s by the clock ` +
      `(${sweeps} sweeps, last change ${change.toExponential(1)}); inserted in ${(inserting / 1000).toFixed(1)} s; ` +
      `peak memory ${peak} MiB, the simulated world included`,
  );
  return seconds <= ASKED.seconds && peak <= ASKED.mebibytes;
}

function benchRelax(sheets: number, more: number): boolean {
  const world = worldOf(sheets + more);
  const model = start(world);
  const later: SimulatedSheet[] = [];
  for (const sheet of world.sheets()) {
    if (model.size < sheets) model.insert(sheet);
    else later.push(sheet);
  }
  model.solve();
  let blocks = 0;
  const took = later.map((sheet) => {
    const before = performance.now();
    model.insert(sheet);
    blocks += model.relax().blocks;
    return performance.now() - before;
  });
  took.sort((a, b) => a - b);
  const at = (share: number): number => took[Math.ceil(share * took.length) - 1] ?? NaN;
  log(
    `a new sheet at ${sheets}: p50 ${at(0.5).toFixed(2)} ms, p95 ${at(0.95).toFixed(2)} ms, most ${at(1).toFixed(2)} ms, ` +
      `${Math.round(blocks / took.length)} blocks each`,
  );
  return at(0.95) <= ASKED.relaxed;
}

function main(): void {
  const { values } = parseArgs({
    options: {
      sheets: { type: 'string' },
      'relaxed-at': { type: 'string' },
      new: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  const options = optionsSchema.safeParse(values);
  if (values.help || !options.success) {
    log(USAGE);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const processors = cpus();
  log(
    `One core of ${processors.length} × ${processors[0]?.model ?? 'unknown processor'}, ` +
      `${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`,
  );
  const relaxed = benchRelax(options.data['relaxed-at'], options.data.new);
  const solved = benchSolve(options.data.sheets);
  log(
    `asked: solved with ≤ ${ASKED.seconds} s of one core and ≤ ${ASKED.mebibytes} MiB, a new sheet in ≤ ${ASKED.relaxed} ms at p95`,
  );
  if (!relaxed || !solved) process.exitCode = 1;
}

main();
