/** A length of time in words, as exact as it is useful: `under 10 s`, `40 s`, `3 min`, `2 h`. */
export function durationOf(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 10) return 'under 10 s';
  if (seconds < 55) return `${Math.round(seconds / 5) * 5} s`;
  if (seconds < 90) return '1 min';
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}

/** How long ago something was, in words. */
export function agoOf(at: number, now: number): string {
  const minutes = Math.round((now - at) / 60_000);
  if (minutes < 2) return 'just now';
  if (minutes < 60) return `${minutes} minutes ago`;
  const hours = Math.round(minutes / 60);
  if (hours < 24) return hours === 1 ? 'an hour ago' : `${hours} hours ago`;
  const days = Math.round(hours / 24);
  return days === 1 ? 'yesterday' : days < 60 ? `${days} days ago` : `${Math.round(days / 30)} months ago`;
}
