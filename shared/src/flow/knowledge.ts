import type { FlowRef } from './flow.schema.js';

/** What somebody did with a version of a flow outside a room's interviews. Times are epoch milliseconds. */
export interface Study {
  flow: FlowRef;
  briefOpenedAt: number;
  /** When all three questions of its check were first right; `null` until then. */
  licensedAt: number | null;
}

/**
 * Rounds of somebody's rooms with the same version of a flow, from the same seat. Times are epoch milliseconds of the
 * latest; `null` where no such round got so far.
 */
export interface Meeting {
  flow: FlowRef;
  role: 'candidate' | 'interviewer';
  briefedAt: number | null;
  beganAt: number | null;
  /** These rooms have reached their debrief, or have closed. */
  over: boolean;
}

/** All that somebody knows of flows. */
export interface Knowledge {
  studies: readonly Study[];
  meetings: readonly Meeting[];
  /** Ids of flows whose whole text they have read: written by them, or taken as the beginning of one of their own. */
  read: readonly string[];
}

/** What somebody knows of one flow. Times are epoch milliseconds of the latest, `null` for never. */
export interface FlowKnowledge {
  /** It would surprise them no more: never put to them as candidate while others remain. */
  seen: boolean;
  /** Of this version. */
  briefOpenedAt: number | null;
  /** Of this version. */
  licensedAt: number | null;
  /** As candidate, the round being open no more. */
  takenAt: number | null;
  interviewedAt: number | null;
  /** They may read its script. */
  earned: boolean;
  /** They understand this version well enough to put it to somebody. */
  mayInterview: boolean;
}

/**
 * What somebody knows of the flow in this version. That it was seen, and that its script was earned, holds for all
 * versions, since no other would surprise them; understanding one is for the version that was studied or taken.
 */
export function knowledgeOf(flow: FlowRef, knowledge: Knowledge): FlowKnowledge {
  const { studies, meetings, read } = knowledge;
  const own = studies.filter((study) => study.flow.id === flow.id);
  const met = meetings.filter((meeting) => meeting.flow.id === flow.id);
  const study = own.find((each) => each.flow.version === flow.version);
  const taken = met.filter(isTaken);
  const interviewed = met.filter(isInterviewed);
  const licensedAt = study?.licensedAt ?? null;
  return {
    seen: own.length > 0 || met.some(givesAway) || read.includes(flow.id),
    briefOpenedAt: study?.briefOpenedAt ?? null,
    licensedAt,
    takenAt: latest(taken.map(({ beganAt }) => beganAt)),
    interviewedAt: latest(interviewed.map(({ beganAt }) => beganAt)),
    earned: earnedFlows(knowledge).includes(flow.id),
    mayInterview: licensedAt !== null || taken.some((meeting) => meeting.flow.version === flow.version),
  };
}

/** The flows that somebody is not to be put as candidate while others remain. */
export function seenFlows({ studies, meetings, read }: Knowledge): string[] {
  return [...new Set([...[...studies, ...meetings.filter(givesAway)].map(({ flow }) => flow.id), ...read])];
}

/** The flows whose script somebody may read. */
export function earnedFlows({ studies, meetings, read }: Knowledge): string[] {
  const known = [...studies.filter(isLicensed), ...meetings.filter((each) => isTaken(each) || isInterviewed(each))];
  return [...new Set([...known.map(({ flow }) => flow.id), ...read])];
}

/** The versions of flows that somebody may interview with. */
export function licences({ studies, meetings }: Knowledge): FlowRef[] {
  const known = [...studies.filter(isLicensed), ...meetings.filter(isTaken)];
  return [...new Map(known.map(({ flow }) => [`${flow.id}@${flow.version}`, flow])).values()];
}

function isLicensed({ licensedAt }: Study): boolean {
  return licensedAt !== null;
}

function isInterviewed({ role, beganAt }: Meeting): boolean {
  return role === 'interviewer' && beganAt !== null;
}

function isTaken({ role, beganAt, over }: Meeting): boolean {
  return role === 'candidate' && beganAt !== null && over;
}

/** A candidate sees nothing of a flow before its interview; an interviewer reads all of it in the briefing. */
function givesAway({ role, briefedAt, beganAt }: Meeting): boolean {
  return (role === 'interviewer' ? briefedAt : beganAt) !== null;
}

function latest(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? null : Math.max(...known);
}
