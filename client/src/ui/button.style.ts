export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'strong' | 'weak' | 'danger';
export type ButtonSize = 'small' | 'medium' | 'large';

const BASE =
  'relative inline-flex items-center justify-center gap-2 rounded-s border font-medium whitespace-nowrap select-none no-underline transition-colors duration-150 disabled:opacity-55 disabled:cursor-not-allowed aria-disabled:opacity-55 aria-disabled:cursor-not-allowed';

const VARIANTS: Record<ButtonVariant, string> = {
  primary:
    'border-transparent bg-accent text-accent-ink not-disabled:hover:bg-accent-deep not-disabled:active:bg-accent-deep',
  secondary: 'border-edge bg-surface text-ink not-disabled:hover:bg-hover',
  quiet: 'border-transparent bg-transparent text-ink-2 not-disabled:hover:bg-hover not-disabled:hover:text-ink',
  strong: 'border-strong bg-surface text-strong not-disabled:hover:bg-strong-soft',
  weak: 'border-weak bg-surface text-weak not-disabled:hover:bg-weak-soft',
  danger: 'border-alarm bg-surface text-alarm not-disabled:hover:bg-alarm-soft',
};

/** Small ones grow to a finger's width where the screen is small. */
const SIZES: Record<ButtonSize, string> = {
  small: 'min-h-8 max-md:min-h-11 px-3 text-sm',
  medium: 'min-h-10 max-md:min-h-11 px-4 text-sm',
  large: 'min-h-13 px-6 text-lg',
};

/** The classes of a button, for `Button` and for links that look like one. */
export function buttonClass(variant: ButtonVariant = 'secondary', size: ButtonSize = 'medium'): string {
  return `${BASE} ${VARIANTS[variant]} ${SIZES[size]}`;
}
