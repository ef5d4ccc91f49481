import { afterEach, describe, expect, it, vi } from 'vitest';
import { addressOf, call, onRefused } from './http.js';
import { ApiRefusal } from './refusal.js';

const ROOM = '7b0a4a5e-54d3-4a43-9d3a-0d1f6f6f0c11';

function answers(status: number, body?: unknown) {
  const fetched = vi.fn(() =>
    Promise.resolve(new Response(body === undefined ? null : JSON.stringify(body), { status })),
  );
  vi.stubGlobal('fetch', fetched);
  return fetched;
}

async function refusalOf(promise: Promise<unknown>): Promise<ApiRefusal> {
  const error = await promise.then(
    () => expect.fail('it was granted'),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ApiRefusal);
  return error as ApiRefusal;
}

afterEach(() => vi.unstubAllGlobals());

describe('call', () => {
  it('fills in path parameters and sends the body as JSON', async () => {
    const fetched = answers(204);
    await call('markUseful', { params: { room: ROOM, item: '1:framing' }, body: { useful: true } });
    expect(fetched).toHaveBeenCalledWith(
      `/api/rooms/${ROOM}/report/items/1%3Aframing`,
      expect.objectContaining({
        method: 'PUT',
        body: '{"useful":true}',
        headers: expect.objectContaining({ 'content-type': 'application/json' }),
      }),
    );
  });

  it('sends no body and no content type with a GET', async () => {
    const fetched = answers(200, { account: null, mailbox: true, staff: false, demo: false });
    await call('me');
    expect(fetched).toHaveBeenCalledWith(
      '/api/me',
      expect.objectContaining({ method: 'GET', body: undefined, headers: { accept: 'application/json' } }),
    );
  });

  it('gives the parsed answer, without what the contract does not know', async () => {
    answers(200, { account: null, mailbox: false, staff: false, demo: false, secret: 1 });
    expect(await call('me')).toEqual({ account: null, mailbox: false, staff: false, demo: false });
  });

  it('throws the server’s refusal with its fields and its patience', async () => {
    answers(400, {
      ok: false,
      code: 'BAD_REQUEST',
      message: 'The address is not one.',
      fields: [{ path: 'email', message: 'an address' }],
      retryAfterMs: 500,
    });
    const refusal = await refusalOf(call('requestPasswordReset', { body: { email: 'x' } }));
    expect(refusal).toMatchObject({ code: 'BAD_REQUEST', message: 'The address is not one.', retryAfterMs: 500 });
    expect(refusal.field('email')).toBe('an address');
    expect(refusal.field('password')).toBeUndefined();
  });

  it('says UNAVAILABLE when nobody answers', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    expect(await refusalOf(call('me'))).toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('says UNAVAILABLE when something in between answers for a server that is down', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('<h1>Bad gateway</h1>', { status: 502 })));
    expect(await refusalOf(call('me'))).toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('does not pass on an answer that breaks the contract', async () => {
    answers(200, { account: { id: 'nobody' }, mailbox: 'yes' });
    expect(await refusalOf(call('me'))).toMatchObject({ code: 'INTERNAL' });
  });

  it('passes on an abort as what it is', async () => {
    const controller = new AbortController();
    vi.stubGlobal('fetch', (_: string, { signal }: RequestInit) => {
      controller.abort();
      return Promise.reject(signal?.reason);
    });
    await expect(call('me', undefined, { signal: controller.signal })).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('tells listeners of refusals until they stop listening', async () => {
    answers(401, { ok: false, code: 'NOT_SIGNED_IN', message: 'Sign in first.' });
    const heard: string[] = [];
    const stop = onRefused(({ code }) => heard.push(code));
    await refusalOf(call('queueStatus'));
    stop();
    await refusalOf(call('queueStatus'));
    expect(heard).toEqual(['NOT_SIGNED_IN']);
  });
});

describe('addressOf', () => {
  it('appends the query and leaves out what is undefined', () => {
    const route = { path: '/api/progress/sessions' };
    expect(addressOf(route, { query: { before: 'a b' } })).toBe('/api/progress/sessions?before=a+b');
    expect(addressOf(route, { query: { before: undefined } })).toBe('/api/progress/sessions');
  });
});
