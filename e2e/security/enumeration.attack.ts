import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { RawClient, refusalIn, type Answer } from '../support/raw.client.js';
import { member, PASSWORD } from '../support/room.of.two.js';
import { startSystem, type System } from '../support/run-system.mjs';
import { SYSTEM_URL } from '../support/system.url.js';

/** All that a stranger could tell two answers apart by, but for what differs from one request to the next anyway. */
function visible({ status, headers, text }: Answer) {
  const steady = Object.entries(headers).filter(([name]) => !['date', 'x-request-id'].includes(name));
  return { status, headers: Object.fromEntries(steady), text };
}

test('whether an address has an account shows in no answer', async () => {
  const nobody = new RawClient(SYSTEM_URL);
  const { email: known } = await member('Alice', 'zh');
  const unknown = () => `nobody-${randomUUID()}@attack.example`;
  const ask = async (method: string, path: string, body: object) => visible(await nobody.http(method, path, { body }));
  const questions: [string, (email: string) => ReturnType<typeof ask>][] = [
    ['sign-up', (email) => ask('POST', '/api/accounts', { email, displayName: 'Eve', password: 'nine grey herons' })],
    ['confirmation again', (email) => ask('POST', '/api/accounts/confirmation/mail', { email })],
    ['reset', (email) => ask('POST', '/api/password-resets', { email })],
    ['sign-in', (email) => ask('POST', '/api/sessions', { email, password: 'a wrong one' })],
  ];
  for (const [what, about] of questions) {
    expect.soft(await about(known), what).toEqual(await about(unknown()));
  }
  const again = await nobody.http('POST', '/api/sessions', { body: { email: known, password: PASSWORD } });
  expect(again.status, 'signing up anew with a known address changes nothing').toBe(200);
});

test('an address that is not confirmed yet says so only to whoever knows the password', async () => {
  const nobody = new RawClient(SYSTEM_URL);
  const email = `half-${randomUUID()}@attack.example`;
  await nobody.http('POST', '/api/accounts', { body: { email, displayName: 'Half', password: PASSWORD } });
  const tries = async (password: string) =>
    refusalIn(JSON.parse((await nobody.http('POST', '/api/sessions', { body: { email, password } })).text)).code;
  expect(await tries('a wrong one')).toBe('WRONG_CREDENTIALS');
  expect(await tries(PASSWORD)).toBe('EMAIL_NOT_CONFIRMED');
});

test.describe('guessing', () => {
  let system: System;
  // A system of its own: with the limits that everybody has, behind one proxy that says where a request is from.
  test.beforeAll(async () => {
    const env = { RATE_LIMIT_FACTOR: '1', TRUST_PROXY: '1', BASE_URL: '' };
    system = await startSystem({ env, log: '.cache/guessing.log' });
  });
  test.afterAll(() => system.stop());

  test('a password is slowed down for who guesses, however they dress up, and not for the owner', async () => {
    const nobody = new RawClient(system.url);
    const email = `owner-${randomUUID()}@attack.example`;
    const tries = (password: string, from: string) =>
      nobody.http('POST', '/api/sessions', { body: { email, password }, headers: { 'x-forwarded-for': from } });
    const statuses: number[] = [];
    for (let guess = 0; guess < 14; guess += 1) {
      statuses.push((await tries(`guess number ${guess}`, `198.51.100.${guess}, 203.0.113.5`)).status);
    }
    expect(statuses[0]).toBe(401);
    expect(statuses.slice(10)).toEqual([429, 429, 429, 429]);
    const limited = await tries('one more', '203.0.113.5');
    expect(refusalIn(JSON.parse(limited.text)).retryAfterMs).toBeGreaterThan(0);
    expect(Number(limited.headers['retry-after'])).toBeGreaterThan(0);
    expect((await tries('from elsewhere', '192.0.2.7')).status).toBe(401);
  });
});
