import type { GroupedSheet } from '#shared/rating/model/parts.js';
import type { RatingModel } from '#shared/rating/model/rating-model.js';
import type { CandidateOutput, PartOutput, RaterOutput, Role } from './model.output.js';

/** Everything that is written of somebody who is rated; `null` where nobody has rated them. */
export function candidateOutput(model: RatingModel, role: Role, account: string): CandidateOutput | null {
  const known = model.candidate(account);
  if (!known) return null;
  return {
    role,
    account,
    ...known.overall,
    shown: known.show,
    sheets: known.sheets,
    raters: known.raters,
    level: known.level,
    explain: known.explain,
    competencies: Object.entries(known.competencies).map(([competency, entry]) => {
      const { score, se, sheets: scored, raters, show: shown, stands, explain } = entry;
      const { competency: offset, deviation } = explain;
      return { competency, score, se, sheets: scored, raters, shown, stands, offset, deviation };
    }),
    bands: known.bands,
    percentiles: known.percentiles,
    byTrack: partsBy(model, account, ({ question }) => question.split('/')[0] ?? null),
    byLevel: partsBy(model, account, ({ level }) => level),
    ratersLike: model.ratersOf(account),
    points: role === 'interviewer' ? [] : pointsOf(model, account),
  };
}

/** What is written of somebody who rates candidates; `null` where neither sheets nor vignettes of theirs are known. */
export function raterOutput(model: RatingModel, account: string): RaterOutput | null {
  const known = model.rater(account);
  if (!known) return null;
  const { severity, sheets, vignettes, consistency, fit, spread, flags } = known;
  const counted = { sheets, vignettes, consistency, fit, spread, flags };
  return { account, severity: severity.score, se: severity.se, ...counted };
}

function pointsOf(model: RatingModel, account: string): CandidateOutput['points'] {
  return model.history(account).map(({ sheet, raw, overall, competencies }) => ({
    sheet,
    raw,
    ...overall,
    scores: competencies,
  }));
}

/** Means of adjusted sheets that have something in common, by its name. */
function partsBy(model: RatingModel, account: string, groupOf: (sheet: GroupedSheet) => string | null): PartOutput[] {
  const parts = [...model.parts(account, groupOf)].map(([key, part]) => ({ key, ...part }));
  return parts.sort((a, b) => (a.key < b.key ? -1 : 1));
}
