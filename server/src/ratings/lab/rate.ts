import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { RatingModel } from '#shared/rating/model/rating-model.js';
import { ModelEstimator, RawEstimator, type Estimator } from './estimators.js';
import { sheetsIn, signedError, vignettesIn } from './sheet.file.js';

const USAGE = `Rates everyone in a file of sheets.

  npm run rating -- --ratings FILE --out FILE [--calibration FILE] [--incremental] [--method model|raw]
                    [--hold-out]

  --ratings      one sheet a line (JSON): id, at, rater, candidate, question, candidate_level, rater_level, scores,
                 and quality, which is what the candidate gave the interviewer
  --calibration  one vignette a line: rater, scores, anchors
  --out          one person a line: user, overall, competencies, severity (and how else they rate, with flags), quality
                 (with the skills), show, explain, level, bands, percentiles
  --incremental  relax sheet by sheet instead of solving once at the end
  --method       the model, or the raw mean to compare with
  --hold-out     say as well how well everybody's last sheet is predicted from the others
`;

const optionsSchema = z.object({
  ratings: z.string(),
  out: z.string(),
  calibration: z.string().optional(),
  incremental: z.boolean().default(false),
  method: z.enum(['model', 'raw']).default('model'),
  'hold-out': z.boolean().default(false),
});

async function calibrateFrom(file: string, estimator: Estimator): Promise<void> {
  const errors = new Map<string, number[]>();
  for await (const line of vignettesIn(file)) {
    const error = signedError(line);
    if (error === null) continue;
    const known = errors.get(line.rater);
    if (known) known.push(error);
    else errors.set(line.rater, [error]);
  }
  for (const [rater, found] of errors) estimator.calibrate(rater, found);
}

async function write(file: string, estimator: Estimator): Promise<number> {
  const out = createWriteStream(file);
  const people = estimator.people();
  for (const user of people) {
    if (!out.write(`${JSON.stringify({ user, ...estimator.predict(user) })}\n`)) await once(out, 'drain');
  }
  out.end();
  await finished(out);
  return people.length;
}

/** What the platform says of itself. */
function describePlatform(model: RatingModel, isHoldOut: boolean): string {
  const lines = [`${model.pairs().length} pairs give each other so much that it is worth a look`];
  const reliability = model.reliability();
  for (const [what, of] of Object.entries(reliability ?? {})) {
    const { icc, sheetsFor70, sheetsFor80 } = of;
    lines.push(`a single sheet, ${what}: ICC ${icc.toFixed(3)}, sheets for .7: ${sheetsFor70}, for .8: ${sheetsFor80}`);
  }
  const hidden = isHoldOut ? model.holdOut() : null;
  if (hidden) {
    const errors = [hidden.model, hidden.raw, hidden.constant].map((error) => error.toFixed(3));
    lines.push(
      `${hidden.sheets} hidden sheets: missed by ${errors[0]}, by the raw mean ${errors[1]}, a constant ${errors[2]}`,
    );
  }
  return lines.map((line) => `${line}\n`).join('');
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      ratings: { type: 'string' },
      calibration: { type: 'string' },
      out: { type: 'string' },
      incremental: { type: 'boolean' },
      method: { type: 'string' },
      'hold-out': { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  const options = optionsSchema.safeParse(values);
  if (values.help || !options.success) {
    process.stdout.write(USAGE);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const { ratings, calibration, out, incremental, method } = options.data;
  const started = performance.now();
  const estimator = method === 'raw' ? new RawEstimator() : new ModelEstimator(incremental);
  if (calibration) await calibrateFrom(calibration, estimator);
  let sheets = 0;
  for await (const { candidate_level: level, rater_level: raterLevel, ...sheet } of sheetsIn(ratings)) {
    estimator.add({ ...sheet, level, raterLevel });
    sheets += 1;
  }
  estimator.finish();
  const people = await write(out, estimator);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${sheets} sheets, ${people} people in ${seconds} s, to ${out}\n`);
  if (estimator instanceof ModelEstimator) {
    process.stdout.write(describePlatform(estimator.candidates, options.data['hold-out']));
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
