import type { CompetencyProgress, Progress } from '#shared/contract/progress.js';
import { COMPETENCIES, INTERVIEWER_SKILLS, type Competency } from '#shared/interview/competency.js';
import { gapOf } from '#shared/rating/estimate.js';
import type { CandidateRow, FactsRow, Numbers, PointRow } from './progress.store.js';

/** Tracks and levels are told apart from two raters on: the mean of one rater's sheets would be their report. */
const RATERS_OF_A_PART = 2;

/** The compiled numbers of one person as they are shown: what the evidence does not carry is not there. Pure. */
export function progressOf(numbers: Numbers, points: readonly PointRow[]): Progress {
  const { candidate, facts } = numbers;
  const shown = candidate !== null && candidate.shown !== 'nothing' ? candidate : null;
  return {
    compiledAt: facts?.compiled_at ?? null,
    pending: numbers.pending,
    sessions: facts?.sessions ?? 0,
    partners: facts?.partners ?? 0,
    overall: overallOf(candidate),
    competencies: COMPETENCIES.map((competency) => competencyOf(competency, numbers, points)),
    selfOffset: null,
    byTrack: partsOf(shown?.by_track).map(({ key: track, ...part }) => ({ track, ...part })),
    byLevel: partsOf(shown?.by_level).map(({ key: level, ...part }) => ({ level, ...part })),
    raters: shown?.raters_like ?? { harsh: 0, typical: 0, lenient: 0 },
    asInterviewer: asInterviewerOf(numbers),
    goal: null,
    drill: null,
    drilled: [],
  };
}

function overallOf(candidate: CandidateRow | null): Progress['overall'] {
  const { sheets, raters, shown, level } = candidate ?? { sheets: 0, raters: 0, shown: 'nothing', level: null };
  const counted = { sheets, raters, shown, level };
  if (candidate === null || shown === 'nothing') {
    return { ...counted, score: null, se: null, bands: null, percentile: null, explain: null };
  }
  const { score, se, explain } = candidate;
  return { ...counted, score, se, bands: null, percentile: null, explain };
}

function competencyOf(
  competency: Competency,
  { candidate, facts }: Numbers,
  points: readonly PointRow[],
): CompetencyProgress {
  const known = candidate?.competencies.find((entry) => entry.competency === competency);
  const counted = factsOf(competency, facts);
  const self = { sum: counted.selfSum, n: counted.selfSheets };
  const shared = {
    competency,
    sheets: known?.sheets ?? 0,
    raters: known?.raters ?? 0,
    shown: known?.shown ?? 'nothing',
    unprompted: counted.unprompted,
    afterCard: counted.afterCard,
    missed: counted.missed,
    self: self.n === 0 ? null : self.sum / self.n,
    selfSheets: self.n,
  } as const;
  if (!candidate || !known || known.shown === 'nothing') {
    return { ...shared, estimate: null, se: null, stands: null, explain: null, points: [], gap: null };
  }
  const { score: estimate, se, stands, offset, deviation } = known;
  return {
    ...shared,
    estimate,
    se,
    stands,
    explain: { ...candidate.explain, competency: offset, deviation },
    points: points.toReversed().flatMap((point) => pointOn(competency, point)),
    gap: gapOf(self, { value: estimate, se }, known.raters),
  };
}

function factsOf(competency: Competency, facts: FactsRow | null): Omit<FactsRow['competencies'][number], 'competency'> {
  const none = { unprompted: 0, afterCard: 0, missed: 0, selfSum: 0, selfSheets: 0 };
  return facts?.competencies.find((entry) => entry.competency === competency) ?? none;
}

function pointOn(competency: Competency, { at, room, round, scores }: PointRow): CompetencyProgress['points'] {
  const scored = scores.find((entry) => entry.competency === competency);
  return scored ? [{ at, room, round, raw: scored.raw, estimate: scored.score, se: scored.se }] : [];
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
