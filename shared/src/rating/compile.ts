import {
  COMPETENCIES,
  COMPETENCY_NAMES,
  INTERVIEWER_SKILLS,
  type Competency,
  type InterviewerSkill,
} from '../interview/competency.js';
import { gapOf, runningEstimates, shownFor, type Estimate } from './estimate.js';
import type { CandidateSheet, InterviewerSheet } from './sheet.js';

/** One revealed, counted sheet about or by the person whose history is compiled. */
export type CountedSheet = {
  id: string;
  room: string;
  round: 1 | 2;
  /** Account of the other peer of the room. */
  partner: string;
  /** Epoch milliseconds of the submission. */
  at: number;
} & ({ kind: 'peer' | 'self'; content: CandidateSheet } | { kind: 'interviewer'; content: InterviewerSheet });

/** Signals marked over the counted rounds in which the person was candidate. */
export interface CountedSignals {
  competency: Competency;
  unprompted: number;
  afterCard: number;
  missed: number;
}

export interface CompiledPoint extends Estimate {
  sheet: string;
  room: string;
  round: 1 | 2;
  at: number;
  raw: number;
}

export interface CompiledCompetency {
  competency: Competency;
  sheets: number;
  raters: number;
  shown: 'nothing' | 'band' | 'score';
  estimate: Estimate | null;
  points: CompiledPoint[];
  unprompted: number;
  afterCard: number;
  missed: number;
  self: number | null;
  selfSheets: number;
  gap: { value: number; se: number; blind: boolean } | null;
}

export interface CompiledHistory {
  competencies: CompiledCompetency[];
  sessions: number;
  partners: number;
  asInterviewer: { sheets: number; skills: { skill: InterviewerSkill; mean: number | null; n: number }[] };
  drill: { competency: Competency; reason: string } | null;
}

interface Rated {
  sheet: CountedSheet;
  score: number;
}

function scoresOf(sheets: readonly CountedSheet[], kind: 'peer' | 'self', competency: Competency): Rated[] {
  return sheets.flatMap((sheet) => {
    if (sheet.kind !== kind) return [];
    const score = sheet.content.ratings.find((rating) => rating.competency === competency)?.score ?? null;
    return score === null ? [] : [{ sheet, score }];
  });
}

function compileCompetency(
  competency: Competency,
  about: readonly CountedSheet[],
  signals: readonly CountedSignals[],
): CompiledCompetency {
  const peer = scoresOf(about, 'peer', competency);
  const self = scoresOf(about, 'self', competency);
  const running = runningEstimates(peer.map(({ score }) => score));
  const points = peer.flatMap(({ sheet, score }, index) => {
    const estimate = running[index];
    return estimate
      ? [{ sheet: sheet.id, room: sheet.room, round: sheet.round, at: sheet.at, raw: score, ...estimate }]
      : [];
  });
  const estimate = running.at(-1) ?? null;
  const raters = new Set(peer.map(({ sheet }) => sheet.partner)).size;
  const selfSum = self.reduce((sum, { score }) => sum + score, 0);
  const marked = signals.filter((entry) => entry.competency === competency);
  const total = (key: 'unprompted' | 'afterCard' | 'missed') => marked.reduce((sum, entry) => sum + entry[key], 0);
  return {
    competency,
    sheets: peer.length,
    raters,
    shown: shownFor(raters, peer.length, estimate?.se ?? Infinity),
    estimate,
    points,
    unprompted: total('unprompted'),
    afterCard: total('afterCard'),
    missed: total('missed'),
    self: self.length ? selfSum / self.length : null,
    selfSheets: self.length,
    gap: estimate && gapOf({ sum: selfSum, n: self.length }, estimate, raters),
  };
}

/** The weakest competency that anything is known of: by estimate where shown, else by the share said unprompted. */
function drillFor(competencies: readonly CompiledCompetency[]): CompiledHistory['drill'] {
  const shown = competencies.filter((entry) => entry.shown !== 'nothing' && entry.estimate);
  const weakest = [...shown].sort((a, b) => (a.estimate?.value ?? 0) - (b.estimate?.value ?? 0))[0];
  if (weakest) {
    const reason = `Of what your partners rated, ${COMPETENCY_NAMES[weakest.competency]} is lowest.`;
    return { competency: weakest.competency, reason };
  }
  const share = (entry: CompiledCompetency) => entry.unprompted / (entry.unprompted + entry.afterCard + entry.missed);
  const prompted = competencies
    .filter((entry) => entry.afterCard + entry.missed >= 2)
    .sort((a, b) => share(a) - share(b))[0];
  return prompted
    ? {
        competency: prompted.competency,
        reason: `${prompted.afterCard + prompted.missed} signals of ${COMPETENCY_NAMES[prompted.competency]} took a card or were missed.`,
      }
    : null;
}

/**
 * Everything the progress page shows of one person. `about`: sheets about them as candidate (peer and self);
 * `asInterviewer`: sheets about them as interviewer; both revealed and counted, in any order.
 */
export function compileHistory(
  about: readonly CountedSheet[],
  asInterviewer: readonly CountedSheet[],
  signals: readonly CountedSignals[],
): CompiledHistory {
  const ordered = [...about].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  const competencies = COMPETENCIES.map((competency) => compileCompetency(competency, ordered, signals));
  const all = [...about, ...asInterviewer];
  return {
    competencies,
    sessions: new Set(all.map((sheet) => sheet.room)).size,
    partners: new Set(all.map((sheet) => sheet.partner)).size,
    asInterviewer: {
      sheets: asInterviewer.length,
      skills: INTERVIEWER_SKILLS.map((skill) => {
        const scores = asInterviewer.flatMap((sheet) => {
          if (sheet.kind !== 'interviewer') return [];
          const score = sheet.content.ratings.find((rating) => rating.skill === skill)?.score ?? null;
          return score === null ? [] : [score];
        });
        const mean = scores.length ? scores.reduce<number>((sum, score) => sum + score, 0) / scores.length : null;
        return { skill, mean, n: scores.length };
      }),
    },
    drill: drillFor(competencies),
  };
}
