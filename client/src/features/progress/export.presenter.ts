import type { HistoryPoint, Progress, SessionRow } from '#shared/contract/progress.js';
import { INTERVIEWER_SKILL_NAMES } from '#shared/interview/competency.js';
import { TRACK_NAMES } from '#shared/interview/track.js';

/** All there is of somebody, not only what the page has loaded. Points and sessions come newest first. */
export interface Everything {
  progress: Progress;
  points: readonly HistoryPoint[];
  sessions: readonly SessionRow[];
}

/**
 * A cell that any spreadsheet reads as what it is: quoted where needed, and never as a formula, since display names are
 * chosen by others.
 */
function cell(value: string | number | boolean | null): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const tame = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame;
}

type Line = readonly (string | number | boolean | null)[];
const sheetOf = (lines: readonly Line[]) => lines.map((line) => line.map(cell).join(',')).join('\r\n') + '\r\n';

const rounded = (value: number | null) => value && Math.round(value * 1000) / 1000;
const iso = (at: number) => new Date(at).toISOString();

const POINTS_HEAD = [
  ...['date', 'session', 'round', 'track', 'level', 'partner', 'competency'],
  ...['rating given', 'estimate after it', 'standard error'],
];

/** One line for each rating received and one for the sheet as a whole, oldest first. */
export function pointsCsv({ points, sessions }: Everything): string {
  const partners = new Map(sessions.map(({ room, partner }) => [room, partner.displayName]));
  const lines = [...points].reverse().flatMap(({ at, room, round, track, level, raw, score, se, scores }) => {
    const about = [iso(at), room, round, TRACK_NAMES[track], level, partners.get(room) ?? ''];
    return [{ competency: 'overall', raw, score, se }, ...scores].map((each): Line => [
      ...about,
      each.competency,
      rounded(each.raw),
      rounded(each.score),
      rounded(each.se),
    ]);
  });
  return sheetOf([POINTS_HEAD, ...lines]);
}

const SESSIONS_HEAD = [
  ...['date', 'session', 'track', 'level', 'length', 'partner', 'scripted partner'],
  ...['outcome', 'counts', 'disputed', 'mean given'],
];

/** One line a session, oldest first. */
export function sessionsCsv({ sessions }: Everything): string {
  const lines = [...sessions]
    .reverse()
    .map((row): Line => [
      ...[iso(row.at), row.room, TRACK_NAMES[row.track], row.level, row.length],
      ...[row.partner.displayName, row.partner.bot, row.outcome, row.counts, row.disputed, rounded(row.mean)],
    ]);
  return sheetOf([SESSIONS_HEAD, ...lines]);
}

/** What is known of one as interviewer: one line a figure. */
export function interviewerCsv({ progress: { asInterviewer: as } }: Everything): string {
  const skills = as.skills.map(({ skill, mean, n, score, se }): Line => [
    ...[INTERVIEWER_SKILL_NAMES[skill], rounded(score), rounded(se), rounded(mean), n],
  ]);
  return sheetOf([
    ['figure', 'adjusted', 'standard error', 'mean given', 'ratings'],
    ['Overall', rounded(as.score), rounded(as.se), null, as.sheets],
    ...skills,
    ['Severity', rounded(as.severity?.value ?? null), rounded(as.severity?.se ?? null), null, as.severity?.sheets ?? 0],
    ['Consistency', rounded(as.consistency), null, null, null],
    ['Spread within a sheet', rounded(as.spread), null, null, null],
    ['Feedback marked useful', null, null, null, as.useful],
    ['Feedback marked not useful', null, null, null, as.notUseful],
  ]);
}

/** Everything, as it came. */
export function jsonOf({ progress, points, sessions }: Everything, now: number): string {
  return JSON.stringify({ exportedAt: iso(now), progress, points, sessions }, null, 2);
}

/** `turnabout-ratings-2025-11-24.csv` */
export function fileName(what: string, extension: 'csv' | 'json', now: number): string {
  return `turnabout-${what}-${iso(now).slice(0, 10)}.${extension}`;
}
