import '../../zod.config.js';
import { z } from 'zod';
import { readText } from './lint.reading.js';

const askedSchema = z.object({ number: z.int(), text: z.string() });

addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const { number, text } = askedSchema.parse(data);
  postMessage({ number, reading: readText(text) });
});
