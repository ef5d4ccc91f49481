import { createHash } from 'node:crypto';
import type { FlowRef } from '#shared/flow/flow.schema.js';
import {
  COMPETENCIES,
  INTERVIEWER_SKILLS,
  type Competency,
  type InterviewerSkill,
} from '#shared/interview/competency.js';
import { LEVELS, TRACKS, type Level, type Track } from '#shared/interview/track.js';

/** Of each track in the simulated world. */
const QUESTIONS = 30;

/** An id that follows from a name, as scattered as a random one. */
export function idOf(name: string): string {
  const hex = createHash('md5').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** The secret of somebody's session, as their cookie has it. */
export const secretOf = (account: string): string => createHash('sha256').update(account).digest('base64url');

/** The made-up names of the simulated world as those of the product. */
export const competencyOf = (simulated: string): Competency => COMPETENCIES[numberOf(simulated) - 1] ?? 'framing';
export const skillOf = (simulated: string): InterviewerSkill | undefined => INTERVIEWER_SKILLS[numberOf(simulated) - 1];
export const levelOf = (level: string): Level => LEVELS[Math.min(LEVELS.length - 1, Number(level))] ?? 'mid';
export const trackOf = (question: string): Track => TRACKS[Math.floor(numberOf(question) / QUESTIONS)] ?? 'ml-case';

function numberOf(name: string): number {
  return Number(name.slice(1));
}

export interface BenchFlow extends FlowRef {
  track: Track;
}

/** The flow that stands for a question: one of its track, and another than `not`. */
export function flowFor(question: string, flows: readonly BenchFlow[], not?: FlowRef): FlowRef {
  const fitting = flows.filter(({ id, track }) => track === trackOf(question) && id !== not?.id);
  const { id, version } = fitting[numberOf(question) % fitting.length] ?? { id: question, version: 1 };
  return { id, version };
}
