import { INTERVIEW_MINUTES, type Length } from '../interview/track.js';
import type { Durations } from './state.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

const PHASES = {
  full: { briefing: 5 * MINUTE, interview: INTERVIEW_MINUTES.full * MINUTE, rating: 6 * MINUTE, debrief: 10 * MINUTE },
  short: { briefing: 2 * MINUTE, interview: INTERVIEW_MINUTES.short * MINUTE, rating: 4 * MINUTE, debrief: 5 * MINUTE },
} as const;

/** The usual times of a room of this length, in milliseconds (rules 9 and 11 to 14). */
export function durationsFor(length: Length): Durations {
  return {
    gathering: 3 * MINUTE,
    ...PHASES[length],
    pauseLimit: 5 * MINUTE,
    pauseTotal: 10 * MINUTE,
    extension: 5 * MINUTE,
    extensionsMax: 2,
    seatHold: 3 * MINUTE,
    proposalLapse: 60 * SECOND,
  };
}
