import { DataSource } from 'typeorm';
import { Transaction } from '../database/transaction.js';
import { startTestApp, type TestApp } from '../testing/test.app.js';
import { Visitor } from '../testing/visitor.js';
import { AccountService } from './account.service.js';
import { LEAST_MS } from './even.time.js';
import { SessionService } from './session.service.js';
import type { SessionEnded } from './session.ended.js';

const PASSWORD = 'correct battery horse';
const unknownToken = 'A'.repeat(43);

let test: TestApp;
let number = 0;
const ended: SessionEnded[] = [];

const visitor = (headers?: Record<string, string>) => new Visitor(test.url, headers);
const newEmail = () => `ada${++number}@example.org`;

/** Somebody with a confirmed account who is signed in. */
async function member(email = newEmail()): Promise<{ email: string; browser: Visitor }> {
  const browser = visitor();
  await browser.joins(email, PASSWORD);
  return { email, browser };
}

beforeAll(async () => {
  test = await startTestApp({ rateLimitFactor: 20 });
  test.app.get(SessionService).onEnded((sessions) => ended.push(sessions));
}, 60_000);
afterEach(() => ended.splice(0));
afterAll(() => test.close());

describe('signing up', () => {
  it('leads over a mail to a confirmed account that is signed in', async () => {
    const browser = visitor();
    const email = newEmail();
    const body = { email, displayName: 'Ada', password: PASSWORD };
    expect((await browser.calls('signUp', { body })).status).toBe(202);
    expect((await browser.calls('me', {})).value).toEqual({ account: null, mailbox: true, staff: false, demo: false });

    const mail = await browser.reads(email);
    expect(mail.text).toContain('/confirm?token=');
    const confirmed = await browser.calls('confirmEmail', { body: { token: mail.token } });
    expect(confirmed.value.account).toMatchObject({ email, displayName: 'Ada', emailConfirmed: true, bot: false });
    expect((await browser.calls('me', {})).value.account?.email).toBe(email);
  });

  it('works once by each link', async () => {
    const browser = visitor();
    const email = newEmail();
    await browser.calls('signUp', { body: { email, displayName: 'Ada', password: PASSWORD } });
    const { token } = await browser.reads(email);
    await browser.calls('confirmEmail', { body: { token } });
    const again = await visitor().calls('confirmEmail', { body: { token } });
    expect(again.refusal.code).toBe('TOKEN_INVALID');
    expect((await visitor().calls('confirmEmail', { body: { token: unknownToken } })).refusal.code).toBe(
      'TOKEN_INVALID',
    );
  });

  it('marks a scripted partner as what it is', async () => {
    const browser = visitor();
    const email = newEmail();
    await browser.calls('signUp', { body: { email, displayName: 'Bot', password: PASSWORD, bot: true } });
    const { token } = await browser.reads(email);
    expect((await browser.calls('confirmEmail', { body: { token } })).value.account.bot).toBe(true);
  });

  it('says the same, and not sooner, whether or not the address has an account', async () => {
    const { email } = await member();
    for (const address of [newEmail(), email]) {
      const began = performance.now();
      const response = await visitor().sends('POST', '/api/accounts', {
        email: address,
        displayName: 'Ada',
        password: PASSWORD,
      });
      expect(performance.now() - began).toBeGreaterThan(LEAST_MS - 10);
      expect([response.status, await response.text(), response.headers.get('set-cookie')]).toEqual([202, '{}', null]);
    }
    expect((await visitor().reads(email)).subject).toBe('You have an account already');
  });

  it('leaves an existing account as it is, in whatever case its address is written', async () => {
    const { email } = await member();
    const body = { email: email.toUpperCase(), displayName: 'Eve', password: 'another password' };
    expect((await visitor().calls('signUp', { body })).status).toBe(202);
    const signedIn = await visitor().calls('signIn', { body: { email, password: PASSWORD } });
    expect(signedIn.value.account.displayName).toBe('Ada');
  });

  it('twice with different passwords leaves none of them: the reader of the mails chooses', async () => {
    const email = newEmail();
    const eves = 'the password of Eve';
    for (const [displayName, password] of [
      ['Eve', eves],
      ['Ada', PASSWORD],
    ] as const) {
      await visitor().calls('signUp', { body: { email, displayName, password } });
    }
    const mails = (await visitor().calls('mailbox', { query: { to: email } })).value.mails;
    const [newest, first] = mails.map(({ text }) => /token=([\w-]+)/.exec(text)?.[1] ?? '');
    expect((await visitor().calls('confirmEmail', { body: { token: first ?? '' } })).refusal.code).toBe(
      'TOKEN_INVALID',
    );
    for (const password of [eves, PASSWORD]) {
      const early = await visitor().calls('signIn', { body: { email, password } });
      expect(early.refusal.code).toBe('WRONG_CREDENTIALS');
    }
    await visitor().calls('resetPassword', { body: { token: newest ?? '', password: 'chosen by Ada' } });
    const eve = await visitor().calls('signIn', { body: { email, password: eves } });
    expect(eve.refusal.code).toBe('WRONG_CREDENTIALS');
    expect((await visitor().calls('signIn', { body: { email, password: 'chosen by Ada' } })).status).toBe(200);
  });

  it('after that, the mail sent again confirms the address and nobody’s password', async () => {
    const email = newEmail();
    const passwords = [PASSWORD, 'the password of Eve'];
    for (const password of passwords)
      await visitor().calls('signUp', { body: { email, displayName: 'Ada', password } });
    await visitor().calls('resendConfirmation', { body: { email } });
    const { token } = await visitor().reads(email);
    expect((await visitor().calls('confirmEmail', { body: { token } })).status).toBe(200);
    for (const password of passwords) {
      const { refusal } = await visitor().calls('signIn', { body: { email, password } });
      expect(refusal.code).toBe('WRONG_CREDENTIALS');
    }
  });

  it.each([
    ['no e-mail address', { email: 'ada' }, 'email'],
    ['a short password', { password: 'seven77' }, 'password'],
    ['an endless password', { password: 'x'.repeat(129) }, 'password'],
    ['a common password', { password: 'Password123' }, 'password'],
    ['their own name as password', { displayName: 'Ada Lovelace', password: 'ada lovelace' }, 'password'],
    ['a name with markup', { displayName: '<b>Ada</b>' }, 'displayName'],
    ['a field that does not exist', { admin: true }, 'body'],
  ])('refuses %s', async (_, wrong, field) => {
    const body = { email: newEmail(), displayName: 'Ada', password: PASSWORD, ...wrong };
    const { status, refusal } = await visitor().calls('signUp', { body });
    expect([status, refusal.code, refusal.fields?.map(({ path }) => path)]).toEqual([400, 'BAD_REQUEST', [field]]);
  });

  it('sends the mail again, and tells nobody whom it was sent to', async () => {
    const email = newEmail();
    await visitor().calls('signUp', { body: { email, displayName: 'Ada', password: PASSWORD } });
    const first = await visitor().reads(email);
    const answers = [email, newEmail(), (await member()).email].map(async (address) => {
      const response = await visitor().sends('POST', '/api/accounts/confirmation/mail', { email: address });
      return `${response.status} ${await response.text()}`;
    });
    expect(new Set(await Promise.all(answers))).toEqual(new Set(['202 {}']));
    const second = await visitor().reads(email);
    expect(second.token).not.toBe(first.token);
    expect((await visitor().calls('confirmEmail', { body: { token: second.token } })).status).toBe(200);
    expect((await visitor().calls('confirmEmail', { body: { token: first.token } })).refusal.code).toBe(
      'TOKEN_INVALID',
    );
  });

  it('writes to an address only so often', async () => {
    const email = newEmail();
    for (let tries = 0; tries < 9; tries++) {
      await visitor().calls('signUp', { body: { email, displayName: 'Ada', password: PASSWORD } });
    }
    expect((await visitor().calls('mailbox', { query: { to: email } })).value.mails).toHaveLength(6);
  });
});

