import type { CompetencyProgress, HistoryPoint, Progress, ScoreExplanation } from '#shared/contract/progress.js';
import { COMPETENCIES, type Competency } from '#shared/interview/competency.js';

export const DAY = 86_400_000;
const NOTHING_MORE = { bands: null, percentile: null, explain: null };

export const NOW = Date.UTC(2025, 10, 24);
export const ROOM = '7b0e8d0e-5b0a-4a3f-9f0e-7a8b1c2d3e4f';

/** One competency with nothing known of it but what is given. */
export function competency(key: Competency, over: Partial<CompetencyProgress> = {}): CompetencyProgress {
  return {
    competency: key,
    sheets: 0,
    raters: 0,
    shown: 'nothing',
    estimate: null,
    se: null,
    stands: null,
    explain: null,
    points: [],
    unprompted: 0,
    afterCard: 0,
    missed: 0,
    self: null,
    selfSheets: 0,
    gap: null,
    ...over,
  };
}

/** A rating so many days ago, and the estimate after it. */
export function point(daysAgo: number, estimate: number, se: number, raw = 3): CompetencyProgress['points'][number] {
  return { at: NOW - daysAgo * DAY, room: ROOM, round: 1, raw, estimate, se };
}

/** A sheet so many days ago, and the estimates after it: overall, and of the competencies that it scored. */
export function historyPoint(
  daysAgo: number,
  score: number,
  se: number,
  scores: Partial<Record<Competency, number>> = {},
): HistoryPoint {
  return {
    at: NOW - daysAgo * DAY,
    room: ROOM,
    round: 1,
    track: 'ml-case',
    level: 'mid',
    raw: 3,
    score,
    se,
    scores: COMPETENCIES.flatMap((key) => {
      const estimate = scores[key];
      return estimate === undefined ? [] : [{ competency: key, raw: 3, score: estimate, se }];
    }),
  };
}

/** Why a score is what it is, with nothing to be taken out but what is given. */
export function explanation(over: Partial<ScoreExplanation> = {}): ScoreExplanation {
  return {
    ...{ raw: 3.5, severity: 0, difficulty: 0, pair: 0, prior: 3, priorWeight: 0, competency: 0, deviation: 0 },
    ...over,
  };
}

/** All eight, those given in place of the empty ones. */
export function progressOf(given: readonly CompetencyProgress[], sessions = 4, partners = 3): Progress {
  return {
    compiledAt: NOW,
    pending: false,
    sessions,
    partners,
    competencies: COMPETENCIES.map((key) => given.find((entry) => entry.competency === key) ?? competency(key)),
    overall: { sheets: 0, raters: 0, shown: 'nothing', level: null, score: null, se: null, ...NOTHING_MORE },
    selfOffset: null,
    byTrack: [],
    byLevel: [],
    raters: { harsh: 0, typical: 0, lenient: 0 },
    asInterviewer: asInterviewer(),
    goal: null,
    drill: null,
    drilled: [],
  };
}

/** Somebody who has interviewed nobody but for what is given. */
export function asInterviewer(over: Partial<Progress['asInterviewer']> = {}): Progress['asInterviewer'] {
  return {
    sheets: 0,
    raters: 0,
    shown: 'nothing',
    score: null,
    se: null,
    skills: [],
    useful: 0,
    notUseful: 0,
    severity: null,
    consistency: null,
    spread: null,
    ...over,
  };
}
