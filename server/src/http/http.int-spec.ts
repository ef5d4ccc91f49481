import { randomUUID } from 'node:crypto';
import { routes, type Route } from '#shared/contract/http.js';
import { PasswordHasher } from '../accounts/password.hasher.js';
import { SessionService } from '../accounts/session.service.js';
import { Transaction } from '../database/transaction.js';
import { Readiness } from '../health/readiness.js';
import { joinTestApp, startTestApp, type TestApp } from '../testing/test.app.js';
import { Visitor } from '../testing/visitor.js';

const PASSWORD = 'correct battery horse';
const all: [string, Route][] = Object.entries(routes);
/** An address for a route, with path parameters of the right shape that name nothing. */
const addressOf = ({ path }: Route) =>
  path
    .replace(':round', '1')
    .replace(':kind', 'self')
    .replace(':family', 'ml')
    .replace(/:(room|id|match|item)/g, '7b0d2f0e-6c8e-4f53-9d58-0d6f1a8f9b11');

let test: TestApp;
const visitor = (headers?: Record<string, string>) => new Visitor(test.url, headers);
const codeOf = async (response: Response) => {
  const body: unknown = await response.json();
  return typeof body === 'object' && body !== null && 'code' in body ? body.code : undefined;
};

beforeAll(async () => {
  test = await startTestApp();
}, 60_000);
afterAll(() => test.close());

describe('access', () => {
  it.each(all)('to %s is as the contract says', async (_, route) => {
    const stranger = await visitor().sends(route.method, addressOf(route), route.body && { nonsense: true });
    const code = stranger.ok ? undefined : await codeOf(stranger);
    if (route.access === 'staff') return expect([stranger.status, code]).toEqual([404, 'NOT_FOUND']);
    if (route.access !== 'public') return expect([stranger.status, code]).toEqual([401, 'NOT_SIGNED_IN']);
    expect(code).not.toBe('NOT_SIGNED_IN');
    if (route.body) expect(code).toBe('BAD_REQUEST');
  });

  it('to what asks for a confirmed address is not for an address that is not', async () => {
    const browser = visitor();
    await browser.joins('unconfirmed@example.org', PASSWORD);
    await database(`UPDATE account SET email_confirmed_at = NULL WHERE email = 'unconfirmed@example.org'`);
    for (const [name, route] of all) {
      if (route.access !== 'confirmed') continue;
      const response = await browser.sends(route.method, addressOf(route), route.body && { nonsense: true });
      expect([name, await codeOf(response)]).toEqual([name, 'EMAIL_NOT_CONFIRMED']);
    }
  });
});

