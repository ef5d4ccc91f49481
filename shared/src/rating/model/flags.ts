import type { Estimated } from './filter.js';

/** What two people give each other beyond what is due (+), in points, over the sheets of both directions. */
export interface PairEffect {
  /** In the order of their characters. */
  a: string;
  b: string;
  effect: number;
  sheets: number;
}

/** Why a rater is worth a look, with the evidence. */
export type RaterFlag =
  | { kind: 'severity'; severity: number; se: number; sheets: number; vignettes: number }
  | { kind: 'profile'; fit: number; se: number; sheets: number }
  | { kind: 'flat'; spread: number; sheets: number }
  | { kind: 'pair'; partner: string; effect: number; sheets: number };

/** Points beyond which severity is worth a look, and how many standard errors it has to be from zero. */
const FAR_SEVERITY = 1;
const SEVERITY_ERRORS = 3;
/** Within a sheet: who rates at random has 4 and more. It counts once it is a standard error above. */
const POOR_FIT = 2;
/** Points of spread within a sheet, over so many sheets, below which all scores are the same. */
const FLAT_SPREAD = 0.1;
const SHEETS_OF_FLAT = 5;
/** Points that two people give each other, over so many sheets. */
const FAR_EFFECT = 0.5;
const SHEETS_OF_A_PAIR = 3;

interface Evidence {
  severity: Estimated;
  sheets: number;
  vignettes: number;
  fit: number | null;
  fitError: number | null;
  spread: number | null;
  /** Sheets with two scores or more: what fit and spread are worked out from. */
  several: number;
}

export const isPairWorthALook = ({ effect, sheets }: PairEffect): boolean =>
  effect > FAR_EFFECT && sheets >= SHEETS_OF_A_PAIR;

export function flagsOf(rater: string, evidence: Evidence, pairs: readonly PairEffect[]): RaterFlag[] {
  const { severity, sheets, vignettes, fit, fitError, spread, several } = evidence;
  const flags: RaterFlag[] = [];
  if (Math.abs(severity.score) > Math.max(FAR_SEVERITY, SEVERITY_ERRORS * severity.se)) {
    flags.push({ kind: 'severity', severity: severity.score, se: severity.se, sheets, vignettes });
  }
  if (fit !== null && fitError !== null && fit - fitError > POOR_FIT) {
    flags.push({ kind: 'profile', fit, se: fitError, sheets: several });
  }
  if (spread !== null && spread < FLAT_SPREAD && several >= SHEETS_OF_FLAT) {
    flags.push({ kind: 'flat', spread, sheets: several });
  }
  const effects = pairs.filter(isPairWorthALook).map(({ a, b, ...rest }): RaterFlag => {
    return { kind: 'pair', partner: a === rater ? b : a, ...rest };
  });
  return [...flags, ...effects];
}
