import type { AdjustedSheet } from '#shared/rating/model/adjusted.js';
import type { RatingModel } from '#shared/rating/model/rating-model.js';
import type { CandidateOutput, PartOutput, RaterOutput, Role } from './model.output.js';

/** A rater who is this many points from typical is harsh or lenient. */
const STRICT_BEYOND = 0.3;

/** Everything that is written of somebody who is rated; `null` where nobody has rated them. */
export function candidateOutput(model: RatingModel, role: Role, account: string): CandidateOutput | null {
  const known = model.candidate(account);
  if (!known) return null;
  const sheets = model.adjusted(account);
  return {
    role,
    account,
    ...known.overall,
    shown: known.show,
    sheets: known.sheets,
    raters: known.raters,
    level: known.level,
    explain: known.explain,
    competencies: Object.entries(known.competencies).flatMap(([competency, entry]) => {
      if (entry.sheets === 0) return [];
      const { score, se, sheets: scored, raters, show: shown, stands, explain } = entry;
      const { competency: offset, deviation } = explain;
      return [{ competency, score, se, sheets: scored, raters, shown, stands, offset, deviation }];
    }),
    byTrack: partsBy(sheets, ({ question }) => question.split('/')[0] ?? ''),
    byLevel: partsBy(sheets, ({ level }) => level),
    ratersLike: ratersLike(model, sheets),
    points: role === 'interviewer' ? [] : pointsOf(model, account),
  };
}

/** What is written of somebody who rates candidates; `null` where neither sheets nor vignettes of theirs are known. */
export function raterOutput(model: RatingModel, account: string): RaterOutput | null {
  const known = model.severity(account);
  return known && { account, severity: known.score, se: known.se, sheets: 0, vignettes: 0 };
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
function partsBy(sheets: readonly AdjustedSheet[], keyOf: (sheet: AdjustedSheet) => string): PartOutput[] {
  const keys = [...new Set(sheets.map(keyOf))].sort();
  return keys.map((key) => {
    const part = sheets.filter((sheet) => keyOf(sheet) === key);
    const total = (of: (sheet: AdjustedSheet) => number) => part.reduce((sum, sheet) => sum + of(sheet), 0);
    return {
      key,
      sheets: part.length,
      raters: new Set(part.map(({ rater }) => rater)).size,
      mean: total(({ mean }) => mean) / part.length,
      se: Math.sqrt(total(({ variance }) => variance)) / part.length,
    };
  });
}

function ratersLike(model: RatingModel, sheets: readonly AdjustedSheet[]): CandidateOutput['ratersLike'] {
  const severities = [...new Set(sheets.map(({ rater }) => rater))].map((rater) => model.severity(rater)?.score ?? 0);
  const harsh = severities.filter((severity) => severity > STRICT_BEYOND).length;
  const lenient = severities.filter((severity) => severity < -STRICT_BEYOND).length;
  return { harsh, typical: severities.length - harsh - lenient, lenient };
}
