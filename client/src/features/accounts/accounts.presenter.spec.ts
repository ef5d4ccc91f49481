import { describe, expect, it } from 'vitest';
import { signUpSchema } from '#shared/contract/account.js';
import { check, errorsByField, serverErrors, tokenOf } from './accounts.presenter.js';

describe('check', () => {
  it('says what to change under each field', () => {
    const checked = check(signUpSchema, { email: 'ada', displayName: '!', password: 'short' });
    expect(checked).toEqual({
      ok: false,
      errors: {
        email: expect.stringContaining('name@example.org'),
        displayName: expect.stringContaining('2 to 40'),
        password: expect.stringContaining('least 8 characters'),
      },
    });
  });

  it('gives the values as the route takes them', () => {
    const checked = check(signUpSchema, { email: 'ada@example.org', displayName: ' Ada ', password: 'long enough' });
    expect(checked).toMatchObject({ ok: true, values: { displayName: 'Ada', bot: false } });
  });
});

it('keeps the first complaint about a field, in the words of whoever complains', () => {
  const complaints = [
    { path: 'password', message: 'too common' },
    { path: 'password', message: 'second' },
    { path: 'token', message: 'too short' },
  ];
  expect(errorsByField(complaints)).toEqual({ password: 'too common', token: 'too short' });
});

it('shows what the server would accept, under the form’s own names', () => {
  expect(
    serverErrors([
      { path: 'password', message: 'a password that is harder to guess' },
      { path: 'profile.timeZone', message: 'an IANA name' },
    ]),
  ).toEqual({
    password: 'This has to be a password that is harder to guess.',
    timeZone: 'This has to be an IANA name.',
  });
});

describe('tokenOf', () => {
  it('finds the token in the query or the fragment', () => {
    expect(tokenOf({ token: 'abc' }, '')).toBe('abc');
    expect(tokenOf({}, '#token=abc')).toBe('abc');
    expect(tokenOf({}, '')).toBeNull();
  });
});
