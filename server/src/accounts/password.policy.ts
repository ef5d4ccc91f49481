import { Refused } from '../http/refused.js';
import { COMMON_PASSWORDS } from './common.passwords.js';

/** Refuse what everybody tries first. Length is all that is asked for otherwise. */
export function refuseWeakPassword(password: string, own: { email?: string; displayName?: string } = {}): void {
  const typed = password.normalize('NFKC').toLowerCase();
  const personal = [own.email, own.email?.split('@')[0], own.displayName].map((word) => word?.toLowerCase());
  const weak = COMMON_PASSWORDS.has(typed) || new Set(typed).size < 3 || personal.includes(typed);
  if (!weak) return;
  throw new Refused('BAD_REQUEST', 'This password is among the first that anybody would try. Choose another.', {
    fields: [{ path: 'password', message: 'a password that is harder to guess' }],
  });
}
