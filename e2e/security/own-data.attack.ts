import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { ERASURE_PHRASE } from '#shared/contract/owndata.js';
import { PeerClient } from '../support/peer.client.js';
import { RawClient, refusalIn } from '../support/raw.client.js';
import { member, PASSWORD, type Member } from '../support/room.of.two.js';
import { STAFF_EMAIL } from '../support/staff.email.js';
import { SYSTEM_URL } from '../support/system.url.js';

const erasure = (password = PASSWORD) => ({ body: { password, phrase: ERASURE_PHRASE } });
const code = (text: string) => refusalIn(JSON.parse(text)).code;

async function readyExport({ polite }: Member): Promise<string> {
  const { id } = await polite.call('requestExport', {});
  await expect
    .poll(async () => (await polite.call('listExports', {})).exports.find((one) => one.id === id)?.state)
    .toBe('ready');
  return id;
}

/** Whoever looks after the instance; another test may have signed them up already. */
async function staff(): Promise<RawClient> {
  const polite = new PeerClient(SYSTEM_URL);
  try {
    await polite.signIn(STAFF_EMAIL, PASSWORD);
  } catch {
    const profile = { tracks: ['ml-case' as const], level: 'mid' as const, languages: ['en' as const], goals: [] };
    await polite.signUp({
      email: STAFF_EMAIL,
      displayName: 'Staff',
      password: PASSWORD,
      bot: false,
      profile: { ...profile, timeZone: 'UTC' },
    });
  }
  return new RawClient(SYSTEM_URL, polite.sessionCookie);
}

test('an export of somebody else is not there: not for a stranger, not for staff, not for nobody', async () => {
  const [alice, mallory] = await Promise.all([member('Alice', 'hi'), member('Mallory', 'hi')]);
  const id = await readyExport(alice);
  for (const raw of [mallory.raw, await staff()]) {
    for (const [method, path] of [
      ['GET', `/api/exports/${id}/file`],
      ['DELETE', `/api/exports/${id}`],
    ] as const) {
      const real = await raw.http(method, path);
      const missing = await raw.http(method, path.replace(id, randomUUID()));
      expect.soft(real.status, `${method} ${path}`).toBe(404);
      expect.soft(real.text).toBe(missing.text);
    }
    const { text } = await raw.http('GET', '/api/exports');
    expect.soft(text).not.toContain(id);
  }
  expect((await new RawClient(SYSTEM_URL).http('GET', `/api/exports/${id}/file`)).status).toBe(401);
  const own = await alice.raw.http('GET', `/api/exports/${id}/file`);
  expect([own.status, own.headers['cache-control']]).toEqual([200, 'no-store']);
});

test('no page of another site deletes an account or has its data exported', async () => {
  const alice = await member('Alice', 'hi');
  const foreign: Record<string, string>[] = [
    { origin: 'https://elsewhere.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
  ];
  for (const headers of foreign) {
    const erased = await alice.raw.http('POST', '/api/me/erasure', { ...erasure(), headers });
    const exported = await alice.raw.http('POST', '/api/exports', { headers });
    expect.soft([code(erased.text), code(exported.text)]).toEqual(['FOREIGN_ORIGIN', 'FOREIGN_ORIGIN']);
  }
  const form = await alice.raw.http('POST', '/api/me/erasure', {
    text: `password=${PASSWORD}&phrase=${ERASURE_PHRASE}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  expect(form.status).toBe(400);
  expect((await alice.polite.call('me', {})).account?.email).toBe(alice.email);
});

test('a session alone deletes nothing: it takes the password and the words', async () => {
  const alice = await member('Alice', 'hi');
  const tries = [
    [{ body: { phrase: ERASURE_PHRASE } }, 400],
    [{ body: { password: PASSWORD } }, 400],
    [{ body: { password: PASSWORD, phrase: 'yes' } }, 400],
    [erasure(''), 401],
    [erasure('not my password'), 401],
    [erasure(`${PASSWORD} `), 401],
  ] as const;
  for (const [sent, status] of tries) {
    expect.soft((await alice.raw.http('POST', '/api/me/erasure', sent)).status, JSON.stringify(sent)).toBe(status);
  }
  expect((await alice.polite.call('me', {})).account?.email).toBe(alice.email);
});

test('once deleted, nothing of the session opens anything, and asking again changes nothing', async () => {
  const alice = await member('Alice', 'hi');
  const id = await readyExport(alice);
  const answers = await Promise.all([1, 2, 3].map(() => alice.raw.http('POST', '/api/me/erasure', erasure())));
  expect(answers.map(({ status }) => status)).toContain(202);
  for (const { status } of answers) expect([202, 401]).toContain(status);
  for (const [method, path, sent] of [
    ['POST', '/api/me/erasure', erasure()],
    ['GET', `/api/exports/${id}/file`, {}],
    ['GET', '/api/sessions', {}],
  ] as const) {
    expect.soft(code((await alice.raw.http(method, path, sent)).text), `${method} ${path}`).toBe('NOT_SIGNED_IN');
  }
  const again = await new RawClient(SYSTEM_URL).http('POST', '/api/sessions', {
    body: { email: alice.email, password: PASSWORD },
  });
  expect(code(again.text)).toBe('WRONG_CREDENTIALS');
});

test('the address is free again, tells nobody that it was ever used, and has nothing of before', async () => {
  const alice = await member('Alice', 'hi');
  await alice.raw.http('POST', '/api/me/erasure', erasure());
  const reset = await new RawClient(SYSTEM_URL).http('POST', '/api/password-resets', { body: { email: alice.email } });
  expect([reset.status, reset.text]).toEqual([202, '{}']);
  const anew = new PeerClient(SYSTEM_URL);
  const account = await anew.signUp({
    email: alice.email,
    displayName: 'Alice',
    password: PASSWORD,
    bot: false,
    profile: { tracks: ['ml-case'], level: 'mid', languages: ['hi'], goals: [], timeZone: 'UTC' },
  });
  expect(account.email).toBe(alice.email);
  expect((await anew.call('listExports', {})).exports).toEqual([]);
});