describe('what arrives', () => {
  it.each(all.filter(([, { method }]) => method !== 'GET'))(
    'at %s from a page of another site is refused',
    async (_, route) => {
      const kinds: Record<string, string>[] = [
        { Origin: 'https://evil.example' },
        { Origin: 'null' },
        { Origin: `${test.url}.evil.example` },
        { 'Sec-Fetch-Site': 'cross-site' },
        { 'Sec-Fetch-Site': 'same-site' },
      ];
      for (const headers of kinds) {
        const response = await visitor().sends(route.method, addressOf(route), undefined, headers);
        expect([response.status, await codeOf(response)]).toEqual([403, 'FOREIGN_ORIGIN']);
      }
    },
  );

  it('from our own page is let through', async () => {
    const kinds: Record<string, string>[] = [
      { Origin: test.url },
      { Origin: 'http://localhost:3000' },
      { 'Sec-Fetch-Site': 'same-origin' },
    ];
    for (const headers of kinds) {
      const response = await visitor().sends('DELETE', '/api/sessions/current', undefined, headers);
      expect(await codeOf(response)).toBe('NOT_SIGNED_IN');
    }
  });

  it.each([
    ['a form', 'email=a', 'application/x-www-form-urlencoded', 400],
    ['plain text', '{}', 'text/plain', 400],
    ['files', '--x--', 'multipart/form-data; boundary=x', 400],
    ['half a document', '{"email":', 'application/json', 400],
    ['another alphabet', '{}', 'application/json; charset=utf-7', 400],
    ['a bare value', '"x"', 'application/json', 400],
    ['nesting without end', `{"email":${'['.repeat(30_000)}${']'.repeat(30_000)}}`, 'application/json', 400],
    ['too much', JSON.stringify({ email: 'x'.repeat(70_000) }), 'application/json', 413],
  ])('as %s is refused', async (_, body, type, status) => {
    const response = await visitor().sends('POST', '/api/sessions', body, { 'Content-Type': type });
    expect([response.status, await codeOf(response)]).toEqual([
      status,
      status === 413 ? 'PAYLOAD_TOO_LARGE' : 'BAD_REQUEST',
    ]);
  });

  it('with fields that nobody asked for is refused, also where a route takes none', async () => {
    const tries: [string, string, unknown][] = [
      ['GET', '/api/me?debug=1', undefined],
      ['GET', '/api/mailbox?to=a@example.org&to=b@example.org', undefined],
      ['POST', '/api/password-resets', { email: 'a@example.org', extra: 1 }],
      ['POST', '/api/password-resets', JSON.parse('{"email":"a@example.org","__proto__":{"x":1}}')],
    ];
    for (const [method, path, body] of tries) {
      const response = await visitor().sends(method, path, body);
      expect([path, await codeOf(response)]).toEqual([path, 'BAD_REQUEST']);
    }
  });

  it.each([
    ['a null character', 'a\0b'],
    ['half a character', 'a\ud800b'],
  ])('with %s in it, which nothing could keep, is refused', async (_, text) => {
    const browser = visitor();
    await browser.joins(`${randomUUID()}@example.org`, PASSWORD);
    const params = { room: randomUUID(), round: '1', kind: 'peer' } as const;
    const answers = [
      await browser.calls('createFlow', { body: { text: `title: ${text}` } }),
      await browser.calls('saveDraft', { params, body: { ratings: {}, keep: text } }),
      await browser.calls('saveDraft', { params, body: { ratings: { [text]: { score: 3 } } } }),
      await browser.calls('disputeSheet', { params, body: { id: randomUUID(), reason: 'other', text: `${text}!` } }),
    ];
    expect(answers.map(({ refusal }) => refusal.code)).toEqual(answers.map(() => 'BAD_REQUEST'));
    expect((await browser.sends('GET', '/api/library/a%00b')).status).toBe(400);
  });

  it('as a number beyond what is counted is refused', async () => {
    const browser = visitor();
    await browser.joins(`${randomUUID()}@example.org`, PASSWORD);
    const params = { flow: randomUUID() };
    const version = 2 ** 31;
    const answers = [
      await browser.calls('saveFlow', { params, body: { text: '', revision: 2 ** 31, findings: null } }),
      await browser.calls('publishFlow', { params, body: { revision: 2 ** 31 } }),
      await browser.calls('forkFlow', { body: { flow: { id: `studio-${randomUUID()}`, version } } }),
    ];
    expect(answers.map(({ refusal }) => refusal.code)).toEqual(answers.map(() => 'BAD_REQUEST'));
  });

  it('too often is refused for a while, by address and account, without locking the owner out elsewhere', async () => {
    const email = 'owner@example.org';
    await visitor().joins(email, PASSWORD);
    const attempt = () => visitor().calls('signIn', { body: { email, password: 'a wrong guess' } });
    for (let tries = 0; tries < 10; tries++) expect((await attempt()).status).toBe(401);
    const limited = await attempt();
    expect([limited.status, limited.refusal.code]).toEqual([429, 'RATE_LIMITED']);
    expect(limited.refusal.retryAfterMs).toBeGreaterThan(1000);
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
    // Whoever has the mails sets a new password, and is not kept out by what somebody else has guessed.
    await visitor().calls('requestPasswordReset', { body: { email } });
    const { token } = await visitor().reads(email);
    await visitor().calls('resetPassword', { body: { token, password: 'a brand new one' } });
    expect((await visitor().calls('signIn', { body: { email, password: 'a brand new one' } })).status).toBe(200);
    // Another person at the same address.
    await visitor().joins('neighbour@example.org', PASSWORD);
    const neighbour = await visitor().calls('signIn', { body: { email: 'neighbour@example.org', password: PASSWORD } });
    expect(neighbour.status).toBe(200);
  });

  it('for more passwords than can be hashed is told to come back', async () => {
    const hasher = test.app.get(PasswordHasher);
    const asked = await Promise.allSettled(Array.from({ length: 80 }, () => hasher.verify(null, PASSWORD)));
    const refused = asked.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(refused).toHaveLength(80 - 66);
    expect(refused[0]).toMatchObject({ code: 'RATE_LIMITED' });
    expect(asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))).not.toContain(true);
    expect(await hasher.verify(await hasher.hash(PASSWORD), PASSWORD)).toBe(true);
  });
});

