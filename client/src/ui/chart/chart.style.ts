/** The tokens that charts are drawn with. Lines differ in their dashes and dots in their shape, never in colour alone. */
export const TONE = {
  ink: 'var(--ink)',
  ink2: 'var(--ink-2)',
  ink3: 'var(--ink-3)',
  line: 'var(--line)',
  surface: 'var(--surface)',
  accent: 'var(--accent)',
  strong: 'var(--strong)',
  weak: 'var(--weak)',
} as const;
export type Tone = keyof typeof TONE;

/** Pixels, as `--text-xs`. */
export const TEXT_SIZE = 12;
