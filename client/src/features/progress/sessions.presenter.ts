import type { SessionRow } from '#shared/contract/progress.js';
import { LEVEL_NAMES, TRACK_NAMES } from '#shared/interview/track.js';

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
  counts: boolean;
}

export function dateOf(at: number): string {
  return new Date(at).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
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
    counts: row.counts,
  }));
}

/** Nobody was interviewed, so nobody was rated. */
function empty({ outcome, revealed }: SessionRow): boolean {
  return !revealed && (outcome === 'no-show' || outcome === 'void');
}

function meanOf(row: SessionRow): string {
  if (row.mean !== null) return row.mean.toFixed(1);
  if (row.outcome === 'open' || row.outcome === 'rehearsed' || empty(row)) return '–';
  return row.revealed ? 'not rated' : 'sealed';
}

function linkOf(row: SessionRow): Pick<SessionLine, 'to' | 'link'> {
  if (row.outcome === 'open') return { to: `/room/${row.room}`, link: 'Back to the room' };
  return { to: empty(row) ? null : `/room/${row.room}/report`, link: 'Debrief' };
}
