import type { Competency } from '#shared/interview/competency.js';

/** One word for each, where a line has no room for the whole name. */
export const COMPETENCY_WORDS: Record<Competency, string> = {
  framing: 'Framing',
  metrics: 'Metrics',
  data: 'Data',
  tradeoffs: 'Trade-offs',
  explanation: 'Explaining',
  production: 'Production',
  simplicity: 'Proportion',
  delivery: 'Live execution',
};
