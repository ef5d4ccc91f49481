import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope } from 'vue';
import type { Sheet } from '#shared/rating/sheet.js';
import { call } from '../../api/http.js';
import { useSubmission } from './useSubmission.js';

const params = { room: '7b0e8d0e-5b0a-4a3f-9f0e-7a8b1c2d3e4f', round: '1' } as const;
const deliver = (id: string, given: Sheet) => call('submitSheet', { params, body: { id, sheet: given } });
const sheet = (keep: string): Sheet => ({
  kind: 'self',
  content: { ratings: [{ competency: 'framing', score: 3, evidence: [] }], overall: null, keep, change: '' },
});
const answer = (status: number, body: object) => new Response(JSON.stringify(body), { status });

describe('a submission', () => {
  const fetched = vi.fn<typeof fetch>();
  const idOf = (call: number) => JSON.parse(String(fetched.mock.calls[call]?.[1]?.body)).id;
  const done = vi.fn();
  let scope = effectScope();
  const open = () => {
    const made = scope.run(() => useSubmission(deliver, done));
    if (!made) throw new Error('no scope');
    return made;
  };

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('fetch', fetched.mockReset());
    done.mockReset();
    scope = effectScope();
  });
  afterEach(() => {
    scope.stop();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('keeps its id over every try until there is an answer', async () => {
    fetched.mockRejectedValueOnce(new TypeError('no line')).mockResolvedValueOnce(answer(201, {}));
    const { submit, state } = open();
    await submit(sheet('a'));
    expect(state.value).toBe('waiting');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(fetched).toHaveBeenCalledTimes(2);
    expect(idOf(1)).toBe(idOf(0));
    expect(done).toHaveBeenCalledOnce();
  });

  it('takes another id for other content', async () => {
    fetched.mockImplementation(async () => answer(422, { ok: false, code: 'EVIDENCE_NEEDED', message: 'Say why.' }));
    const { submit, refusal } = open();
    await submit(sheet('a'));
    await submit(sheet('a'));
    await submit(sheet('b'));
    expect(refusal.value?.message).toBe('Say why.');
    expect(idOf(1)).toBe(idOf(0));
    expect(idOf(2)).not.toBe(idOf(0));
    expect(done).not.toHaveBeenCalled();
  });

  it('is done when the sheet turns out to be in already', async () => {
    fetched.mockResolvedValueOnce(answer(409, { ok: false, code: 'ALREADY_SUBMITTED', message: 'In.' }));
    await open().submit(sheet('a'));
    expect(done).toHaveBeenCalledOnce();
  });

  it('stops trying when its place is left', async () => {
    fetched.mockRejectedValue(new TypeError('no line'));
    await open().submit(sheet('a'));
    scope.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(fetched).toHaveBeenCalledOnce();
  });
});
