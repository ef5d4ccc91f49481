import { z } from 'zod';
import { flowSchema } from '../flow/flow.schema.js';
import { competencySchema } from '../interview/competency.js';
import { interviewerRubricSchema, rubricSchema } from '../interview/rubric.js';
import { levelSchema, TRACK_FAMILIES, trackSchema } from '../interview/track.js';
import { sheetSchema } from '../rating/sheet.js';
import {
  accountSchema,
  displayNameSchema,
  emailSchema,
  mailSchema,
  passwordSchema,
  profileSchema,
  signedInSessionSchema,
  signUpSchema,
} from './account.js';
import {
  calibrationSchema,
  comparisonSchema,
  nextVignetteSchema,
  rateVignetteSchema,
  vignetteRatingSchema,
} from './calibration.js';
import type { ErrorCode } from './errors.js';
import { libraryRoutes } from './library.js';
import { ownDataRoutes } from './owndata.routes.js';
import { historyPageSchema, progressSchema, rangeSchema, sessionPageSchema } from './progress.js';
import { queueOverviewSchema, queueStatusSchema, ticketRequestSchema } from './queue.js';
import { draftSchema, ownSheetsSchema, reportSchema, sheetKindSchema } from './report.js';
import { studioRoutes } from './studio.routes.js';

/** One route: everything that server, client and the OpenAPI document know about it. */
export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With `:name` for path parameters. */
  path: string;
  /** One sentence for the documents. */
  summary: string;
  /** Who may call it: anybody, somebody signed in, or somebody signed in whose e-mail is confirmed. */
  access: 'public' | 'signed-in' | 'confirmed';
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  status: 200 | 201 | 202 | 204;
  response: z.ZodType;
  /** Refusals of its own, beside `BAD_REQUEST`, `NOT_SIGNED_IN`, `RATE_LIMITED`, `FOREIGN_ORIGIN`. */
  errors: readonly ErrorCode[];
}

const none = z.object({});
const roomParams = z.object({ room: z.uuid() });
const round = z.enum(['1', '2']);
const sheetParams = z.object({ room: z.uuid(), round, kind: sheetKindSchema });

