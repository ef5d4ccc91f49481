import { z } from 'zod';
import { flowRefSchema } from '../flow/flow.schema.js';
import { FLOW_TEXT_MAX } from '../flow/lint/bounds.js';
import { trackSchema } from '../interview/track.js';

/** Flows of one's own, at most, and versions of one of them. */
export const OWN_FLOWS_MAX = 40;
export const VERSIONS_MAX = 200;

/** Of a draft: one more with each save. */
export const revisionSchema = z.int().min(1).max(1_000_000_000);

export const flowTextSchema = z
  .string()
  .max(FLOW_TEXT_MAX)
  .refine((text) => !text.includes('\0'), 'text without null characters')
  .describe('YAML of a flow; it need not be right yet.');
const counted = z.int().min(0).max(100_000);
export const findingCountsSchema = z.strictObject({ errors: counted, warnings: counted });
export type FindingCounts = z.infer<typeof findingCountsSchema>;

export const ownVersionSchema = z.object({
  version: z.int().min(1),
  publishedAt: z.int(),
  shared: z.boolean().describe('Everybody in this instance may be matched with it.'),
});
export type OwnVersion = z.infer<typeof ownVersionSchema>;

/** One of one's own flows, as the list shows it. */
export const ownFlowSchema = z.object({
  id: z.uuid(),
  title: z.string().describe('As the draft has it; empty where it has none.'),
  revision: z.int().describe('Of the draft: one more with each save.'),
  savedAt: z.int(),
  findings: findingCountsSchema.nullable().describe('What the editor counted when it saved; `null` before it did.'),
  changed: z.boolean().describe('The draft differs from the latest version, or there is none.'),
  origin: z.string().nullable().describe('The title of the flow that it was forked from.'),
  latest: ownVersionSchema.nullable(),
  shared: z.int().nullable().describe('The version that is shared, if one is.'),
});
export type OwnFlow = z.infer<typeof ownFlowSchema>;

/** One of one's own flows, opened. */
export const openFlowSchema = ownFlowSchema.extend({
  text: z.string(),
  versions: z.array(ownVersionSchema).describe('Latest first.'),
});
export type OpenFlow = z.infer<typeof openFlowSchema>;

export const draftSavedSchema = z.object({ revision: z.int(), savedAt: z.int() });
export type DraftSaved = z.infer<typeof draftSavedSchema>;

export const flowVersionSchema = z.object({ version: z.int(), publishedAt: z.int(), text: z.string() });
export type FlowVersion = z.infer<typeof flowVersionSchema>;

/** A flow that one may fork. */
export const forkableSchema = z.object({
  flow: flowRefSchema,
  title: z.string(),
  track: trackSchema,
  from: z.enum(['own', 'shared', 'built-in']),
});
export type Forkable = z.infer<typeof forkableSchema>;

/** A published flow, as staff see it. */
export const publishedFlowSchema = z.object({
  flow: z.uuid(),
  title: z.string(),
  track: trackSchema,
  author: z.string().describe('Display name.'),
  version: z.int().describe('The latest.'),
  publishedAt: z.int(),
  shared: z.int().nullable().describe('The version that is shared, if one is.'),
});
export type PublishedFlow = z.infer<typeof publishedFlowSchema>;
