import { COMPETENCIES, INTERVIEWER_SKILLS, type Competency, type InterviewerSkill } from '../interview/competency.js';
import { tallySelf, type SelfTally } from './blind.js';
import type { CandidateSheet, InterviewerSheet } from './sheet.js';

/** One revealed, counted sheet about or by the person whose facts are compiled. */
export type FactSheet = {
  room: string;
  /** Account of the other peer of the room. */
  partner: string;
} & ({ kind: 'peer' | 'self'; content: CandidateSheet } | { kind: 'interviewer'; content: InterviewerSheet });

/** Signals marked over the counted rounds in which the person was candidate. */
export interface CountedSignals {
  competency: Competency;
  unprompted: number;
  afterCard: number;
  missed: number;
}

export interface Facts {
  /** All eight. */
  signals: CountedSignals[];
  /** What one gave oneself, as blind spots need it. */
  self: SelfTally<Competency>;
  sessions: number;
  partners: number;
  asInterviewer: { sheets: number; skills: { skill: InterviewerSkill; mean: number | null; n: number }[] };
}

/**
 * What is counted of one person and needs no model. `sheets`: revealed and counted sheets about them, as candidate by
 * others and by themself and as interviewer, in any order.
 */
export function factsOf(sheets: readonly FactSheet[], signals: readonly CountedSignals[]): Facts {
  return {
    signals: COMPETENCIES.map((competency) => totalOf(competency, signals)),
    self: tallySelf(sheets.flatMap((sheet) => (sheet.kind === 'self' ? [scoresOf(sheet.content)] : []))),
    sessions: new Set(sheets.map((sheet) => sheet.room)).size,
    partners: new Set(sheets.map((sheet) => sheet.partner)).size,
    asInterviewer: {
      sheets: sheets.filter(({ kind }) => kind === 'interviewer').length,
      skills: INTERVIEWER_SKILLS.map((skill) => skillFacts(skill, sheets)),
    },
  };
}

function totalOf(competency: Competency, signals: readonly CountedSignals[]): CountedSignals {
  const marked = signals.filter((entry) => entry.competency === competency);
  const total = (key: 'unprompted' | 'afterCard' | 'missed') => marked.reduce((sum, entry) => sum + entry[key], 0);
  return { competency, unprompted: total('unprompted'), afterCard: total('afterCard'), missed: total('missed') };
}

function scoresOf({ ratings }: CandidateSheet): Partial<Record<Competency, number>> {
  return Object.fromEntries(
    ratings.flatMap(({ competency, score }): [Competency, number][] => (score === null ? [] : [[competency, score]])),
  );
}

function skillFacts(skill: InterviewerSkill, sheets: readonly FactSheet[]) {
  const scores = sheets.flatMap((sheet) => {
    if (sheet.kind !== 'interviewer') return [];
    return sheet.content.ratings.flatMap((rating) =>
      rating.skill === skill && rating.score !== null ? [rating.score] : [],
    );
  });
  const mean = scores.length === 0 ? null : scores.reduce<number>((sum, score) => sum + score, 0) / scores.length;
  return { skill, mean, n: scores.length };
}
