/** What the evidence carries: nothing but the single report, a band, or a score. */
export const SHOWN = ['nothing', 'band', 'score'] as const;
export type Shown = (typeof SHOWN)[number];

/** What a score means against the rubric of one's level: below 2.5, up to 3.5, and above. */
export const BANDS = ['developing', 'solid', 'strong'] as const;
export type Band = (typeof BANDS)[number];
