import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const scoresSchema = z.record(z.string(), z.number().int().min(1).max(5));

/** One line of a file of sheets. */
const sheetLine = z.object({
  id: z.string(),
  at: z.iso.datetime().transform((at) => Date.parse(at)),
  rater: z.string(),
  candidate: z.string(),
  question: z.string(),
  candidate_level: z.coerce.string(),
  rater_level: z.coerce.string(),
  scores: scoresSchema,
  quality: scoresSchema.optional(),
});
export type SheetLine = z.infer<typeof sheetLine>;

/** One line of a file of vignettes: what a rater gave, and what the reference says. */
const vignetteLine = z.object({ rater: z.string(), scores: scoresSchema, anchors: scoresSchema });
export type VignetteLine = z.infer<typeof vignetteLine>;

async function* linesOf<T>(file: string, schema: z.ZodType<T>): AsyncGenerator<T> {
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    number += 1;
    if (line.trim() === '') continue;
    const parsed = schema.safeParse(JSON.parse(line));
    if (!parsed.success) throw new Error(`${file}:${number}: ${z.prettifyError(parsed.error)}`);
    yield parsed.data;
  }
}

export const sheetsIn = (file: string): AsyncGenerator<SheetLine> => linesOf(file, sheetLine);
export const vignettesIn = (file: string): AsyncGenerator<VignetteLine> => linesOf(file, vignetteLine);

/** Mean of (reference − score) over the competencies that have both; `null` where none has. */
export function signedError({ scores, anchors }: VignetteLine): number | null {
  const errors = Object.entries(scores).flatMap(([name, score]) => {
    const anchor = anchors[name];
    return anchor === undefined ? [] : [anchor - score];
  });
  return errors.length === 0 ? null : errors.reduce((sum, error) => sum + error, 0) / errors.length;
}
