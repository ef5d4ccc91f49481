import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { RawClient, refusalIn } from '../support/raw.client.js';
import { beginInterview, endSession, member, roomOfTwo, type Member } from '../support/room.of.two.js';
import { SYSTEM_URL } from '../support/system.url.js';

let alice: Member;
let bob: Member;
let mallory: Member;
let room: string;

test.beforeAll(async () => {
  [alice, bob, mallory] = await Promise.all([member('Alice', 'tr'), member('Bob', 'tr'), member('Mallory', 'it')]);
  room = await roomOfTwo(alice, bob);
  await beginInterview(room, alice, bob);
});
test.afterAll(() => endSession(room, alice, bob));

const id = randomUUID();
const staffOnly: [method: string, path: string, body?: unknown][] = [
  ['GET', '/api/staff/ratings'],
  ['POST', '/api/staff/ratings/epochs', {}],
  ['GET', '/api/staff/flags'],
  ['PUT', `/api/staff/flags/rater_${id}/look`, { note: 'all is well' }],
  ['DELETE', `/api/staff/flags/rater_${id}/look`],
  ['GET', '/api/staff/disputes'],
  ['GET', `/api/staff/disputes/${id}`],
  ['POST', `/api/staff/disputes/${id}/decision`, { decision: 'kept-out', note: 'because I say so' }],
  ['GET', '/api/staff/jobs'],
  ['POST', `/api/staff/jobs/${id}/replay`, {}],
  ['POST', '/api/staff/jobs/replay', {}],
  ['DELETE', `/api/staff/jobs/${id}`],
  ['GET', '/api/staff/audit'],
  ['GET', '/api/studio/published'],
  ['PUT', `/api/studio/flows/${id}/sharing`, { version: 1 }],
];

test('what is for staff is a missing page to everybody else, signed in or not', async () => {
  for (const { raw } of [mallory, { raw: new RawClient(SYSTEM_URL) }]) {
    for (const [method, path, body] of staffOnly) {
      const missing = await raw.http(method, '/api/nothing/at/all', { body });
      const real = await raw.http(method, path, { body });
      expect.soft(real.status, `${method} ${path}`).toBe(404);
      expect.soft(real.text, `${method} ${path}`).toBe(missing.text);
    }
  }
});

test('no detour makes staff of anybody', async () => {
  const headers: Record<string, string>[] = [
    { 'x-forwarded-user': 'staff@journey.example' },
    { 'x-original-url': '/api/staff/jobs' },
    { 'x-http-method-override': 'GET' },
    { authorization: 'Bearer staff@journey.example' },
  ];
  for (const each of headers) {
    const answer = await mallory.raw.http('GET', '/api/staff/jobs', { headers: each });
    expect.soft(answer.status, JSON.stringify(each)).toBe(404);
  }
  for (const path of [
    '/api/staff/jobs/',
    '/api/Staff/jobs',
    '/api//staff/jobs',
    '/api/staff/../staff/jobs',
    '/api/staff%2fjobs',
  ]) {
    const answer = await mallory.raw.http('GET', path);
    expect.soft(answer.status, path).toBe(404);
    expect.soft(answer.text, path).not.toContain('failures');
  }
  const claimed = await mallory.raw.http('PATCH', '/api/me', { body: { staff: true } });
  expect(claimed.status).toBe(400);
  expect((await mallory.polite.call('me', {})).staff).toBe(false);
});

const afterwards = (of: string): [method: string, path: string, body?: unknown][] => [
  ['GET', `/api/rooms/${of}/report/follow-up`],
  ['POST', `/api/rooms/${of}/rounds/1/sheets/peer/disputes`, { id, reason: 'unfair', text: '' }],
  ['DELETE', `/api/rooms/${of}/rounds/1/sheets/peer/disputes`],
  ['PUT', `/api/rooms/${of}/thanks`],
];

test('what comes of a debrief is for its two alone, and for nobody before it is open', async () => {
  const unknown = randomUUID();
  for (const [index, [method, path, body]] of afterwards(room).entries()) {
    const [, missingPath = ''] = afterwards(unknown)[index] ?? [];
    const missing = await mallory.raw.http(method, missingPath, { body });
    const real = await mallory.raw.http(method, path, { body });
    expect.soft([real.status, real.text], `${method} ${path}`).toEqual([404, missing.text]);
    const early = await bob.raw.http(method, path, { body });
    expect.soft(['SEALED', 'WRONG_PHASE'], `${method} ${path}`).toContain(refusalIn(JSON.parse(early.text)).code);
  }
});