describe('the mail to confirm an address', () => {
  it('says nothing that whoever typed the address has chosen', async () => {
    const email = newEmail();
    const displayName = 'You have won. See prize.example';
    await visitor().calls('signUp', { body: { email, displayName, password: PASSWORD } });
    expect((await visitor().reads(email)).text).not.toContain('prize');
  });
});

describe('signing in', () => {
  it('sets a cookie that no script reads and no other site sends', async () => {
    const { email } = await member();
    const { headers, value } = await visitor().calls('signIn', { body: { email, password: PASSWORD } });
    expect(value.account.email).toBe(email);
    expect(headers.get('set-cookie')).toMatch(
      /^turnabout=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=5184000$/,
    );
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('refuses a wrong password and an unknown address alike', async () => {
    const { email } = await member();
    const wrong = await visitor().calls('signIn', { body: { email, password: 'not the password' } });
    const unknown = await visitor().calls('signIn', { body: { email: newEmail(), password: 'not the password' } });
    expect([wrong.status, wrong.refusal]).toEqual([unknown.status, unknown.refusal]);
    expect(wrong.refusal.code).toBe('WRONG_CREDENTIALS');
    expect(wrong.headers.get('set-cookie')).toBeNull();
  });

  it('waits for the address to be confirmed, and sends the mail again to whoever knows the password', async () => {
    const email = newEmail();
    await visitor().calls('signUp', { body: { email, displayName: 'Ada', password: PASSWORD } });
    const first = await visitor().reads(email);
    const wrong = await visitor().calls('signIn', { body: { email, password: 'not the password' } });
    expect(wrong.refusal.code).toBe('WRONG_CREDENTIALS');
    expect((await visitor().reads(email)).token).toBe(first.token);
    const right = await visitor().calls('signIn', { body: { email, password: PASSWORD } });
    expect([right.status, right.refusal.code]).toEqual([403, 'EMAIL_NOT_CONFIRMED']);
    expect((await visitor().reads(email)).token).not.toBe(first.token);
  });

  it('gives a new secret each time and ends the session that the browser came with', async () => {
    const { email, browser } = await member();
    const before = browser.cookie;
    await browser.calls('signIn', { body: { email, password: PASSWORD } });
    expect(browser.cookie).not.toBe(before);
    const old = await visitor({ Cookie: before }).calls('me', {});
    expect(old.value.account).toBeNull();
    expect(ended).toMatchObject([{ reason: 'signed-out' }]);
  });

  it('knows a session by nothing but its secret', async () => {
    for (const Cookie of [
      'turnabout=',
      `turnabout=${unknownToken}`,
      'turnabout=%00',
      'turnabout="x"; turnabout=y',
      '=',
    ]) {
      expect((await visitor({ Cookie }).calls('me', {})).value.account).toBeNull();
    }
  });
});

describe('sessions', () => {
  it('are listed with their device, and ended one by one', async () => {
    const { email, browser } = await member();
    const phone = visitor({ 'User-Agent': 'Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0' });
    await phone.calls('signIn', { body: { email, password: PASSWORD } });
    const { sessions } = (await browser.calls('listSessions', {})).value;
    expect(sessions.map(({ current, device }) => [current, device])).toEqual(
      expect.arrayContaining([
        [false, 'Firefox on Android'],
        [true, 'Another program'],
      ]),
    );
    const id = sessions.find(({ current }) => !current)?.id ?? '';
    expect((await browser.calls('endSession', { params: { id } })).status).toBe(204);
    expect((await phone.calls('me', {})).value.account).toBeNull();
    expect((await browser.calls('endSession', { params: { id } })).refusal.code).toBe('NOT_FOUND');
    expect(ended).toMatchObject([{ sessionIds: [id], reason: 'signed-out' }]);
  });

  it('are fifty at most: the one seen longest ago gives way', async () => {
    const { browser } = await member();
    const account = (await browser.calls('me', {})).value.account?.id ?? '';
    const begin = () =>
      test.app
        .get(Transaction)
        .run((tx) => test.app.get(SessionService).begin(tx, account, { userAgent: 'a program' }));
    for (let more = 0; more < 50; more++) await begin();
    expect((await browser.calls('me', {})).value.account).toBeNull();
    expect(ended).toMatchObject([{ accountId: account, reason: 'signed-out' }]);
  });

  it('of others cannot be ended, nor seen', async () => {
    const { browser } = await member();
    const other = await member();
    const [theirs] = (await other.browser.calls('listSessions', {})).value.sessions;
    const { status, refusal } = await browser.calls('endSession', { params: { id: theirs?.id ?? '' } });
    expect([status, refusal.code]).toEqual([404, 'NOT_FOUND']);
    expect((await other.browser.calls('me', {})).value.account).not.toBeNull();
    expect((await browser.calls('endSession', { params: { id: 'mine' } })).refusal.code).toBe('BAD_REQUEST');
  });

  it('end by signing out, and the browser forgets', async () => {
    const { browser } = await member();
    const { cookie } = browser;
    const { status, headers } = await browser.calls('signOut', {});
    expect([status, headers.get('set-cookie')]).toEqual([204, expect.stringMatching(/^turnabout=; .*Max-Age=0/)]);
    expect((await visitor({ Cookie: cookie }).calls('listSessions', {})).refusal.code).toBe('NOT_SIGNED_IN');
    expect(ended).toMatchObject([{ reason: 'signed-out' }]);
  });

  it.each([
    ['two weeks without use', 'last_seen_at', '14 days 1 minute'],
    ['sixty days', 'created_at', '60 days 1 minute'],
  ])('end after %s', async (_, column, age) => {
    const { email, browser } = await member();
    await database(
      `UPDATE session SET ${column} = now() - $2::interval
      WHERE account_id = (SELECT id FROM account WHERE email = $1)`,
      [email, age],
    );
    expect((await browser.calls('me', {})).value.account).toBeNull();
    await test.app.get(SessionService).endExpired();
    expect(ended).toMatchObject([{ reason: 'expired' }]);
  });
});

describe('a forgotten password', () => {
  it('is replaced over a mail, which ends every session and uses up every link', async () => {
    const { email, browser } = await member();
    await visitor().calls('requestPasswordReset', { body: { email } });
    const first = await visitor().reads(email);
    await visitor().calls('requestPasswordReset', { body: { email } });
    const { token } = await visitor().reads(email);
    const reset = await visitor().calls('resetPassword', { body: { token, password: 'a brand new one' } });
    expect(reset.status).toBe(204);
    expect((await browser.calls('me', {})).value.account).toBeNull();
    expect(ended).toMatchObject([{ reason: 'password-reset' }]);
    for (const used of [token, first.token]) {
      const again = await visitor().calls('resetPassword', { body: { token: used, password: 'yet another one' } });
      expect(again.refusal.code).toBe('TOKEN_INVALID');
    }
    expect((await visitor().calls('signIn', { body: { email, password: PASSWORD } })).refusal.code).toBe(
      'WRONG_CREDENTIALS',
    );
    expect((await visitor().calls('signIn', { body: { email, password: 'a brand new one' } })).status).toBe(200);
    expect((await visitor().reads(email)).subject).toBe('Your password has been changed');
  });

  it('is asked for alike, and not answered sooner, whether or not the address has an account', async () => {
    const { email } = await member();
    for (const address of [email, newEmail()]) {
      const began = performance.now();
      const response = await visitor().sends('POST', '/api/password-resets', { email: address });
      expect(performance.now() - began).toBeGreaterThan(LEAST_MS - 10);
      expect([response.status, await response.text()]).toEqual([202, '{}']);
    }
  });

  it('is not replaced by a token of the wrong kind, a token that is too old, or a common password', async () => {
    const email = newEmail();
    await visitor().calls('signUp', { body: { email, displayName: 'Ada', password: PASSWORD } });
    const { token: confirming } = await visitor().reads(email);
    const wrong = await visitor().calls('resetPassword', { body: { token: confirming, password: 'a brand new one' } });
    expect(wrong.refusal.code).toBe('TOKEN_INVALID');
    await visitor().calls('requestPasswordReset', { body: { email } });
    const { token } = await visitor().reads(email);
    const weak = await visitor().calls('resetPassword', { body: { token, password: '1234567890' } });
    expect(weak.refusal.code).toBe('BAD_REQUEST');
    await database(`UPDATE account_token SET expires_at = now() WHERE purpose = 'reset'`);
    const late = await visitor().calls('resetPassword', { body: { token, password: 'a brand new one' } });
    expect(late.refusal.code).toBe('TOKEN_INVALID');
  });
});

describe('oneself', () => {
  const profile = {
    tracks: ['ml-case' as const],
    level: 'senior' as const,
    languages: ['en' as const],
    goals: ['framing' as const],
    timeZone: 'Europe/Berlin',
  };

  it('is changed field by field', async () => {
    const { email, browser } = await member();
    expect((await browser.calls('updateMe', { body: { profile } })).value.account).toMatchObject({ email, profile });
    const renamed = (await browser.calls('updateMe', { body: { displayName: 'Ada L.' } })).value.account;
    expect(renamed).toMatchObject({ displayName: 'Ada L.', profile });
    expect(await test.app.get(AccountService).peers([renamed.id])).toEqual([
      { id: renamed.id, displayName: 'Ada L.', level: 'senior', bot: false },
    ]);
  });

  it.each([
    ['a track that does not exist', { profile: { ...profile, tracks: ['chess'] } }, 'profile.tracks.0'],
    ['a time zone that does not exist', { profile: { ...profile, timeZone: 'Mars/Olympus' } }, 'profile.timeZone'],
    ['a change of address', { email: 'eve@example.org' }, 'body'],
    ['to become a bot', { bot: true }, 'body'],
  ])('refuses %s', async (_, body, field) => {
    const { browser } = await member();
    const response = await browser.sends('PATCH', '/api/me', body);
    expect(await response.json()).toMatchObject({ code: 'BAD_REQUEST', fields: [{ path: field }] });
  });

  it('is for whoever is signed in', async () => {
    expect((await visitor().calls('updateMe', { body: { displayName: 'Eve' } })).refusal.code).toBe('NOT_SIGNED_IN');
    expect((await visitor().calls('listSessions', {})).refusal.code).toBe('NOT_SIGNED_IN');
    expect((await visitor().calls('signOut', {})).refusal.code).toBe('NOT_SIGNED_IN');
  });
});

describe('what is stored', () => {
  it('is no password, no session secret and no token', async () => {
    const { email, browser } = await member();
    await visitor().calls('requestPasswordReset', { body: { email } });
    const { token } = await visitor().reads(email);
    const stored = JSON.stringify([
      await database('SELECT * FROM account'),
      await database(`SELECT *, encode(token_hash, 'escape') AS text FROM session`),
      await database(`SELECT *, encode(token_hash, 'escape') AS text FROM account_token`),
    ]);
    const secret = browser.cookie.split('=')[1] ?? '';
    expect(secret).toHaveLength(43);
    for (const plain of [PASSWORD, secret, token]) expect(stored).not.toContain(plain);
    expect(stored).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
  });
});

function database(sql: string, parameters: unknown[] = []): Promise<unknown> {
  return test.app.get(DataSource).query(sql, parameters);
}
