import { z } from 'zod';
import { competencySchema } from '../interview/competency.js';
import { END_SCOPES, MARKS, SHEET_KINDS } from './state.js';

/** Bounds of what people write (rules 19 and 20), in characters. */
export const LIMITS = { chat: 2000, note: 20_000, moment: 280, problem: 500 } as const;

const round = z.union([z.literal(1), z.literal(2)]);
const id = z.string().min(1).max(60);
const inRound = { round };
const moment = {
  momentId: z.uuid(),
  side: z.enum(['strong', 'weak']),
  competency: competencySchema,
  text: z.string().max(LIMITS.moment),
};

/** What a peer may ask of a room over the socket. Who may send which, and when, is decided by the rules. */
export const peerCommandSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('leaveForGood') }),
  z.strictObject({ type: z.literal('endWithoutPartner') }),
  /** `round` is the one that the room is in, whichever is then rehearsed. */
  z.strictObject({ type: z.literal('rehearse'), ...inRound }),
  z.strictObject({ type: z.literal('drawCard'), ...inRound }),
  z.strictObject({ type: z.literal('endRehearsal'), ...inRound }),
  z.strictObject({ type: z.literal('declareReady'), ...inRound }),
  z.strictObject({ type: z.literal('advanceStep'), ...inRound, from: id }),
  z.strictObject({ type: z.literal('returnToStep'), ...inRound, step: id }),
  z.strictObject({ type: z.literal('releaseFact'), ...inRound, fact: id }),
  z.strictObject({ type: z.literal('playCard'), ...inRound, card: id }),
  z.strictObject({ type: z.literal('playSecondProbe'), ...inRound, card: id }),
  z.strictObject({ type: z.literal('giveHint'), ...inRound, card: id }),
  z.strictObject({ type: z.literal('askHint'), ...inRound }),
  z.strictObject({ type: z.literal('markSignal'), ...inRound, signal: id, mark: z.enum(MARKS), card: id.nullable() }),
  z.strictObject({ type: z.literal('clearMark'), ...inRound, signal: id }),
  /** `t` is the time within the round in milliseconds; left out, it is now. */
  z.strictObject({ type: z.literal('addMoment'), ...inRound, ...moment, t: z.int().min(0).optional() }),
  z.strictObject({ type: z.literal('editMoment'), ...inRound, ...moment }),
  z.strictObject({ type: z.literal('removeMoment'), ...inRound, momentId: z.uuid() }),
  z.strictObject({ type: z.literal('writeNote'), text: z.string().max(LIMITS.note) }),
  z.strictObject({ type: z.literal('say'), text: z.string().min(1).max(LIMITS.chat) }),
  z.strictObject({ type: z.literal('pause'), ...inRound }),
  z.strictObject({ type: z.literal('resume'), ...inRound }),
  z.strictObject({ type: z.literal('proposeExtension'), ...inRound }),
  z.strictObject({ type: z.literal('answerExtension'), ...inRound, agree: z.boolean() }),
  z.strictObject({ type: z.literal('proposeEnd'), ...inRound, scope: z.enum(END_SCOPES) }),
  z.strictObject({ type: z.literal('answerEnd'), ...inRound, agree: z.boolean() }),
  z.strictObject({ type: z.literal('withdrawEnd'), ...inRound }),
  z.strictObject({ type: z.literal('thank') }),
  z.strictObject({ type: z.literal('finish') }),
  z.strictObject({ type: z.literal('reportProblem'), text: z.string().min(1).max(LIMITS.problem) }),
]);
export type PeerCommand = z.infer<typeof peerCommandSchema>;

/**
 * What the server itself sends on a peer's behalf: presence as counted over their tabs, and the fact
 * (never the content) of a sheet that the ratings service has stored in the same transaction.
 */
export const houseCommandSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('enter') }),
  z.strictObject({ type: z.literal('leave') }),
  z.strictObject({ type: z.literal('submitSheet'), ...inRound, kind: z.enum(SHEET_KINDS) }),
]);

/** What is due: `key` names one deadline of the state that set it (see deadlines.ts). */
export const expireSchema = z.strictObject({ type: z.literal('expire'), key: z.string().max(120) });

export const roomCommandSchema = z.discriminatedUnion('type', [
  ...peerCommandSchema.options,
  ...houseCommandSchema.options,
  expireSchema,
]);
export type RoomCommand = z.infer<typeof roomCommandSchema>;
