import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { startOurs, startRelay, type Contender, type Usage } from './contender.js';
import { median, round } from './measure.js';
import { openLoop, type Run, type Seated } from './open-loop.js';

const USAGE = `Durable commands beside a bare Socket.IO relay, measured in the same run.

  npm run load -- [--rooms 500] [--rate 0.5] [--seconds 60] [--runs 1] [--find-knee] [--json FILE]

  --rate       commands per peer and second
  --runs       so many times one after the other, relay and ours in turn: medians are told, and the worst of each
  --find-knee  raise the rate for both until one of them no longer keeps up
`;

/** The generator must be on time itself, or its run is void. */
const MAX_LOOP_LAG_MS = 10;
/** Keeping up: nothing failed, all that was offered was acknowledged, and not late. */
const KEEPS_UP = { share: 0.98, p99: 250 };
const KNEE_SECONDS = 10;
/** After a rate that was too much: what it left behind is not the next one's. */
const RECOVERY_MS = 10_000;
const KNEE_STEP = 1.4;
const KNEE_STEPS = 24;
/** Once it is between two rates, halve the distance so many times: to about 2 %. */
const KNEE_HALVINGS = 4;

interface Result extends Omit<Run, 'perSecond' | 'offeredPerSecond' | 'loopLagP99'> {
  sustainedPerSecond: number;
  /** Processor seconds per second. */
  cpu: number;
  rssPerConnectionKb: number;
}

interface Measured {
  result: Result;
  /** With `--find-knee`: what stood in the way of more. */
  limit: Knee['limit'] | null;
  /** Of the generator. */
  lag: number;
}

const optionsSchema = z.object({
  rooms: z.coerce.number().int().min(1).default(500),
  rate: z.coerce.number().positive().default(0.5),
  seconds: z.coerce.number().min(1).default(60),
  runs: z.coerce.number().int().min(1).default(1),
  'find-knee': z.boolean().default(false),
  json: z.string().optional(),
});
type Options = z.infer<typeof optionsSchema>;

const log = (line: string): void => void process.stdout.write(`${line}\n`);

/** Why a rate was not kept up with; `null` where it was. A generator that is late itself has shown nothing about it. */
function limitOf(run: Run): 'server' | 'generator' | null {
  if (run.loopLagP99 > MAX_LOOP_LAG_MS) return 'generator';
  const keptUp = run.errors === 0 && run.perSecond >= KEEPS_UP.share * run.offeredPerSecond && run.p99 <= KEEPS_UP.p99;
  return keptUp ? null : 'server';
}

interface Knee {
  /** The highest rate that was kept up with, in acknowledged commands per second. */
  sustained: number;
  /** What stood in the way of more; with `generator` the contender may well do more. */
  limit: 'server' | 'generator';
  /** Of the generator, over the rates that count. */
  lag: number;
}

async function knee(seated: readonly Seated[], from: Run, rate: number): Promise<Knee> {
  let limit = limitOf(from) ?? 'server';
  let [kept, refused] = limitOf(from) ? [0, rate] : [rate, Infinity];
  let [sustained, lag] = limitOf(from) ? [0, from.loopLagP99] : [from.perSecond, from.loopLagP99];
  for (let step = 0, halvings = 0; step < KNEE_STEPS && halvings < KNEE_HALVINGS; step += 1) {
    if (refused < Infinity) halvings += 1;
    const next = refused < Infinity ? (kept + refused) / 2 : kept * KNEE_STEP;
    const run = await openLoop(seated, next, KNEE_SECONDS);
    const { offeredPerSecond, perSecond, p99, loopLagP99 } = run;
    const reached = limitOf(run);
    const words = { server: ': too much', generator: ': too much for the generator' };
    log(
      `    ${offeredPerSecond}/s offered, ${perSecond}/s done, p99 ${p99} ms, lag ${loopLagP99} ms${reached ? words[reached] : ''}`,
    );
    if (reached) {
      [refused, limit] = [next, reached];
      await sleep(RECOVERY_MS);
    } else [kept, sustained, lag] = [next, perSecond, Math.max(lag, loopLagP99)];
  }
  return { sustained, limit, lag };
}

