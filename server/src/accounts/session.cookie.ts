import type { Env } from '../config/env.js';

type Secure = Pick<Env, 'secure'>;

/** `__Host-` keeps the cookie to exactly this host; it needs TLS, which plain http on one's own machine has not. */
export function cookieName({ secure }: Secure): string {
  return secure ? '__Host-turnabout' : 'turnabout';
}

/** The session's secret in a `Cookie` header, if there is one. */
export function readCookie(env: Secure, header: string | undefined): string | undefined {
  const name = cookieName(env);
  for (const part of header?.split(';') ?? []) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return undefined;
}

/** A `Set-Cookie` value that keeps the session for `maxAgeMs`. */
export function setCookie(env: Secure, secret: string, maxAgeMs: number): string {
  const attributes = ['Path=/', 'HttpOnly', 'SameSite=Lax', `Max-Age=${Math.floor(maxAgeMs / 1000)}`];
  return [`${cookieName(env)}=${secret}`, ...attributes, ...(env.secure ? ['Secure'] : [])].join('; ');
}

/** A `Set-Cookie` value that takes the session away from the browser. */
export function clearCookie(env: Secure): string {
  return setCookie(env, '', 0);
}
