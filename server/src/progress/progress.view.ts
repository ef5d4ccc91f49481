import type { CompetencyProgress, MeasuredChange, Progress } from '#shared/contract/progress.js';
import { COMPETENCIES, INTERVIEWER_SKILLS, type Competency } from '#shared/interview/competency.js';
import { blindSpots, type BlindSpots } from '#shared/rating/blind.js';
import { verdictOf } from '#shared/rating/change.js';
import type { Estimate, GoalRow } from './drill.store.js';
import type { CandidateRow, EndRow, Numbers } from './progress.store.js';

/** Tracks and levels are told apart from two raters on: the mean of one rater's sheets would be their report. */
const RATERS_OF_A_PART = 2;

/** The compiled numbers of one person as they are shown: what the evidence does not carry is not there. Pure. */
export function progressOf(numbers: Numbers, ends: readonly EndRow[], drill: Progress['drill']): Progress {
  const { candidate, facts, goal, drilled } = numbers;
  const shown = candidate !== null && candidate.shown !== 'nothing' ? candidate : null;
  const { selfOffset, gaps } = blindSpotsOf(numbers);
  return {
    compiledAt: facts?.compiled_at ?? null,
    pending: numbers.pending,
    sessions: facts?.sessions ?? 0,
    partners: facts?.partners ?? 0,
    overall: overallOf(candidate),
    competencies: COMPETENCIES.map((competency) => competencyOf(competency, numbers, ends, gaps)),
    selfOffset,
    byTrack: partsOf(shown?.by_track).map(({ key: track, ...part }) => ({ track, ...part })),
    byLevel: partsOf(shown?.by_level).map(({ key: level, ...part }) => ({ level, ...part })),
    raters: shown?.raters_like ?? { harsh: 0, typical: 0, lenient: 0 },
    asInterviewer: asInterviewerOf(numbers),
    goal: goal && changeOf(goal, shownEstimate(numbers, goal.competency)),
    drill,
    drilled: drilled.map(({ after, ...row }) => changeOf(row, after)),
  };
}

/** The estimate of a competency as far as the evidence carries one. */
export function shownEstimate({ candidate }: Numbers, competency: Competency): Estimate | null {
  const known = candidate?.competencies.find((entry) => entry.competency === competency);
  return known && known.shown !== 'nothing' ? { score: known.score, se: known.se } : null;
}

function changeOf(
  { competency, since, before, sheets }: Pick<GoalRow, 'competency' | 'since' | 'before' | 'sheets'>,
  now: Estimate | null,
): MeasuredChange {
  return { competency, since, before, now, sheets, verdict: verdictOf(before, now, sheets) };
}

function overallOf(candidate: CandidateRow | null): Progress['overall'] {
  const { sheets, raters, shown, level } = candidate ?? { sheets: 0, raters: 0, shown: 'nothing', level: null };
  const counted = { sheets, raters, shown, level };
  if (candidate === null || shown === 'nothing') {
    return { ...counted, score: null, se: null, bands: null, percentile: null, explain: null };
  }
  const { score, se, bands, percentiles: percentile, explain } = candidate;
  return { ...counted, score, se, bands, percentile, explain };
}

function blindSpotsOf({ candidate, facts }: Numbers): BlindSpots<Competency> {
  if (!candidate || !facts) return { selfOffset: null, gaps: {} };
  const { shown: show, se, competencies } = candidate;
  const say = competencies.map(({ shown, ...entry }) => [entry.competency, { ...entry, show: shown }] as const);
  return blindSpots(facts.self, { show, overall: { se }, competencies: Object.fromEntries(say) });
}

function competencyOf(
  competency: Competency,
  { candidate, facts }: Numbers,
  ends: readonly EndRow[],
  gaps: BlindSpots<Competency>['gaps'],
): CompetencyProgress {
  const known = candidate?.competencies.find((entry) => entry.competency === competency);
  const signals = facts?.signals.find((entry) => entry.competency === competency);
  const self = facts?.self[competency];
  const counted = {
    competency,
    sheets: known?.sheets ?? 0,
    raters: known?.raters ?? 0,
    shown: known?.shown ?? 'nothing',
    unprompted: signals?.unprompted ?? 0,
    afterCard: signals?.afterCard ?? 0,
    missed: signals?.missed ?? 0,
    self: self ? self.sum / self.n : null,
    selfSheets: self?.n ?? 0,
  } as const;
  if (!candidate || !known || known.shown === 'nothing') {
    return { ...counted, estimate: null, se: null, stands: null, explain: null, points: [], gap: null };
  }
  const { score: estimate, se, stands, offset, deviation } = known;
  return {
    ...counted,
    estimate,
    se,
    stands,
    explain: { ...candidate.explain, competency: offset, deviation },
    points: ends.filter((end) => end.competency === competency).map(pointOf),
    gap: gaps[competency] ?? null,
  };
}

function pointOf({ at, room, round, raw, score: estimate, se }: EndRow): CompetencyProgress['points'][number] {
  return { at, room, round, raw, estimate, se };
}

function partsOf<K>(parts: readonly { key: K; sheets: number; raters: number; mean: number; se: number }[] = []) {
  return parts.flatMap(({ raters, ...part }) => (raters >= RATERS_OF_A_PART ? [part] : []));
}

function asInterviewerOf({ interviewer, rater, facts, useful, notUseful }: Numbers): Progress['asInterviewer'] {
  const shown = interviewer !== null && interviewer.shown !== 'nothing' ? interviewer : null;
  return {
    sheets: facts?.as_interviewer.sheets ?? 0,
    raters: interviewer?.raters ?? 0,
    shown: interviewer?.shown ?? 'nothing',
    score: shown?.score ?? null,
    se: shown?.se ?? null,
    skills: INTERVIEWER_SKILLS.map((skill) => {
      const counted = facts?.as_interviewer.skills.find((entry) => entry.skill === skill);
      const known = interviewer?.competencies.find((entry) => entry.competency === skill);
      const estimate = known && known.shown !== 'nothing' ? { score: known.score, se: known.se } : null;
      return { skill, mean: counted?.mean ?? null, n: counted?.n ?? 0, ...(estimate ?? { score: null, se: null }) };
    }),
    useful,
    notUseful,
    severity: rater && {
      value: rater.severity,
      se: rater.se,
      sheets: rater.sheets,
      vignettes: rater.vignettes,
    },
    consistency: rater?.consistency ?? null,
    spread: rater?.spread ?? null,
  };
}
