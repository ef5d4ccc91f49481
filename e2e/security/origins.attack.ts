import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { routes } from '#shared/contract/http.js';
import { PROTOCOL_VERSION } from '#shared/contract/socket.js';
import { member, PASSWORD, type Member } from '../support/room.of.two.js';
import { RawClient, refusalIn, refusedHandshake } from '../support/raw.client.js';
import { SYSTEM_URL } from '../support/system.url.js';

const FOREIGN = 'https://elsewhere.example';
let alice: Member;

test.beforeAll(async () => {
  alice = await member('Alice', 'ko');
});

test('a page of another site cannot write, whatever the route', async () => {
  const crossSite: Record<string, string>[] = [
    { origin: FOREIGN },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
  ];
  const unsafe = Object.values(routes).filter(({ method }) => method !== 'GET');
  for (const { method, path } of unsafe) {
    const address = path.replace(/:\w+/g, randomUUID());
    for (const headers of crossSite) {
      const answer = await alice.raw.http(method, address, { body: {}, headers });
      expect.soft(answer.status, `${method} ${path} from ${JSON.stringify(headers)}`).toBe(403);
      expect.soft(refusalIn(JSON.parse(answer.text)).code).toBe('FOREIGN_ORIGIN');
    }
  }
  expect((await alice.polite.call('me', {})).account?.email, 'still signed in').toBe(alice.email);
});

test('nor open a socket with the cookie of its visitor', async () => {
  const protocol = { protocol: PROTOCOL_VERSION };
  for (const origin of [FOREIGN, 'null', `${SYSTEM_URL}.elsewhere.example`]) {
    await refusedHandshake(alice.raw.connect(protocol, { origin }));
  }
  const own = await alice.raw.connect(protocol, { origin: SYSTEM_URL });
  expect(own.connected).toBe(true);
  own.close();
});

test('a handshake takes a session and the version that is spoken', async () => {
  for (const auth of [{ protocol: PROTOCOL_VERSION + 1 }, { protocol: String(PROTOCOL_VERSION) }, {}]) {
    expect.soft((await refusedHandshake(alice.raw.connect(auth)))?.code, JSON.stringify(auth)).toBe('PROTOCOL_VERSION');
  }
  const cookies = ['', 'session=x', `${alice.polite.sessionCookie.slice(0, -1)}A`, `x=${'y'.repeat(4000)}`];
  for (const cookie of cookies.filter((other) => other !== alice.polite.sessionCookie)) {
    const refused = await refusedHandshake(new RawClient(SYSTEM_URL, cookie).connect());
    expect.soft(refused?.code, cookie.slice(0, 40)).toBe('NOT_SIGNED_IN');
  }
  const polling = await alice.raw.http('GET', '/socket.io/?EIO=4&transport=polling');
  expect(polling.status).toBe(400);
});

test('the mailbox opens only to a program on this machine that addresses this machine', async () => {
  const nobody = new RawClient(SYSTEM_URL);
  const port = new URL(SYSTEM_URL).port;
  expect((await nobody.http('GET', '/api/mailbox')).status).toBe(200);
  const tricks: Record<string, string>[] = [
    { 'x-forwarded-for': '127.0.0.1' },
    { 'x-forwarded-for': '203.0.113.9' },
    { forwarded: 'for=127.0.0.1' },
    { 'x-real-ip': '127.0.0.1' },
    { host: 'elsewhere.example' },
    { host: `localhost.elsewhere.example:${port}` },
  ];
  const absent = await nobody.http('GET', '/api/no-such-thing');
  for (const headers of tricks) {
    const answer = await nobody.http('GET', `/api/mailbox?to=${encodeURIComponent(alice.email)}`, { headers });
    expect.soft(answer.status, JSON.stringify(headers)).toBe(404);
    expect.soft(answer.text, JSON.stringify(headers)).toBe(absent.text);
  }
});

test('what is answered tells the browser to hold itself to it', async () => {
  const nobody = new RawClient(SYSTEM_URL);
  const page = await nobody.http('GET', '/');
  expect(page.headers['content-security-policy']).toMatch(/script-src 'self';/);
  expect(page.headers['content-security-policy']).toMatch(/frame-ancestors 'none'/);
  expect(page.headers['x-content-type-options']).toBe('nosniff');
  expect(page.headers).not.toHaveProperty('x-powered-by');
  const me = await alice.raw.http('GET', '/api/me');
  expect(me.headers['cache-control']).toBe('no-store');
  expect(me.headers).not.toHaveProperty('access-control-allow-origin');

  const { email } = alice;
  const signedIn = await nobody.http('POST', '/api/sessions', { body: { email, password: PASSWORD } });
  const [cookie = ''] = [signedIn.headers['set-cookie']].flat();
  expect(cookie).toMatch(/HttpOnly/i);
  expect(cookie).toMatch(/SameSite=Lax/i);
  expect(cookie).toMatch(/Path=\//i);
});

test('signing in gives a new session and ends the one that the browser came with', async () => {
  const eve = await member('Eve', 'ko');
  const { email } = eve;
  const again = await eve.raw.http('POST', '/api/sessions', { body: { email, password: PASSWORD } });
  const fresh = String([again.headers['set-cookie']].flat()[0]).split(';')[0] ?? '';
  expect(fresh).not.toBe(eve.polite.sessionCookie);
  expect((await eve.raw.http('GET', '/api/sessions')).status).toBe(401);
  expect((await new RawClient(SYSTEM_URL, fresh).http('GET', '/api/sessions')).status).toBe(200);
});
