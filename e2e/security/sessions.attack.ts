import { expect, test } from '@playwright/test';
import type { Socket } from 'socket.io-client';
import { serverEvents } from '#shared/contract/socket.js';
import { RawClient, refusalIn, refusedHandshake, send } from '../support/raw.client.js';
import { member, PASSWORD, type Member } from '../support/room.of.two.js';
import { SYSTEM_URL } from '../support/system.url.js';

/** What a socket was told as it was hung up on; fails where that takes longer than two seconds. */
function hungUp(socket: Socket): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The socket was still open after two seconds.')), 2000);
    let told: unknown = null;
    socket.on('session:ended', (payload: unknown) => (told = payload));
    socket.once('disconnect', () => {
      clearTimeout(timer);
      resolve(told);
    });
  });
}

async function isOver({ raw }: Member): Promise<void> {
  expect((await raw.http('GET', '/api/sessions')).status).toBe(401);
  expect((await refusedHandshake(raw.connect()))?.code).toBe('NOT_SIGNED_IN');
}

async function mailedToken({ polite, email }: Member): Promise<string> {
  const mailed = async () => (await polite.call('mailbox', { query: { to: email } })).mails[0]?.text ?? '';
  await expect.poll(mailed).toMatch(/reset-password\?token=/);
  return /token=([\w-]+)/.exec(await mailed())?.[1] ?? '';
}

test('signing out closes the sockets of that session and no others', async () => {
  const alice = await member('Alice', 'pl');
  const signedIn = await new RawClient(SYSTEM_URL).http('POST', '/api/sessions', {
    body: { email: alice.email, password: PASSWORD },
  });
  const elsewhere = new RawClient(SYSTEM_URL, String([signedIn.headers['set-cookie']].flat()[0]).split(';')[0]);
  const [here, there] = [await alice.raw.connect(), await elsewhere.connect()];
  const told = hungUp(here);
  expect((await alice.raw.http('DELETE', '/api/sessions/current')).status).toBe(204);
  expect(serverEvents['session:ended'].parse(await told).reason).toBe('signed-out');
  await isOver(alice);
  expect(await send(there, 'queue:watch', {})).toMatchObject({ ok: true });
  there.close();
});

test('a new password ends every session, and its link works once', async () => {
  const alice = await member('Alice', 'pl');
  const socket = await alice.raw.connect();
  const nobody = new RawClient(SYSTEM_URL);
  await nobody.http('POST', '/api/password-resets', { body: { email: alice.email } });
  const token = await mailedToken(alice);
  const told = hungUp(socket);
  const reset = (password: string) => nobody.http('PUT', '/api/password-resets', { body: { token, password } });
  expect((await reset('ten new herons')).status).toBe(204);
  expect(serverEvents['session:ended'].parse(await told).reason).toBe('password-reset');
  await isOver(alice);
  expect(refusalIn(JSON.parse((await reset('eleven new herons')).text)).code).toBe('TOKEN_INVALID');
  const signIn = (password: string) => nobody.http('POST', '/api/sessions', { body: { email: alice.email, password } });
  expect((await signIn(PASSWORD)).status).toBe(401);
  expect((await signIn('ten new herons')).status).toBe(200);
});

test('a reset link confirms no address, and a confirmation link sets no password', async () => {
  const alice = await member('Alice', 'pl');
  const nobody = new RawClient(SYSTEM_URL);
  await nobody.http('POST', '/api/password-resets', { body: { email: alice.email } });
  const token = await mailedToken(alice);
  const confirmed = await nobody.http('POST', '/api/accounts/confirmation', { body: { token } });
  expect(refusalIn(JSON.parse(confirmed.text)).code).toBe('TOKEN_INVALID');
  expect(confirmed.headers['set-cookie']).toBeUndefined();
});

test('one person holds a bounded number of sockets', async () => {
  const alice = await member('Alice', 'pl');
  const open: Socket[] = [];
  for (let tab = 0; tab < 16; tab += 1) open.push(await alice.raw.connect());
  expect((await refusedHandshake(alice.raw.connect()))?.code).toBe('RATE_LIMITED');
  open[0]?.close();
  await expect(async () => open.push(await alice.raw.connect())).toPass();
  for (const socket of open) socket.close();
});
