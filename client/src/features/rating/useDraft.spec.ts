import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope, nextTick } from 'vue';
import { useDraft } from './useDraft.js';

const PLACE = { room: '7b0e8d0e-5b0a-4a3f-9f0e-7a8b1c2d3e4f', round: 2, kind: 'peer' } as const;
const KEY = `turnabout.sheet.${PLACE.room}.2.peer`;

describe('a draft', () => {
  const fetched = vi.fn<typeof fetch>();
  const bodyOf = (call: number) => JSON.parse(String(fetched.mock.calls[call]?.[1]?.body));
  let scope = effectScope();
  const open = () => {
    const made = scope.run(() => useDraft(PLACE, ['framing'], null));
    if (!made) throw new Error('no scope');
    return made;
  };

  beforeEach(() => {
    vi.useFakeTimers();
    localStorage.clear();
    vi.stubGlobal(
      'fetch',
      fetched.mockReset().mockImplementation(async () => new Response(null, { status: 204 })),
    );
    scope = effectScope();
  });
  afterEach(() => {
    scope.stop();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('is saved once, a moment after the last change', async () => {
    const { form, saving } = open();
    form.value.keep = 'You';
    await nextTick();
    form.value.keep = 'You asked';
    await nextTick();
    expect(saving.value).toBe('saving');
    await vi.advanceTimersByTimeAsync(2000);
    expect(fetched).toHaveBeenCalledOnce();
    expect(bodyOf(0).keep).toBe('You asked');
    expect(saving.value).toBe('saved');
    expect(localStorage.getItem(KEY)).toBeNull();
  });

  it('stays on this device while the line is down, and goes out when it is back', async () => {
    fetched.mockRejectedValueOnce(new TypeError('no line'));
    const { form, saving } = open();
    form.value.change = 'Price the errors';
    await nextTick();
    await vi.advanceTimersByTimeAsync(1000);
    expect(saving.value).toBe('kept');
    expect(localStorage.getItem(KEY)).toContain('Price the errors');
    dispatchEvent(new Event('online'));
    await vi.advanceTimersByTimeAsync(10);
    expect(saving.value).toBe('saved');
  });

  it('left unsent on this device is what one finds again, and is sent', async () => {
    localStorage.setItem(KEY, JSON.stringify({ ratings: {}, keep: 'From before' }));
    const { form } = open();
    expect(form.value.keep).toBe('From before');
    await vi.advanceTimersByTimeAsync(10);
    expect(bodyOf(0).keep).toBe('From before');
  });

  it('is saved at once when its page is left', async () => {
    const { form } = open();
    form.value.keep = 'In a hurry';
    await nextTick();
    scope.stop();
    await vi.advanceTimersByTimeAsync(10);
    expect(bodyOf(0).keep).toBe('In a hurry');
  });

  it('is not saved any more once the sheet is in', async () => {
    const { form, close } = open();
    form.value.keep = 'Done';
    await nextTick();
    close();
    await vi.advanceTimersByTimeAsync(5000);
    expect(fetched).not.toHaveBeenCalled();
    expect(localStorage.getItem(KEY)).toBeNull();
  });
});
