import { Accounts1764000001000 } from './migrations/1764000001000-accounts.js';
import { Rooms1764000002000 } from './migrations/1764000002000-rooms.js';
import { Matchmaking1764000003000 } from './migrations/1764000003000-matchmaking.js';
import { Ratings1764000004000 } from './migrations/1764000004000-ratings.js';
import { Documents1764000005000 } from './migrations/1764000005000-documents.js';
import { Presence1764000006000 } from './migrations/1764000006000-presence.js';
import { FlowKnowledge1764000007000 } from './migrations/1764000007000-flow-knowledge.js';
import { Calibration1764000008000 } from './migrations/1764000008000-calibration.js';
import { Studio1764000009000 } from './migrations/1764000009000-studio.js';
import { Rehearsals1764000010000 } from './migrations/1764000010000-rehearsals.js';
import { RehearsalLandmarks1764000011000 } from './migrations/1764000011000-rehearsal-landmarks.js';
import { RatingModel1764000012000 } from './migrations/1764000012000-rating-model.js';
import { DrillsAndSessions1764000013000 } from './migrations/1764000013000-drills-and-sessions.js';
import { Staff1764000014000 } from './migrations/1764000014000-staff.js';
import { OwnData1764000015000 } from './migrations/1764000015000-own-data.js';
import { Recheck1764000018000 } from './migrations/1764000018000-recheck.js';
import { CalibrationsBefore1764000030000 } from './migrations/1764000030000-calibrations-before.js';
import { VignetteRaters1764000031000 } from './migrations/1764000031000-vignette-raters.js';
import { WrittenDown1764000032000 } from './migrations/1764000032000-written-down.js';
import { SolveWish1764000041000 } from './migrations/1764000041000-solve-wish.js';
import { NotesByRound1764000042000 } from './migrations/1764000042000-notes-by-round.js';

/** All migrations there are. Listed, not globbed: a stray file in a folder is never run. */
export const migrations = [
  Accounts1764000001000,
  Rooms1764000002000,
  Matchmaking1764000003000,
  Ratings1764000004000,
  Documents1764000005000,
  Presence1764000006000,
  FlowKnowledge1764000007000,
  Calibration1764000008000,
  Studio1764000009000,
  Rehearsals1764000010000,
  RehearsalLandmarks1764000011000,
  RatingModel1764000012000,
  DrillsAndSessions1764000013000,
  Staff1764000014000,
  OwnData1764000015000,
  Recheck1764000018000,
  CalibrationsBefore1764000030000,
  VignetteRaters1764000031000,
  WrittenDown1764000032000,
  SolveWish1764000041000,
  NotesByRound1764000042000,
];
