/** To the nearest tenth, as a whole number of tenths: what is shown everywhere, so that it agrees everywhere. */
export function tenthsOf(value: number): number {
  const tenths = Math.round(value * 10);
  return tenths === 0 ? 0 : tenths;
}

/** `3.6` */
export function oneDecimal(value: number): string {
  return (tenthsOf(value) / 10).toFixed(1);
}

/** `+ 0.3`, `− 0.3`, and no sign at zero. */
export function signed(value: number): string {
  return signedTenths(tenthsOf(value));
}

export function signedTenths(tenths: number): string {
  const size = (Math.abs(tenths) / 10).toFixed(1);
  if (tenths === 0) return size;
  return `${tenths < 0 ? '−' : '+'}\u00a0${size}`;
}

/** From one value to another, as both are shown: who takes the one from the other by hand gets the same. */
export function tenthsBetween(then: number, now: number): number {
  return tenthsOf(now) - tenthsOf(then);
}

/**
 * Terms as tenths that add up to the sum as it is shown. Where rounding each for itself would miss it, the terms give
 * way that lie nearest to the next tenth.
 */
export function tenthsThatAddUp(terms: readonly number[], sum: number): number[] {
  const tenths = terms.map(tenthsOf);
  let missing = tenthsOf(sum) - tenths.reduce((all, term) => all + term, 0);
  while (missing !== 0) {
    const step = Math.sign(missing);
    const slack = terms.map((term, index) => step * (term * 10 - (tenths[index] ?? 0)));
    const most = slack.indexOf(Math.max(...slack));
    tenths[most] = (tenths[most] ?? 0) + step;
    missing -= step;
  }
  return tenths;
}
