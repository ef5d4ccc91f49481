import { int } from './columns.js';
import type { Ledger } from './ledger.js';
import { pairVariance, vignettePrecision, type Variances } from './variances.js';

/** The kinds of blocks: ability, severity, difficulty, and what two people give each other. */
export const KINDS = ['byCandidate', 'byRater', 'byQuestion', 'byPair'] as const;
export type Kind = (typeof KINDS)[number];

/** What is known of a block before its sheets, as a precision. */
function priorPrecision(ledger: Ledger, kind: Kind, owner: number, variances: Variances): number {
  switch (kind) {
    case 'byCandidate':
      return 1 / variances.ability ** 2;
    case 'byRater':
      return 1 / variances.severity ** 2 + vignettePrecision(int(ledger.vignettes, owner), variances);
    case 'byQuestion':
      return 1 / variances.difficulty ** 2;
    case 'byPair':
      return 1 / pairVariance(int(ledger.byPair.count, owner), variances);
  }
}

/** Works out the variance of a block given all others, 1/(prior + n/v), after its sheets or vignettes have changed. */
export function setShare(ledger: Ledger, kind: Kind, owner: number, variances: Variances): void {
  const block = ledger[kind];
  const prior = priorPrecision(ledger, kind, owner, variances);
  block.variance[owner] = 1 / (prior + int(block.count, owner) / variances.noise ** 2);
}

export function setShares(ledger: Ledger, variances: Variances): void {
  for (const kind of KINDS) {
    for (let owner = 0; owner < ledger[kind].owners; owner += 1) setShare(ledger, kind, owner, variances);
  }
}
