import { z } from 'zod';
import { FINDING_CODES } from '../flow/lint/finding.js';

/** A fault of a flow, and where it stands in its text. */
export const findingSchema = z.object({
  severity: z.enum(['error', 'warning']).describe('With an error a flow cannot be published.'),
  code: z.enum(FINDING_CODES),
  path: z.array(z.union([z.string(), z.int()])).describe('Keys and indexes from the top of the flow.'),
  message: z.string().describe('What is wrong.'),
  fix: z.string().describe('What to do.'),
  line: z.int().min(1),
  column: z.int().min(1),
});
