import type { Proposal, QueueStatus } from '#shared/contract/queue.js';
import { type Length, LEVEL_NAMES, TRACK_NAMES, type Track } from '#shared/interview/track.js';
import { clockOf } from '../../ui/clock.js';
import { durationOf } from '../../ui/duration.js';

export type Waiting = Extract<QueueStatus, { state: 'waiting' }>;
type StageName = Waiting['stages'][number]['stage'];

const STAGE_WORDS: Record<StageName, string> = {
  'same-level': 'Somebody at your level',
  'neighbouring-level': 'Also one level up or down',
  bridge: 'Also a neighbouring track',
  'any-level': 'Any level; we say so beforehand',
};

/** How long it takes, as honestly as the recent matches allow. */
export function estimateSentence({ typicalWaitMs, basedOn }: Waiting, waitedMs: number): string {
  if (typicalWaitMs === null) return 'Too few matches lately to say how long it takes.';
  const typical = `Usually ${durationOf(typicalWaitMs)}, going by the last ${basedOn} matches`;
  return waitedMs > typicalWaitMs * 1.5 ? `${typical}. Today it takes longer.` : `${typical}.`;
}

/** Who else is there. */
export function companySentence({ compatible }: Waiting): string {
  if (compatible === 0) return 'Nobody else who fits is waiting yet. You are next in line for whoever comes.';
  return compatible === 1
    ? 'One other person is waiting who could be your partner.'
    : `${compatible} other people are waiting who could be your partner.`;
}

export interface StageRow {
  stage: StageName;
  words: string;
  at: string;
  state: 'reached' | 'current' | 'ahead';
  /** Until it is reached, for the one that comes next. */
  inWords: string | null;
}

/** What is accepted when, with the stage that holds now. */
export function stageRows({ stages }: Waiting, waitedMs: number): StageRow[] {
  const current = stages.findLastIndex(({ fromMs }) => fromMs <= waitedMs);
  return stages.map(({ stage, fromMs }, index) => ({
    stage,
    words: STAGE_WORDS[stage],
    at: clockOf(fromMs),
    state: index < current ? 'reached' : index === current ? 'current' : 'ahead',
    inWords: index === current + 1 ? `in ${Math.ceil((fromMs - waitedMs) / 1000)} s` : null,
  }));
}

/** What was asked for, in a line. */
export function requestLine({ request }: Waiting): string {
  return `${listOf(request.tracks.map((track: Track) => TRACK_NAMES[track]))}, ${lengthWords(request.length)}`;
}

export function lengthWords(length: Length): string {
  return length === 'full' ? '30 minutes a round' : '15 minutes a round';
}

function listOf(words: string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

export function proposalLine({ track, level, length }: Proposal): string {
  return `${TRACK_NAMES[track]}, ${LEVEL_NAMES[level].toLowerCase()} level, ${lengthWords(length)}`;
}

/** Why these two were put together, as sentences begin. */
export function reasonsOf({ reasons }: Proposal): string[] {
  return reasons.map((reason) => reason.charAt(0).toLocaleUpperCase() + reason.slice(1));
}

/** Why there is no ticket any more, where that was nobody's wish. */
export function endedWords(ended: 'not-accepted' | 'expired', declined: boolean): { title: string; text: string } {
  if (declined) {
    return {
      title: 'Not this time',
      text: 'Your partner keeps their place and we look for somebody else. Queue again whenever it suits you.',
    };
  }
  return ended === 'not-accepted'
    ? {
        title: 'The partner we found did not hear from you',
        text: 'There were 30 seconds to accept, and they are over. Your place was given back so that nobody waits in vain.',
      }
    : {
        title: 'We lost sight of you',
        text: 'This page was away for too long, so your place was given back. Queue again and keep it open, in the background is fine.',
      };
}

export interface Strip {
  text: string;
  action: string;
  to: string;
  urgent: boolean;
}

/** One line for every page: that one is in the queue, found, or expected in a room. */
export function stripOf(status: QueueStatus | undefined, waitedMs: number): Strip | null {
  if (status?.state === 'waiting') {
    return { text: `In the queue for ${clockOf(waitedMs)}`, action: 'Show', to: '/queue', urgent: false };
  }
  if (status?.state === 'proposed') {
    const { partner, accepted } = status.proposal;
    return accepted
      ? { text: `Waiting for ${partner.displayName} to accept`, action: 'Show', to: '/queue', urgent: false }
      : { text: `${partner.displayName} could be your partner`, action: 'Answer', to: '/queue', urgent: true };
  }
  if (status?.state === 'in-room') {
    return { text: 'Your room is open', action: 'Back to your room', to: `/room/${status.room}`, urgent: true };
  }
  return null;
}

/** Where the scripted partner looks unless it is told another place. */
const PARTNER_LOOKS_AT = 'http://localhost:3000';

/** What starts a scripted partner that comes to this very place. */
export function partnerCommand(origin: string): string {
  return origin === PARTNER_LOOKS_AT ? 'npm run partner' : `npm run partner -- --url ${origin}`;
}
