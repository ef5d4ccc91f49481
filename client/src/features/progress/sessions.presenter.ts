import type { SessionRow } from '#shared/contract/progress.js';
import { LEVEL_NAMES, LEVELS, TRACK_NAMES, TRACKS, type Level, type Track } from '#shared/interview/track.js';
import { dateOf } from '../../ui/dates.js';
import { oneDecimal } from './rounding.presenter.js';

const OUTCOMES: Record<SessionRow['outcome'], string> = {
  open: 'Still open',
  completed: 'Completed',
  'ended-early': 'Ended early, agreed',
  abandoned: 'One left for good',
  'no-show': 'Somebody did not come',
  void: 'Void: technical failure',
  rehearsed: 'Rehearsal, one left',
};

export interface SessionLine {
  room: string;
  date: string;
  what: string;
  partner: string;
  bot: boolean;
  outcome: string;
  /** What the partner gave on average, or why there is none. */
  mean: string;
  /** `null` where there is nothing to read. */
  to: string | null;
  link: string;
  /** Why it is not part of the numbers, if it is not. */
  mark: string;
}

/** What the list is narrowed to; `null` for any. */
export interface SessionFilter {
  track: Track | null;
  level: Level | null;
}

export const TRACK_CHOICES: readonly { value: Track | ''; label: string }[] = [
  { value: '', label: 'All tracks' },
  ...TRACKS.map((value) => ({ value, label: TRACK_NAMES[value] })),
];
export const LEVEL_CHOICES: readonly { value: Level | ''; label: string }[] = [
  { value: '', label: 'All levels' },
  ...LEVELS.map((value) => ({ value, label: LEVEL_NAMES[value] })),
];

/** That no session is what the list is narrowed to. */
export function noneWords({ track, level }: SessionFilter): string {
  if (track === null && level === null) return 'None yet.';
  const of = track === null ? '' : ` of ${TRACK_NAMES[track]}`;
  const at = level === null ? '' : ` at ${LEVEL_NAMES[level].toLowerCase()} level`;
  return `You have had no session${of}${at} yet.`;
}

/** Past sessions as the table shows them. */
export function sessionLines(rows: readonly SessionRow[]): SessionLine[] {
  return rows.map((row) => ({
    room: row.room,
    date: dateOf(row.at),
    what: `${TRACK_NAMES[row.track]}, ${LEVEL_NAMES[row.level]}${row.length === 'short' ? ', short' : ''}`,
    partner: row.partner.displayName,
    bot: row.partner.bot,
    outcome: OUTCOMES[row.outcome],
    mean: meanOf(row),
    ...linkOf(row),
    mark: markOf(row),
  }));
}

function markOf({ counts, disputed }: SessionRow): string {
  if (!counts) return 'does not count';
  return disputed ? 'disputed, left out' : '';
}

/** Nobody was interviewed, so nobody was rated. */
function empty({ outcome, revealed }: SessionRow): boolean {
  return !revealed && (outcome === 'no-show' || outcome === 'void');
}

function meanOf(row: SessionRow): string {
  if (row.mean !== null) return oneDecimal(row.mean);
  if (row.outcome === 'open' || row.outcome === 'rehearsed' || empty(row)) return '–';
  return row.revealed ? 'not rated' : 'sealed';
}

function linkOf(row: SessionRow): Pick<SessionLine, 'to' | 'link'> {
  if (row.outcome === 'open') return { to: `/room/${row.room}`, link: 'Back to the room' };
  return { to: empty(row) ? null : `/room/${row.room}/report`, link: 'Debrief' };
}
