import type { Account } from '#shared/contract/account.js';

interface Destination {
  path: string;
  fullPath: string;
  query: Record<string, unknown>;
  meta: { access: 'guest' | 'signed-in' | 'staff' | 'anybody' };
}
type Entry = true | { path: string; query?: Record<string, string> } | 'missing';

/**
 * Whether a page may be entered, and where to go instead. `account` is `undefined` when the server could not be asked:
 * then everything opens, and what needs the server says that it is out of reach. `missing`: shown as if no page were
 * there, which is what a page for staff is to anybody else.
 */
export function decideEntry(to: Destination, account: Account | null | undefined, staff: boolean): Entry {
  if (account === undefined) return true;
  if (to.meta.access === 'staff') return staff || 'missing';
  if (to.meta.access === 'signed-in' && account === null) return signInFor(to.fullPath);
  if (account === null) return true;
  if (to.meta.access === 'guest') return { path: safeNext(to.query.next) ?? '/home' };
  if (to.path === '/home' && account.profile === null) return { path: '/onboarding' };
  return true;
}

/** The sign-in page that leads on to `fullPath`. */
export function signInFor(fullPath: string): { path: string; query?: Record<string, string> } {
  return fullPath === '/home' ? { path: '/sign-in' } : { path: '/sign-in', query: { next: fullPath } };
}

/** A `next` parameter as a path of this site, or nothing: a link must not lead elsewhere after the sign-in. */
export function safeNext(next: unknown): string | undefined {
  if (typeof next !== 'string' || !/^\/(?![/\\])/.test(next)) return undefined;
  const url = new URL(next, 'http://turnabout.invalid');
  return url.host === 'turnabout.invalid' ? url.pathname + url.search + url.hash : undefined;
}
