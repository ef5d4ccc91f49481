export const DAY_MS = 86_400_000;

/** So many marks at most on an axis of time. */
const MARKS_MOST = 7;
const WEEKS_UP_TO = 50 * DAY_MS;
const YEARS_FROM = 300 * DAY_MS;

/** Where an axis of time is marked: weeks back from its end where it is short, else the first days of months. */
export function axisMarks({ from, to }: { from: number; to: number }): number[] {
  if (to - from <= WEEKS_UP_TO) {
    const weeks = Math.floor((to - from) / (7 * DAY_MS));
    return Array.from({ length: weeks + 1 }, (_, week) => to - (weeks - week) * 7 * DAY_MS);
  }
  const start = new Date(from);
  const months = Math.ceil((to - from) / (30 * DAY_MS));
  const step = Math.ceil(months / MARKS_MOST);
  const first = (month: number) => new Date(start.getFullYear(), start.getMonth() + month, 1).getTime();
  return Array.from({ length: Math.ceil(months / step) + 1 }, (_, index) => first(index * step + 1)).filter(
    (at) => at <= to,
  );
}

/** What stands at such a mark. */
export function axisDate(at: number, span: number): string {
  const long = span > YEARS_FROM;
  return new Date(at).toLocaleDateString('en-GB', {
    day: long ? undefined : 'numeric',
    month: 'short',
    year: long ? '2-digit' : undefined,
  });
}
