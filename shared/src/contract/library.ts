import { z } from 'zod';
import { flowScriptSchema } from '../flow/flow.schema.js';
import { competencySchema } from '../interview/competency.js';
import { levelSchema, trackSchema } from '../interview/track.js';

/** A flow as the library lists it: nothing that belongs to the interviewer alone. */
export const flowSummarySchema = z.object({
  id: z.string(),
  version: z.int(),
  track: trackSchema,
  levels: z.array(levelSchema),
  title: z.string(),
  industry: z.string(),
  summary: z.string(),
  exercises: z.array(competencySchema),
});
export type FlowSummary = z.infer<typeof flowSummarySchema>;

const time = z.int().nullable();

/** What the caller knows of a flow. Times are of the latest, `null` for never. */
export const flowKnowledgeSchema = z.object({
  seen: z
    .boolean()
    .describe('Not put to the caller as candidate while others remain: its brief was opened, or it was met in a room.'),
  briefOpenedAt: time.describe('Of this version.'),
  licensedAt: time.describe('When the check of this version was passed.'),
  takenAt: time.describe('As candidate, in a room that has reached its debrief or closed.'),
  interviewedAt: time,
  earned: z.boolean().describe('`flowScript` is open: taken, interviewed with, or licensed, in any version.'),
  mayInterview: z.boolean().describe('Licensed for this version, or has taken it as candidate.'),
});

/** A flow and what the caller knows of it. */
export const libraryEntrySchema = z.object({
  ...flowSummarySchema.shape,
  steps: z.object({ full: z.int(), short: z.int() }).describe('How many steps an interview of each length walks.'),
  knowledge: flowKnowledgeSchema,
});
export type LibraryEntry = z.infer<typeof libraryEntrySchema>;

const cardCounts = z.object({ followUps: z.int(), twists: z.int(), hints: z.int() });

/** The same with what the page of one flow says beyond it. */
export const libraryFlowSchema = z.object({ ...libraryEntrySchema.shape, cards: cardCounts, facts: z.int() });
export type LibraryFlow = z.infer<typeof libraryFlowSchema>;

/** The three questions as they are put: the options in an order of their own, and none marked as the right one. */
export const checkPaperSchema = z
  .array(
    z.object({
      question: z.string(),
      options: z.array(z.object({ option: z.int().describe('Names it in an answer.'), text: z.string() })),
    }),
  )
  .length(3);
export type CheckPaper = z.infer<typeof checkPaperSchema>;

export const briefSchema = z.object({
  version: z.int().describe('To be given back with the answers: a newer version has questions of its own.'),
  brief: z.string(),
  check: checkPaperSchema,
});
export type Brief = z.infer<typeof briefSchema>;

/** One answer to each question, by its `option`, in the order of the questions. */
const answersSchema = z.array(z.int().min(0).max(3)).length(3);

export const checkResultSchema = z.object({
  passed: z.boolean().describe('All three are right.'),
  licensedAt: time.describe('When it was passed for the first time, now or earlier.'),
  results: z.array(
    z.object({
      right: z.boolean(),
      answer: z.int().describe('The option that is right.'),
      because: z.string(),
    }),
  ),
  again: checkPaperSchema.nullable().describe('The questions for another try; `null` when this one passed.'),
});
export type CheckResult = z.infer<typeof checkResultSchema>;

const flowParams = z.object({ flow: z.string().min(1).max(60) });
const roundParams = z.object({ room: z.uuid(), round: z.enum(['1', '2']) });

/** Refusals of whatever shows more of a flow than the library's list does. */
const CLOSED = ['NOT_FOUND', 'IN_A_ROOM', 'EMAIL_NOT_CONFIRMED'] as const;

/** The routes of the library, and of the check that a room's interviewer may take. Part of `routes`. */
export const libraryRoutes = {
  listFlows: {
    method: 'GET',
    path: '/api/flows',
    summary: 'The flows there are, without what belongs to the interviewer.',
    access: 'public',
    status: 200,
    response: z.object({ flows: z.array(flowSummarySchema) }),
    errors: [],
  },
  library: {
    method: 'GET',
    path: '/api/library',
    summary: 'The flows there are, and what one knows of each.',
    access: 'confirmed',
    status: 200,
    response: z.object({ flows: z.array(libraryEntrySchema) }),
    errors: ['EMAIL_NOT_CONFIRMED'],
  },
  libraryFlow: {
    method: 'GET',
    path: '/api/library/:flow',
    summary: 'One flow, in its latest version, and what one knows of it.',
    access: 'confirmed',
    params: flowParams,
    status: 200,
    response: libraryFlowSchema,
    errors: ['NOT_FOUND', 'EMAIL_NOT_CONFIRMED'],
  },
  openBrief: {
    method: 'POST',
    path: '/api/library/:flow/brief',
    summary:
      'Open the brief, for good: from then on the flow counts as seen, and is not put to one as candidate while others remain. Not while one is in a room that has not reached its debrief.',
    access: 'confirmed',
    params: flowParams,
    status: 200,
    response: briefSchema,
    errors: CLOSED,
  },
  readBrief: {
    method: 'GET',
    path: '/api/library/:flow/brief',
    summary: 'Read the brief again that one has opened. Closed in a room as `openBrief` is.',
    access: 'confirmed',
    params: flowParams,
    status: 200,
    response: briefSchema,
    errors: [...CLOSED, 'BRIEF_NOT_OPENED'],
  },
  passCheck: {
    method: 'POST',
    path: '/api/library/:flow/check',
    summary:
      'Answer the check of the brief that one has opened, as often as one likes. All three right give the licence to interview with this version, and open its script. `CONFLICT` where there is a newer version than that of the answers.',
    access: 'confirmed',
    params: flowParams,
    body: z.strictObject({ version: z.int().min(1), answers: answersSchema }),
    status: 200,
    response: checkResultSchema,
    errors: [...CLOSED, 'BRIEF_NOT_OPENED', 'CONFLICT'],
  },
  flowScript: {
    method: 'GET',
    path: '/api/library/:flow/script',
    summary:
      'All that an interviewer has: for who has interviewed with the flow, has taken it as candidate, or is licensed. Closed in a room as `openBrief` is.',
    access: 'confirmed',
    params: flowParams,
    status: 200,
    response: flowScriptSchema,
    errors: [...CLOSED, 'NOT_EARNED'],
  },
  roomCheck: {
    method: 'GET',
    path: '/api/rooms/:room/rounds/:round/check',
    summary: 'The check of a round’s flow, for its interviewer, in the version that the room has.',
    access: 'confirmed',
    params: roundParams,
    status: 200,
    response: z.object({
      licensedAt: time.describe('When it was passed, here or in the library.'),
      mayInterview: z.boolean().describe('Licensed for this version, or has taken it as candidate.'),
      check: checkPaperSchema,
    }),
    errors: ['NOT_FOUND', 'EMAIL_NOT_CONFIRMED'],
  },
  passRoomCheck: {
    method: 'POST',
    path: '/api/rooms/:room/rounds/:round/check',
    summary: 'Answer it: the same licence as by `passCheck`, for the version that the room has.',
    access: 'confirmed',
    params: roundParams,
    body: z.strictObject({ answers: answersSchema }),
    status: 200,
    response: checkResultSchema,
    errors: ['NOT_FOUND', 'EMAIL_NOT_CONFIRMED'],
  },
} as const;
