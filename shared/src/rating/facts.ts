import { COMPETENCIES, INTERVIEWER_SKILLS, type Competency, type InterviewerSkill } from '../interview/competency.js';
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

/** Of one competency: signals, and what one gave oneself. */
export interface CompetencyFacts extends CountedSignals {
  selfSum: number;
  selfSheets: number;
}

export interface Facts {
  /** All eight. */
  competencies: CompetencyFacts[];
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
    competencies: COMPETENCIES.map((competency) => competencyFacts(competency, sheets, signals)),
    sessions: new Set(sheets.map((sheet) => sheet.room)).size,
    partners: new Set(sheets.map((sheet) => sheet.partner)).size,
    asInterviewer: {
      sheets: sheets.filter(({ kind }) => kind === 'interviewer').length,
      skills: INTERVIEWER_SKILLS.map((skill) => skillFacts(skill, sheets)),
    },
  };
}

function competencyFacts(
  competency: Competency,
  sheets: readonly FactSheet[],
  signals: readonly CountedSignals[],
): CompetencyFacts {
  const self = sheets.flatMap((sheet) => {
    if (sheet.kind !== 'self') return [];
    return sheet.content.ratings.flatMap((rating) =>
      rating.competency === competency && rating.score !== null ? [rating.score] : [],
    );
  });
  const marked = signals.filter((entry) => entry.competency === competency);
  const total = (key: 'unprompted' | 'afterCard' | 'missed') => marked.reduce((sum, entry) => sum + entry[key], 0);
  return {
    competency,
    unprompted: total('unprompted'),
    afterCard: total('afterCard'),
    missed: total('missed'),
    selfSum: self.reduce((sum, score) => sum + score, 0),
    selfSheets: self.length,
  };
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