describe('what goes out', () => {
  it('carries what a browser should hold itself to', async () => {
    const { headers } = await visitor().calls('me', {});
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-powered-by')).toBeNull();
    // Over plain http it would be wrong, and would lock people out of their own machine.
    expect(headers.get('strict-transport-security')).toBeNull();
  });

  it('carries an id, the caller’s own where it is one', async () => {
    const given = await visitor().sends('GET', '/api/me', undefined, { 'X-Request-Id': 'trace-0123456789' });
    expect(given.headers.get('x-request-id')).toBe('trace-0123456789');
    const forged = await visitor().sends('GET', '/api/me', undefined, { 'X-Request-Id': '"><script>' });
    expect(forged.headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
  });

  it('is a refusal in the contract’s words where there is nothing', async () => {
    for (const [method, path] of [
      ['GET', '/api/nothing'],
      ['POST', '/nothing'],
      ['GET', '/api/%E0%A4%A'],
      ['PUT', '/api/me'],
      ['GET', '/assets/missing.js'],
      ['GET', '/.env'],
      ['GET', '/..%2f..%2fpackage.json'],
    ] as const) {
      const response = await visitor().sends(method, path);
      expect([path, response.status >= 400 && response.status < 500]).toEqual([path, true]);
      expect(await response.json()).toMatchObject({ ok: false, message: expect.any(String) });
    }
  });

  it('says nothing about an error of our own', async () => {
    const authenticate = jest.spyOn(test.app.get(SessionService), 'authenticate');
    authenticate.mockRejectedValueOnce(new Error('secret detail'));
    const response = await visitor().sends('GET', '/api/me');
    expect([response.status, await response.json()]).toEqual([
      500,
      { ok: false, code: 'INTERNAL', message: 'Something went wrong on our side.' },
    ]);
    authenticate.mockRejectedValueOnce(Object.assign(new Error('terminating connection'), { code: '57P01' }));
    const away = await visitor().sends('GET', '/api/me');
    expect([away.status, away.headers.get('retry-after'), await codeOf(away)]).toEqual([503, '1', 'UNAVAILABLE']);
  });

  it('describes itself', async () => {
    const document: unknown = await (await visitor().sends('GET', '/api/openapi.json')).json();
    expect(document).toMatchObject({ openapi: '3.1.0' });
    const text = JSON.stringify(document);
    for (const [name] of all) expect(text).toContain(`"operationId":"${name}"`);
    const schemas = [...text.matchAll(/"\$ref":"([^"]*)"/g)].map(([, reference]) => reference);
    expect(new Set(schemas)).toEqual(new Set(['#/components/schemas/Refusal', '#/components/schemas/Json']));
    expect(document).toMatchObject({ components: { schemas: { Refusal: {}, Json: {} } } });
  });
});

describe('the mailbox', () => {
  it('is for programs on this machine alone', async () => {
    expect((await visitor().sends('GET', '/api/mailbox')).status).toBe(200);
    const kinds: Record<string, string>[] = [
      { 'X-Forwarded-For': '127.0.0.1' },
      { Forwarded: 'for=127.0.0.1' },
      { 'X-Real-IP': '127.0.0.1' },
    ];
    for (const headers of kinds) {
      const response = await visitor().sends('GET', '/api/mailbox', undefined, headers);
      expect([response.status, await codeOf(response)]).toEqual([404, 'NOT_FOUND']);
      const me: unknown = await (await visitor().sends('GET', '/api/me', undefined, headers)).json();
      expect(me).toMatchObject({ mailbox: false });
    }
  });
});

describe('the mailbox of a server that people reach over TLS', () => {
  let behindProxy: TestApp;
  beforeAll(async () => {
    behindProxy = await joinTestApp({ publicUrl: 'https://practice.example.org', secure: true });
  }, 60_000);
  afterAll(() => behindProxy.close());

  it('is closed: a proxy that does not say for whom it speaks looks like a program on this machine', async () => {
    const { port } = new URL(behindProxy.url);
    const browser = new Visitor(`http://localhost:${port}`);
    expect((await browser.sends('GET', '/api/mailbox')).status).toBe(404);
    expect((await browser.calls('me', {})).value.mailbox).toBe(false);
  });
});

describe('health', () => {
  it('tells that it lives and whether it is ready', async () => {
    expect((await visitor().sends('GET', '/health/live')).status).toBe(200);
    const ready = await visitor().sends('GET', '/health/ready');
    expect([ready.status, await ready.json()]).toEqual([
      200,
      { ready: true, database: true, migrated: true, shuttingDown: false },
    ]);
    jest.spyOn(test.app.get(Readiness), 'condition').mockResolvedValueOnce({
      ready: false,
      database: true,
      migrated: true,
      shuttingDown: true,
    });
    expect((await visitor().sends('GET', '/health/ready')).status).toBe(503);
  });

  it('gives figures to whoever watches from beside it', async () => {
    const metrics = await (await visitor().sends('GET', '/metrics')).text();
    expect(metrics).toContain('turnabout_http_request_seconds_bucket');
    expect(metrics).toContain('route="me"');
    expect(metrics).toContain('process_cpu_seconds_total');
    const outside = await visitor().sends('GET', '/metrics', undefined, { 'X-Forwarded-For': '203.0.113.9' });
    expect(outside.status).toBe(404);
  });
});

describe('a transaction', () => {
  it('has its effects after the commit and not at all without one, and survives an effect that fails', async () => {
    const transaction = test.app.get(Transaction);
    const seen: string[] = [];
    const result = await transaction.run(async (tx) => {
      tx.afterCommit(() => {
        seen.push('first');
      });
      tx.afterCommit(() => {
        throw new Error('effect');
      });
      tx.afterCommit(async () => {
        seen.push('last');
      });
      await tx.manager.query('SELECT 1');
      seen.push('work');
      return 'done';
    });
    expect([result, seen]).toEqual(['done', ['work', 'first', 'last']]);
    const failed = transaction.run(async (tx) => {
      tx.afterCommit(() => {
        seen.push('never');
      });
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    expect(seen).not.toContain('never');
  });
});

function database(sql: string): Promise<unknown> {
  return test.app.get(Transaction).run((tx) => tx.manager.query(sql));
}
