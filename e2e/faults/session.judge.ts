import { isDeepStrictEqual } from 'node:util';
import type { Seen, SessionSeen } from './regular.js';

export interface SessionFindings {
  sessions: number;
  sheets: number;
  lost: number;
  doubled: number;
  orderViolations: number;
  stuckRooms: number;
}

/** Holds what people did in whole sessions against what the server says of it: sheets, reports, compiled numbers. */
export function judgeSessions(people: readonly Seen[]): SessionFindings {
  const sessions = people.flatMap((person) => person.sessions);
  const sheets = sessions.flatMap((session) => session.submitted.map((sheet) => ({ session, ...sheet })));
  const numbers = people.map((person) => compareNumbers(person, people));
  return {
    sessions: new Set(sessions.map(({ room }) => room)).size,
    sheets: sheets.length,
    lost: sheets.filter((sheet) => !isKept(sheet)).length + sum(numbers.map(({ missing }) => missing)),
    doubled: sum(sessions.map(repeatedSubmissions)) + sum(numbers.map(({ surplus }) => surplus)),
    orderViolations: sum(sessions.map(({ log }) => log.filter(({ seq }, index) => seq !== index + 1).length)),
    stuckRooms: new Set(sessions.filter((session) => !isOver(session)).map(({ room }) => room)).size,
  };
}

type Submitted = SessionSeen['submitted'][number];

/** Word for word in the report. */
function isKept({ session, round, sheet }: Submitted & { session: SessionSeen }): boolean {
  if (session.report.state !== 'revealed') return false;
  const found = session.report.rounds.find((other) => other.round === round);
  const content = sheet.kind === 'interviewer' ? found?.ofInterviewer : found?.[sheet.kind];
  return isDeepStrictEqual(content, sheet.content);
}

function isOver({ log, report }: SessionSeen): boolean {
  return log.some(({ body }) => body.type === 'closed') && report.state === 'revealed';
}

function repeatedSubmissions({ log }: SessionSeen): number {
  const keys = log.flatMap(({ body }) =>
    body.type === 'sheetSubmitted' ? [`${body.round} ${body.seat} ${body.kind}`] : [],
  );
  return keys.length - new Set(keys).size;
}

/**
 * The compiled numbers count every score that a partner gave, once, and no other. Single points are not looked at: while
 * few have rated somebody, there are none to see.
 */
function compareNumbers(person: Seen, people: readonly Seen[]): { missing: number; surplus: number } {
  const given = person.sessions.flatMap(({ room }) => scoresGiven(room, person, people));
  const differences = person.progress.competencies.map(
    ({ competency, sheets }) => sheets - given.filter((scored) => scored === competency).length,
  );
  return {
    missing: sum(differences.map((difference) => Math.max(0, -difference))),
    surplus: sum(differences.map((difference) => Math.max(0, difference))),
  };
}

/** The competencies that a person was given a score on in a room, as often as they were. */
function scoresGiven(room: string, person: Seen, people: readonly Seen[]): string[] {
  const partner = people.find((other) => other !== person && other.sessions.some((session) => session.room === room));
  const session = partner?.sessions.find((other) => other.room === room);
  return (session?.submitted ?? []).flatMap(({ sheet }) => {
    if (sheet.kind !== 'peer') return [];
    return sheet.content.ratings.flatMap(({ competency, score }) => (score === null ? [] : [competency]));
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
