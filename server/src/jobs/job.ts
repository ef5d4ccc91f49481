import { z } from 'zod';

/** Everything that is done later or elsewhere. A job names rows and carries no state of its own: it may run twice. */
export const jobSchema = z.discriminatedUnion('name', [
  /** Repair what a crash left undone; scheduled by the runner itself. */
  z.strictObject({ name: z.literal('sweep') }),
  /** A room's next deadline has come. */
  z.strictObject({ name: z.literal('room-deadline'), room: z.uuid() }),
  /** The last tab of a peer has gone a moment ago: are they away, or was it a reload? */
  z.strictObject({ name: z.literal('seat-absence'), room: z.uuid(), seat: z.enum(['A', 'B']) }),
  /** A room's sheets are revealed, or what counts of them has changed: compile the numbers that they move. */
  z.strictObject({ name: z.literal('compile-sheet'), room: z.uuid() }),
  /** Solve the rating model from zero: every night, when much has changed, or because staff ask for it. */
  z.strictObject({ name: z.literal('solve-epoch'), reason: z.string() }),
  /** Somebody's numbers have changed: is their drill done, and which is next? */
  z.strictObject({ name: z.literal('drill-suggestion'), account: z.uuid() }),
  /** A room is compiled: write it down as it stands in the lists of the two. */
  z.strictObject({ name: z.literal('session-report'), room: z.uuid() }),
  /** Somebody has queued: look for pairs. */
  z.strictObject({ name: z.literal('match') }),
  /** The time to accept a match is up. */
  z.strictObject({ name: z.literal('match-expiry'), match: z.uuid() }),
  /** Somebody has asked for an export of their data. */
  z.strictObject({ name: z.literal('export-account'), export: z.uuid() }),
  /** Somebody has deleted their account: clear what is left of them in rooms with others. */
  z.strictObject({ name: z.literal('erase-account'), account: z.uuid() }),
]);
export type Job = z.infer<typeof jobSchema>;
export type JobName = Job['name'];
export type JobOf<N extends JobName> = Extract<Job, { name: N }>;

export const JOB_NAMES: readonly JobName[] = jobSchema.options.map((option) => option.shape.name.value);
