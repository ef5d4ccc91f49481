import type { Progress, SessionRow } from '#shared/contract/progress.js';
import { TRACK_NAMES } from '#shared/interview/track.js';
import type { Range } from './range.presenter.js';

const HEAD = [
  'date',
  'session',
  'round',
  'track',
  'partner',
  'competency',
  'rating given',
  'estimate after it',
  'standard error',
];

/**
 * A cell that any spreadsheet reads as what it is: quoted where needed, and never as a formula, since display names are
 * chosen by others.
 */
function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const tame = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame;
}

const rounded = (value: number) => Math.round(value * 1000) / 1000;

/** One line for each rating received, oldest first. Partner and track are there for sessions that are on the page. */
export function csvOf(progress: Progress, sessions: readonly SessionRow[]): string {
  const lines = progress.competencies
    .flatMap(({ competency, points }) => points.map((point) => ({ competency, ...point })))
    .sort((a, b) => a.at - b.at)
    .map(({ at, room, round, competency, raw, estimate, se }) => {
      const session = sessions.find((row) => row.room === room);
      const about = [session ? TRACK_NAMES[session.track] : '', session?.partner.displayName ?? ''];
      return [new Date(at).toISOString(), room, round, ...about, competency, raw, rounded(estimate), rounded(se)];
    });
  return [HEAD, ...lines].map((line) => line.map(cell).join(',')).join('\r\n') + '\r\n';
}

/** Everything that the page has loaded. */
export function jsonOf(progress: Progress, sessions: readonly SessionRow[], range: Range, now: number): string {
  return JSON.stringify({ exportedAt: new Date(now).toISOString(), range, progress, sessions }, null, 2);
}

/** `turnabout-progress-2025-11-24.csv` */
export function fileName(extension: 'csv' | 'json', now: number): string {
  return `turnabout-progress-${new Date(now).toISOString().slice(0, 10)}.${extension}`;
}