async function measure(start: () => Promise<Contender>, options: Options): Promise<Measured> {
  const contender = await start();
  try {
    log(`  ${contender.name}: seating ${options.rooms * 2} people in ${options.rooms} rooms`);
    const empty = await contender.usage();
    const seated = await contender.seat(options.rooms);
    const before = await contender.usage();
    const run = await openLoop(seated, options.rate, options.seconds);
    const after = await contender.usage();
    const found = options['find-knee']
      ? await knee(seated, run, options.rate)
      : { sustained: run.perSecond, limit: null, lag: run.loopLagP99 };
    for (const { socket } of seated) socket.disconnect();
    const { p50, p95, p99, errors } = run;
    return {
      result: { p50, p95, p99, errors, sustainedPerSecond: found.sustained, ...used(empty, before, after, options) },
      limit: found.limit,
      lag: Math.max(run.loopLagP99, found.lag),
    };
  } finally {
    await contender.stop();
  }
}

function used(empty: Usage, before: Usage, after: Usage, options: Options): Pick<Result, 'cpu' | 'rssPerConnectionKb'> {
  return {
    cpu: round((after.cpuSeconds - before.cpuSeconds) / options.seconds),
    rssPerConnectionKb: round((before.rssBytes - empty.rssBytes) / 1024 / (options.rooms * 2), 1),
  };
}

function worst(results: readonly Result[]): Pick<Result, 'p99' | 'sustainedPerSecond'> {
  return {
    p99: Math.max(...results.map(({ p99 }) => p99)),
    sustainedPerSecond: Math.min(...results.map(({ sustainedPerSecond }) => sustainedPerSecond)),
  };
}

function medians(results: readonly Result[]): Result {
  const of = (key: keyof Result) => median(results.map((result) => result[key]));
  return {
    ...{ p50: of('p50'), p95: of('p95'), p99: of('p99'), errors: of('errors') },
    ...{ sustainedPerSecond: of('sustainedPerSecond'), cpu: of('cpu'), rssPerConnectionKb: of('rssPerConnectionKb') },
  };
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rooms: { type: 'string' },
      rate: { type: 'string' },
      seconds: { type: 'string' },
      runs: { type: 'string' },
      'find-knee': { type: 'boolean' },
      json: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return log(USAGE);
  const options = optionsSchema.parse(values);
  const processor = cpus();
  log(
    `Load: ${options.rooms} rooms, ${options.rate} commands per peer and second for ${options.seconds} s, on ${processor.length} × ` +
      `${processor[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}. ` +
      'Server, database and generator share this machine.',
  );
  const measured: { relay: Measured; ours: Measured }[] = [];
  for (let run = 1; run <= options.runs; run += 1) {
    log(`Run ${run} of ${options.runs}`);
    measured.push({ relay: await measure(startRelay, options), ours: await measure(startOurs, options) });
  }
  const relay = measured.map((run) => run.relay.result);
  const ours = measured.map((run) => run.ours.result);
  const loopLagP99 = Math.max(...measured.flatMap((run) => [run.relay.lag, run.ours.lag]));
  const [typical, baseline] = [medians(ours), medians(relay)];
  const report = {
    ours: typical,
    relay: baseline,
    worst: { ours: worst(ours), relay: worst(relay) },
    ratio: {
      sustained: round(typical.sustainedPerSecond / baseline.sustainedPerSecond),
      p99: round(typical.p99 / baseline.p99),
    },
    generator: { loopLagP99 },
    valid: loopLagP99 <= MAX_LOOP_LAG_MS,
  };
  print(report);
  for (const { limit } of measured.map((run) => run.relay)) {
    if (limit === 'generator') log('The relay may do more: the generator could not offer it.');
  }
  if (options.json) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
  if (!report.valid) process.exitCode = 3;
}

function print(report: {
  ours: Result;
  relay: Result;
  worst: object;
  ratio: object;
  generator: object;
  valid: boolean;
}) {
  const rows = Object.keys(report.ours) as (keyof Result)[];
  log(`\n${'ms'.padEnd(22)}${'ours'.padStart(12)}${'relay'.padStart(12)}`);
  for (const key of rows) {
    log(`${key.padEnd(22)}${String(report.ours[key]).padStart(12)}${String(report.relay[key]).padStart(12)}`);
  }
  log(`worst ${JSON.stringify(report.worst)}`);
  log(`ratio ${JSON.stringify(report.ratio)}, generator ${JSON.stringify(report.generator)}`);
  log(report.valid ? 'valid' : `NOT valid: the generator's own loop lagged more than ${MAX_LOOP_LAG_MS} ms`);
}

main().then(
  () => process.exit(),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
