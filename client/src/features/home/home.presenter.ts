import type { Progress, SessionRow } from '#shared/contract/progress.js';
import type { QueueOverview, TicketRequest } from '#shared/contract/queue.js';
import { type Length, type Track, TRACK_NAMES, TRACKS } from '#shared/interview/track.js';
import { agoOf, durationOf } from '../../ui/duration.js';

export const LENGTH_CARDS: { value: Length; label: string; hint: string }[] = [
  { value: 'full', label: '30 minutes a round', hint: 'About 90 minutes in all' },
  { value: 'short', label: '15 minutes a round', hint: 'About 45 minutes in all' },
];

export type First = NonNullable<TicketRequest['first']> | 'either';

export const FIRST_CARDS: { value: First; label: string }[] = [
  { value: 'either', label: 'Either' },
  { value: 'interview', label: 'Interviewing' },
  { value: 'answer', label: 'Answering' },
];

export interface TrackCard {
  value: Track;
  label: string;
  hint: string;
  disabled: boolean;
}

/** Tracks to choose from, with what is known about the wait; without figures the choice still works. */
export function trackChoices(overview: QueueOverview | undefined): TrackCard[] {
  return TRACKS.map((value) => {
    const live = overview?.tracks.find(({ track }) => track === value);
    const none = live?.flows === 0;
    return { value, label: TRACK_NAMES[value], hint: trackHint(live), disabled: none };
  });
}

function trackHint(live: QueueOverview['tracks'][number] | undefined): string {
  if (!live) return '';
  if (live.flows === 0) return 'No questions yet';
  const waiting = live.waiting === 0 ? 'Nobody waiting' : `${live.waiting} waiting`;
  return live.typicalWaitMs === null ? waiting : `${waiting}, usually ${durationOf(live.typicalWaitMs)}`;
}

/** The sentence that the page opens with. */
export function homeHeadline(progress: Progress | undefined): { title: string; lede: string } {
  if (!progress || progress.sessions === 0) {
    return {
      title: 'Ready when you are',
      lede: 'Two rounds, one in each seat. Nobody is good at it the first time; that is what it is for.',
    };
  }
  const sessions = progress.sessions === 1 ? 'One session' : `${progress.sessions} sessions`;
  const partners = progress.partners === 1 ? 'one partner' : `${progress.partners} partners`;
  return { title: 'Practise again', lede: `${sessions} with ${partners} so far.` };
}

export interface SessionLine {
  room: string;
  to: string;
  title: string;
  detail: string;
  state: string;
  bot: boolean;
}

const OUTCOMES: Record<SessionRow['outcome'], string> = {
  open: 'Still open',
  completed: '',
  'ended-early': 'Ended early',
  abandoned: 'Broken off',
  'no-show': 'Partner did not come',
  void: 'Not held',
  rehearsed: 'Rehearsal',
};

/** Past sessions as lines; an open one leads back to its room. */
export function sessionLines(sessions: readonly SessionRow[], now: number): SessionLine[] {
  return sessions.map(({ room, at, track, partner, outcome, revealed, mean }) => ({
    room,
    to: outcome === 'open' ? `/room/${room}` : `/room/${room}/report`,
    title: `${TRACK_NAMES[track]} with ${partner.displayName}`,
    detail: agoOf(at, now),
    state: OUTCOMES[outcome] || (revealed ? (mean === null ? 'Report' : mean.toFixed(1)) : 'Sealed'),
    bot: partner.bot,
  }));
}
