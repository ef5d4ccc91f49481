import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope, nextTick } from 'vue';
import type { Comparison, VignetteToRate } from '#shared/contract/calibration.js';
import { useVignetteRating } from './useVignetteRating.js';

const VIGNETTE: VignetteToRate = {
  handle: '0123456789abcdef',
  title: 'Letters to former donors',
  level: 'mid',
  question: 'What first?',
  answer: 'I ask who acts on it.',
  competencies: ['framing', 'data'],
};
const KEY = `turnabout.vignette.${VIGNETTE.handle}`;
const COMPARISON: Comparison = {
  rating: { id: '7b0a4a5e-54d3-4a43-9d3a-0d1f6f6f0c11', track: 'ml-case', attempt: 1, at: 0, title: null },
  scores: [{ competency: 'framing', score: 2, reference: 3, quote: null, because: null }],
  vignette: null,
  progress: { track: 'ml-case', standing: 'open', attempt: 1, rated: 1, result: null },
  more: true,
};
const answer = (status: number, body: object) => new Response(JSON.stringify(body), { status });

describe('rating a vignette', () => {
  const fetched = vi.fn<typeof fetch>();
  const bodyOf = (call: number) => JSON.parse(String(fetched.mock.calls[call]?.[1]?.body));
  const rated = vi.fn();
  const gone = vi.fn();
  let scope = effectScope();
  const open = () => {
    const made = scope.run(() => useVignetteRating(VIGNETTE, { rated, gone }));
    if (!made) throw new Error('no scope');
    return made;
  };

  beforeEach(() => {
    vi.useFakeTimers();
    localStorage.clear();
    vi.stubGlobal('fetch', fetched.mockReset());
    rated.mockReset();
    gone.mockReset();
    scope = effectScope();
  });
  afterEach(() => {
    scope.stop();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('keeps what is chosen on this device, and finds it again', async () => {
    const first = open();
    first.choose('data', 4);
    await nextTick();
    expect(first.missing.value).toEqual(['framing']);
    scope.stop();
    scope = effectScope();
    expect(open().scores.value).toEqual({ data: 4 });
  });

  it.each(['{"data":9}', '{"charm":3}', 'no JSON'])('leaves out what cannot be read: %s', (kept) => {
    localStorage.setItem(KEY, kept);
    expect(open().scores.value).toEqual({});
  });

  it('sends the scores in the order of the vignette, and then has nothing left to keep', async () => {
    fetched.mockResolvedValueOnce(answer(201, COMPARISON));
    const { choose, submit } = open();
    choose('data', 4);
    choose('framing', 2);
    await nextTick();
    await submit();
    expect(bodyOf(0)).toMatchObject({
      vignette: VIGNETTE.handle,
      scores: [
        { competency: 'framing', score: 2 },
        { competency: 'data', score: 4 },
      ],
    });
    expect(rated).toHaveBeenCalledWith(COMPARISON);
    expect(localStorage.getItem(KEY)).toBeNull();
  });

  it('keeps its id over every try until there is an answer, and its scores as they are', async () => {
    fetched.mockRejectedValueOnce(new TypeError('no line')).mockResolvedValueOnce(answer(201, COMPARISON));
    const { choose, submit, state, scores } = open();
    choose('framing', 2);
    choose('data', 4);
    await submit();
    expect(state.value).toBe('waiting');
    choose('data', 1);
    expect(scores.value.data).toBe(4);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(bodyOf(1)).toEqual(bodyOf(0));
    expect(rated).toHaveBeenCalledOnce();
  });

  it('says what was refused, and takes another id for other scores', async () => {
    fetched.mockImplementation(async () => answer(422, { ok: false, code: 'SHEET_INCOMPLETE', message: 'Rate each.' }));
    const { choose, submit, refusal } = open();
    choose('framing', 2);
    await submit();
    expect(refusal.value?.message).toBe('Rate each.');
    choose('data', 4);
    await submit();
    expect(bodyOf(1).id).not.toBe(bodyOf(0).id);
    expect(rated).not.toHaveBeenCalled();
  });

  it.each(['ALREADY_SUBMITTED', 'NOT_FOUND'])('asks for what comes next where it was overtaken: %s', async (code) => {
    fetched.mockResolvedValueOnce(answer(409, { ok: false, code, message: 'Over.' }));
    const { choose, submit } = open();
    choose('framing', 2);
    await nextTick();
    await submit();
    expect(gone).toHaveBeenCalledOnce();
    expect(localStorage.getItem(KEY)).toBeNull();
  });

  it('stops trying when its place is left', async () => {
    fetched.mockRejectedValue(new TypeError('no line'));
    await open().submit();
    scope.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(fetched).toHaveBeenCalledOnce();
  });
});
