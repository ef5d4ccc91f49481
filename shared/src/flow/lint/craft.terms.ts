/**
 * Terms of art that name an insight. Whoever reads one in a question need not have the thought any more, so that
 * "unprompted" would mean nothing. Words that a question may use freely (threshold, metric, segment) are not among them.
 */
const TERMS: Readonly<Record<string, RegExp>> = {
  leakage: /\bleak(?:s|ed|age|ages|y)?\b/i,
  calibration: /\b(?:mis|re|un)?calibrat\w*/i,
  baseline: /\bbase[- ]?lines?\b/i,
  'control group': /\bcontrol groups?\b|\bhold[- ]?outs?\b|\b(?:group|groups) held back\b/i,
  uplift: /\buplift\w*/i,
  drift: /\bdrift(?:s|ed|ing)?\b/i,
  skew: /\bskew(?:s|ed)?\b/i,
  imbalance: /\bimbalance[ds]?\b|\bunbalanced\b/i,
  'feedback loop': /\bfeedback loops?\b/i,
  'cold start': /\bcold[- ]starts?\b/i,
  'novelty effect': /\bnovelty\b/i,
  peeking: /\bpeek(?:s|ed|ing)?\b/i,
  power: /\bstatistical power\b|\bunderpowered\b/i,
  interference: /\binterference\b|\bspill[- ]?overs?\b|\bnetwork effects?\b/i,
  'sample ratio': /\bsample[- ]ratio\b/i,
  guardrail: /\bguard[- ]?rails?\b/i,
  'counter-metric': /\bcounter[- ]?metrics?\b/i,
  'position bias': /\bposition(?:al)? bias\b/i,
  'selection bias': /\bselection bias\b|\bself-select\w*/i,
  'survivorship bias': /\bsurviv(?:or|orship) bias\b/i,
  confounding: /\bconfound\w*/i,
  'mix shift': /\bmix[- ](?:shift|effect)s?\b|\bsimpson[’']?s?\b/i,
  'regression to the mean': /\bregress\w* to the mean\b/i,
  proxy: /\bprox(?:y|ies)\b/i,
  'label delay': /\b(?:label delays?|delayed labels?|late labels?)\b/i,
  'shadow run': /\bshadow (?:run|mode|test)s?\b/i,
  canary: /\bcanar(?:y|ies)\b/i,
  fallback: /\bfall[- ]?backs?\b/i,
  rollback: /\broll(?:s|ed|ing)?[- ]?backs?\b/i,
  overfitting: /\boverfit\w*/i,
  cannibalising: /\bcannibali[sz]\w*/i,
  censoring: /\bcensor(?:ed|ing)\b/i,
};

/** A term that two texts share, and how the first of them has it. */
export interface SharedTerm {
  term: string;
  quote: string;
}

/** The terms of art in a text that one of the others uses too. */
export function termsShared(text: string, others: readonly string[]): SharedTerm[] {
  return Object.entries(TERMS).flatMap(([term, pattern]) => {
    const quote = pattern.exec(text)?.[0];
    return quote !== undefined && others.some((other) => pattern.test(other)) ? [{ term, quote }] : [];
  });
}
