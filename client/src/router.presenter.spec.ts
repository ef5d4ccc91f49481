import { describe, expect, it } from 'vitest';
import type { Account } from '#shared/contract/account.js';
import { decideEntry, safeNext, signInFor } from './router.presenter.js';

const account: Account = {
  id: '7b0a4a5e-54d3-4a43-9d3a-0d1f6f6f0c11',
  email: 'ada@example.org',
  displayName: 'Ada',
  emailConfirmed: true,
  bot: false,
  profile: { tracks: ['ml-case'], level: 'mid', languages: ['en'], goals: [], timeZone: 'UTC' },
};
const to = (
  path: string,
  access: 'guest' | 'signed-in' | 'staff' | 'anybody',
  query: Record<string, unknown> = {},
) => ({
  path,
  fullPath: path,
  query,
  meta: { access },
});

describe('decideEntry', () => {
  it('leads to the sign-in and remembers where one was headed', () => {
    expect(decideEntry(to('/room/1', 'signed-in'), null, false)).toEqual({
      path: '/sign-in',
      query: { next: '/room/1' },
    });
  });

  it('leads on from the sign-in to where one was headed', () => {
    expect(decideEntry(to('/sign-in', 'guest', { next: '/room/1' }), account, false)).toEqual({ path: '/room/1' });
  });

  it('leads somebody signed in from the landing page to their home', () => {
    expect(decideEntry(to('/', 'guest'), account, false)).toEqual({ path: '/home' });
  });

  it('asks for the profile once, on the way home', () => {
    expect(decideEntry(to('/home', 'signed-in'), { ...account, profile: null }, false)).toEqual({
      path: '/onboarding',
    });
    expect(decideEntry(to('/room/1', 'signed-in'), { ...account, profile: null }, false)).toBe(true);
  });

  it('shows a page for staff to nobody else, as if it were not there', () => {
    expect(decideEntry(to('/staff/jobs', 'staff'), account, true)).toBe(true);
    expect(decideEntry(to('/staff/jobs', 'staff'), account, false)).toBe('missing');
    expect(decideEntry(to('/staff/jobs', 'staff'), null, false)).toBe('missing');
  });

  it('lets everything open when the server could not be asked', () => {
    expect(decideEntry(to('/home', 'signed-in'), undefined, false)).toBe(true);
  });
});

describe('safeNext', () => {
  it('keeps paths of this site with query and fragment', () => {
    expect(safeNext('/room/1?a=b#c')).toBe('/room/1?a=b#c');
  });

  it.each(['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', '', undefined, ['/a']])(
    'refuses %j',
    (next) => {
      expect(safeNext(next)).toBeUndefined();
    },
  );
});

it('does not clutter the sign-in with the page that follows it anyway', () => {
  expect(signInFor('/home')).toEqual({ path: '/sign-in' });
});
