import { z } from 'zod';
import { accountSchema, mailSchema, profileSchema, signedInSessionSchema } from '#shared/contract/account.js';
import {
  comparisonSchema,
  ratedVignetteSchema,
  setResultSchema,
  strictnessSchema,
  trackCalibrationSchema,
  vignetteRatingSchema,
  vignetteToRateSchema,
} from '#shared/contract/calibration.js';
import { errorCodeSchema, refusalSchema } from '#shared/contract/errors.js';
import {
  briefSchema,
  checkPaperSchema,
  checkResultSchema,
  flowKnowledgeSchema,
  flowScriptSchema,
  flowSummarySchema,
  libraryEntrySchema,
  libraryFlowSchema,
} from '#shared/contract/library.js';
import { exportedRoomSchema, exportFileSchema, ownExportSchema } from '#shared/contract/owndata.js';
import { competencyProgressSchema, progressSchema, sessionRowSchema } from '#shared/contract/progress.js';
import { proposalSchema, queueOverviewSchema, queueStatusSchema, ticketRequestSchema } from '#shared/contract/queue.js';
import {
  draftSchema,
  jsonSchema,
  ownSheetsSchema,
  reportRoundSchema,
  reportSchema,
  timelineItemSchema,
} from '#shared/contract/report.js';
import {
  cardRuleSchema,
  cardSchema,
  factSchema,
  flowRefSchema,
  flowSchema,
  signalSchema,
  stepSchema,
} from '#shared/flow/flow.schema.js';
import { competencySchema, interviewerSkillSchema } from '#shared/interview/competency.js';
import { anchorsSchema, interviewerRubricSchema, ladderStepSchema, rubricSchema } from '#shared/interview/rubric.js';
import { lengthSchema, levelSchema, trackSchema } from '#shared/interview/track.js';
import {
  candidateSheetSchema,
  evidenceSchema,
  interviewerSheetSchema,
  overallSchema,
  scoreSchema,
  sheetSchema,
} from '#shared/rating/sheet.js';
import { peerCommandSchema } from '#shared/room/commands.js';
import {
  durationsSchema,
  momentSchema,
  peerSchema,
  roomEventBodySchema,
  roomEventSchema,
} from '#shared/room/events.js';
import { notationOf } from './schema.notation.js';

/** Shapes with a name of their own, in the order in which they are shown. */
const SHAPES = {
  Track: trackSchema,
  Level: levelSchema,
  Length: lengthSchema,
  Competency: competencySchema,
  InterviewerSkill: interviewerSkillSchema,
  ErrorCode: errorCodeSchema,
  Refusal: refusalSchema,
  Profile: profileSchema,
  Account: accountSchema,
  SignedInSession: signedInSessionSchema,
  Mail: mailSchema,
  TicketRequest: ticketRequestSchema,
  Proposal: proposalSchema,
  QueueStatus: queueStatusSchema,
  QueueOverview: queueOverviewSchema,
  Peer: peerSchema,
  Durations: durationsSchema,
  Moment: momentSchema,
  PeerCommand: peerCommandSchema,
  RoomEventBody: roomEventBodySchema,
  RoomEvent: roomEventSchema,
  FlowRef: flowRefSchema,
  FlowSummary: flowSummarySchema,
  Signal: signalSchema,
  Step: stepSchema,
  CardRule: cardRuleSchema,
  Card: cardSchema,
  Fact: factSchema,
  Flow: flowSchema,
  FlowScript: flowScriptSchema,
  FlowKnowledge: flowKnowledgeSchema,
  LibraryEntry: libraryEntrySchema,
  LibraryFlow: libraryFlowSchema,
  CheckPaper: checkPaperSchema,
  Brief: briefSchema,
  CheckResult: checkResultSchema,
  Anchors: anchorsSchema,
  LadderStep: ladderStepSchema,
  Rubric: rubricSchema,
  InterviewerRubric: interviewerRubricSchema,
  Score: scoreSchema,
  Overall: overallSchema,
  Evidence: evidenceSchema,
  CandidateSheet: candidateSheetSchema,
  InterviewerSheet: interviewerSheetSchema,
  Sheet: sheetSchema,
  Json: jsonSchema,
  Draft: draftSchema,
  OwnSheets: ownSheetsSchema,
  TimelineItem: timelineItemSchema,
  ReportRound: reportRoundSchema,
  Report: reportSchema,
  CompetencyProgress: competencyProgressSchema,
  Progress: progressSchema,
  SessionRow: sessionRowSchema,
  SetResult: setResultSchema,
  TrackCalibration: trackCalibrationSchema,
  Strictness: strictnessSchema,
  VignetteToRate: vignetteToRateSchema,
  RatedVignette: ratedVignetteSchema,
  VignetteRating: vignetteRatingSchema,
  Comparison: comparisonSchema,
  OwnExport: ownExportSchema,
  ExportedRoom: exportedRoomSchema,
  ExportFile: exportFileSchema,
};

const names = z.registry<{ id: string }>();
for (const [id, schema] of Object.entries(SHAPES)) names.add(schema, { id });

/** A schema in words, with the named shapes by their names. */
export function shapeOf(schema: z.ZodType, io: 'input' | 'output'): string {
  return notationOf(jsonSchemaOf(schema, names, io));
}

/** All named shapes. */
export function namedShapes(): { name: string; shape: string }[] {
  return Object.entries(SHAPES).map(([name, schema]) => {
    // Under its own name a schema would be no more than a reference to itself.
    const others = z.registry<{ id: string }>();
    for (const [id, other] of Object.entries(SHAPES)) if (id !== name) others.add(other, { id });
    return { name, shape: notationOf(jsonSchemaOf(schema, others, 'output'), '', name).trimStart() };
  });
}

/** With a registry of names, a schema's own words have to be put in by hand. */
function jsonSchemaOf(schema: z.ZodType, metadata: z.core.$ZodRegistry<{ id: string }>, io: 'input' | 'output') {
  return z.toJSONSchema(schema, {
    metadata,
    io,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema: json }) => {
      const words = z.globalRegistry.get(zodSchema)?.description;
      if (words !== undefined) json.description = words;
    },
  });
}
