import type { QueueOverview } from '#shared/contract/queue.js';
import { TRACK_NAMES } from '#shared/interview/track.js';
import { durationOf } from '../../ui/duration.js';

export interface LiveRow {
  track: string;
  name: string;
  waiting: string;
  /** Somebody waits there now. */
  alive: boolean;
  /** Empty while too few were matched to say. */
  wait: string;
}

/** One sentence on how busy it is, true also when nobody is there. */
export function liveHeadline({ tracks }: QueueOverview): string {
  const waiting = tracks.reduce((sum, { waiting }) => sum + waiting, 0);
  if (waiting === 0) return 'Nobody is waiting right now. The next two who come are paired at once.';
  return waiting === 1 ? 'One person is waiting for a partner.' : `${waiting} people are waiting for a partner.`;
}

/** Tracks that can be practised, the busiest first. */
export function liveRows({ tracks }: QueueOverview): LiveRow[] {
  return tracks
    .filter(({ flows }) => flows > 0)
    .sort((a, b) => b.waiting - a.waiting)
    .map(({ track, waiting, typicalWaitMs }) => ({
      track,
      name: TRACK_NAMES[track],
      alive: waiting > 0,
      waiting: waiting === 0 ? 'nobody waiting' : `${waiting} waiting`,
      wait: typicalWaitMs === null ? '' : `usually ${durationOf(typicalWaitMs)}`,
    }));
}