export const routes = {
  signUp: {
    method: 'POST',
    path: '/api/accounts',
    summary: 'Sign up. Answers the same whether or not the address is known; a mail says how to go on.',
    access: 'public',
    body: signUpSchema,
    status: 202,
    response: none,
    errors: [],
  },
  confirmEmail: {
    method: 'POST',
    path: '/api/accounts/confirmation',
    summary: 'Confirm the e-mail address with the token of the mail, and sign in.',
    access: 'public',
    body: z.strictObject({ token: z.string().min(20).max(100) }),
    status: 200,
    response: z.object({ account: accountSchema }),
    errors: ['TOKEN_INVALID'],
  },
  resendConfirmation: {
    method: 'POST',
    path: '/api/accounts/confirmation/mail',
    summary: 'Send the confirmation mail again. Answers the same for every address.',
    access: 'public',
    body: z.strictObject({ email: emailSchema }),
    status: 202,
    response: none,
    errors: [],
  },
  signIn: {
    method: 'POST',
    path: '/api/sessions',
    summary: 'Sign in; sets the session cookie. Where the address is not confirmed, its mail is sent again.',
    access: 'public',
    body: z.strictObject({ email: emailSchema, password: z.string().max(128) }),
    status: 200,
    response: z.object({ account: accountSchema }),
    errors: ['WRONG_CREDENTIALS', 'EMAIL_NOT_CONFIRMED'],
  },
  signOut: {
    method: 'DELETE',
    path: '/api/sessions/current',
    summary: 'Sign out this session; its sockets are closed.',
    access: 'signed-in',
    status: 204,
    response: none,
    errors: [],
  },
  listSessions: {
    method: 'GET',
    path: '/api/sessions',
    summary: 'Where one is signed in.',
    access: 'signed-in',
    status: 200,
    response: z.object({ sessions: z.array(signedInSessionSchema) }),
    errors: [],
  },
  endSession: {
    method: 'DELETE',
    path: '/api/sessions/:id',
    summary: 'End one of the own sessions.',
    access: 'signed-in',
    params: z.object({ id: z.uuid() }),
    status: 204,
    response: none,
    errors: ['NOT_FOUND'],
  },
  requestPasswordReset: {
    method: 'POST',
    path: '/api/password-resets',
    summary: 'Ask for a mail to set a new password. Answers the same for every address.',
    access: 'public',
    body: z.strictObject({ email: emailSchema }),
    status: 202,
    response: none,
    errors: [],
  },
  resetPassword: {
    method: 'PUT',
    path: '/api/password-resets',
    summary: 'Set a new password with the token of the mail; ends all sessions of the account.',
    access: 'public',
    body: z.strictObject({ token: z.string().min(20).max(100), password: passwordSchema }),
    status: 204,
    response: none,
    errors: ['TOKEN_INVALID'],
  },
  me: {
    method: 'GET',
    path: '/api/me',
    summary:
      'Who is signed in; `account` is null for nobody. `mailbox` says that mails are shown at /mailbox, `staff` that one looks after this instance.',
    access: 'public',
    status: 200,
    response: z.object({ account: accountSchema.nullable(), mailbox: z.boolean(), staff: z.boolean() }),
    errors: [],
  },
  updateMe: {
    method: 'PATCH',
    path: '/api/me',
    summary: 'Change display name or profile.',
    access: 'signed-in',
    body: z.strictObject({ displayName: displayNameSchema.optional(), profile: profileSchema.optional() }),
    status: 200,
    response: z.object({ account: accountSchema }),
    errors: [],
  },
  mailbox: {
    method: 'GET',
    path: '/api/mailbox',
    summary: 'The last mails, newest first. Only without SMTP, and only from the machine itself.',
    access: 'public',
    query: z.object({ to: emailSchema.optional() }),
    status: 200,
    response: z.object({ mails: z.array(mailSchema) }),
    errors: ['NOT_FOUND'],
  },
  queueOverview: {
    method: 'GET',
    path: '/api/queue',
    summary: 'Who waits where, and typical waits.',
    access: 'public',
    status: 200,
    response: queueOverviewSchema,
    errors: [],
  },
  queueStatus: {
    method: 'GET',
    path: '/api/queue/ticket',
    summary: 'One’s own place in the queue. Counts as the ticket’s heartbeat.',
    access: 'signed-in',
    status: 200,
    response: queueStatusSchema,
    errors: [],
  },
  enqueue: {
    method: 'POST',
    path: '/api/queue/ticket',
    summary:
      'Practise now: take a ticket. `CONFLICT` without a profile, and for a track that has fewer than two flows (`queueOverview` counts them).',
    access: 'confirmed',
    body: ticketRequestSchema,
    status: 201,
    response: queueStatusSchema,
    errors: ['ALREADY_QUEUED', 'IN_A_ROOM', 'EMAIL_NOT_CONFIRMED', 'CONFLICT'],
  },
  dequeue: {
    method: 'DELETE',
    path: '/api/queue/ticket',
    summary: 'Give the ticket back.',
    access: 'signed-in',
    status: 204,
    response: none,
    errors: [],
  },
  answerMatch: {
    method: 'POST',
    path: '/api/matches/:match/answer',
    summary: 'Accept or decline a match. Both must accept within 30 s.',
    access: 'confirmed',
    params: z.object({ match: z.uuid() }),
    body: z.strictObject({ accept: z.boolean() }),
    status: 200,
    response: queueStatusSchema,
    errors: ['NOT_FOUND', 'MATCH_OVER', 'EMAIL_NOT_CONFIRMED'],
  },
  roomFlow: {
    method: 'GET',
    path: '/api/rooms/:room/rounds/:round/flow',
    summary: 'The flow of a round: for its interviewer, and for its candidate once the debrief has begun.',
    access: 'confirmed',
    params: z.object({ room: z.uuid(), round }),
    status: 200,
    response: flowSchema,
    errors: ['NOT_FOUND', 'EMAIL_NOT_CONFIRMED'],
  },
  ownSheets: {
    method: 'GET',
    path: '/api/rooms/:room/sheets',
    summary: 'The sheets that one owes in a room, with drafts.',
    access: 'confirmed',
    params: roomParams,
    status: 200,
    response: ownSheetsSchema,
    errors: ['NOT_FOUND', 'EMAIL_NOT_CONFIRMED'],
  },
  saveDraft: {
    method: 'PUT',
    path: '/api/rooms/:room/rounds/:round/sheets/:kind/draft',
    summary: 'Save a sheet as far as it is, where `ownSheets` says `open`. Not checked beyond its shape.',
    access: 'confirmed',
    params: sheetParams,
    body: draftSchema,
    status: 204,
    response: none,
    errors: [
      'NOT_FOUND',
      'NOT_YOUR_SHEET',
      'SELF_FIRST',
      'ALREADY_SUBMITTED',
      'WRONG_PHASE',
      'TOO_LATE',
      'EMAIL_NOT_CONFIRMED',
    ],
  },
  submitSheet: {
    method: 'POST',
    path: '/api/rooms/:room/rounds/:round/sheets',
    summary: 'Submit a sheet, once and for good. The same `id` again gets the first answer.',
    access: 'confirmed',
    params: z.object({ room: z.uuid(), round }),
    body: z.strictObject({ id: z.uuid(), sheet: sheetSchema }),
    status: 201,
    response: none,
    errors: [
      'NOT_FOUND',
      'NOT_YOUR_SHEET',
      'SELF_FIRST',
      'ALREADY_SUBMITTED',
      'WRONG_PHASE',
      'TOO_LATE',
      'EVIDENCE_NEEDED',
      'EVIDENCE_UNKNOWN',
      'COMPETENCY_NOT_EXERCISED',
      'SHEET_INCOMPLETE',
      'COMMAND_ID_REUSED',
      'EMAIL_NOT_CONFIRMED',
    ],
  },
  report: {
    method: 'GET',
    path: '/api/rooms/:room/report',
    summary: 'The debrief of a room, sealed or revealed.',
    access: 'confirmed',
    params: roomParams,
    status: 200,
    response: reportSchema,
    errors: ['NOT_FOUND', 'EMAIL_NOT_CONFIRMED'],
  },
  markUseful: {
    method: 'PUT',
    path: '/api/rooms/:room/report/items/:item',
    summary:
      'Say whether an item of feedback about oneself was useful; null takes it back. Items: `<round>:<competency>` as far as the peer gave a score, `<round>:keep` and `<round>:change`, in the round in which one was the candidate.',
    access: 'confirmed',
    params: z.object({ room: z.uuid(), item: z.string().max(60) }),
    body: z.strictObject({ useful: z.boolean().nullable() }),
    status: 204,
    response: none,
    errors: ['NOT_FOUND', 'SEALED', 'EMAIL_NOT_CONFIRMED'],
  },
  progress: {
    method: 'GET',
    path: '/api/progress',
    summary: 'One’s own compiled numbers.',
    access: 'confirmed',
    query: z.object({ range: rangeSchema.default('all') }),
    status: 200,
    response: progressSchema,
    errors: ['EMAIL_NOT_CONFIRMED'],
  },
  sessionHistory: {
    method: 'GET',
    path: '/api/progress/sessions',
    summary: 'One’s own sessions, newest first.',
    access: 'confirmed',
    query: z.object({
      before: z.string().max(80).optional(),
      track: trackSchema.optional(),
      level: levelSchema.optional(),
    }),
    status: 200,
    response: sessionPageSchema,
    errors: ['EMAIL_NOT_CONFIRMED'],
  },
  progressPoints: {
    method: 'GET',
    path: '/api/progress/points',
    summary: 'One’s own estimates after each sheet, newest first.',
    access: 'confirmed',
    query: z.object({ range: rangeSchema.default('all'), before: z.string().max(80).optional() }),
    status: 200,
    response: historyPageSchema,
    errors: ['EMAIL_NOT_CONFIRMED'],
  },
  setGoal: {
    method: 'PUT',
    path: '/api/progress/goal',
    summary: 'Choose the competency one sets out to get better at; the estimate of now is what it is measured from.',
    access: 'confirmed',
    body: z.strictObject({ competency: competencySchema.nullable() }),
    status: 204,
    response: none,
    errors: ['EMAIL_NOT_CONFIRMED'],
  },
  calibration: {
    method: 'GET',
    path: '/api/calibration',
    summary: 'Where one stands in each track, and how strict one is compared with the reference.',
    access: 'confirmed',
    status: 200,
    response: calibrationSchema,
    errors: ['EMAIL_NOT_CONFIRMED'],
  },
  nextVignette: {
    method: 'GET',
    path: '/api/calibration/tracks/:track/next',
    summary: 'The next vignette of a track to rate. What it is worth comes with the answer to `rateVignette`.',
    access: 'confirmed',
    params: z.object({ track: trackSchema }),
    status: 200,
    response: nextVignetteSchema,
    errors: ['EMAIL_NOT_CONFIRMED'],
  },
  rateVignette: {
    method: 'POST',
    path: '/api/calibration/ratings',
    summary:
      'Rate a vignette of one’s open set, once and for good; answers with the reference. The same `id` again gets the first answer.',
    access: 'confirmed',
    body: rateVignetteSchema,
    status: 201,
    response: comparisonSchema,
    errors: ['NOT_FOUND', 'SHEET_INCOMPLETE', 'ALREADY_SUBMITTED', 'COMMAND_ID_REUSED', 'EMAIL_NOT_CONFIRMED'],
  },
  vignetteRatings: {
    method: 'GET',
    path: '/api/calibration/ratings',
    summary: 'The vignettes that one has rated, newest first: at most two sets of three a track.',
    access: 'confirmed',
    query: z.object({ track: trackSchema.optional() }),
    status: 200,
    response: z.object({ ratings: z.array(vignetteRatingSchema) }),
    errors: ['EMAIL_NOT_CONFIRMED'],
  },
  vignetteRating: {
    method: 'GET',
    path: '/api/calibration/ratings/:rating',
    summary: 'One’s own rating of a vignette beside the reference.',
    access: 'confirmed',
    params: z.object({ rating: z.uuid() }),
    status: 200,
    response: comparisonSchema,
    errors: ['NOT_FOUND', 'EMAIL_NOT_CONFIRMED'],
  },
  ...libraryRoutes,
  rubric: {
    method: 'GET',
    path: '/api/rubric/:family',
    summary: 'The rubric of a track family.',
    access: 'public',
    params: z.object({ family: z.enum(TRACK_FAMILIES) }),
    status: 200,
    response: rubricSchema,
    errors: ['NOT_FOUND'],
  },
  interviewerRubric: {
    method: 'GET',
    path: '/api/rubric/interviewer/skills',
    summary: 'The rubric that interviewers are rated with.',
    access: 'public',
    status: 200,
    response: interviewerRubricSchema,
    errors: [],
  },
  ...studioRoutes,
  ...ownDataRoutes,
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof routes;
type RouteOf<N extends RouteName> = (typeof routes)[N];
type Input<N extends RouteName, K extends 'params' | 'query' | 'body'> =
  RouteOf<N> extends { [P in K]: infer S extends z.ZodType } ? { [P in K]: z.input<S> } : unknown;
/** What a caller gives: params, query and body, as far as the route has them. */
export type RouteInput<N extends RouteName> = Input<N, 'params'> & Input<N, 'query'> & Input<N, 'body'>;
export type RouteResponse<N extends RouteName> = z.output<RouteOf<N>['response']>;
