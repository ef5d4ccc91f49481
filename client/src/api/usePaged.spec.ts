import { describe, expect, it, vi } from 'vitest';
import { effectScope } from 'vue';
import { usePaged } from './usePaged.js';

/** Ten numbers in pages of three; the cursor is where the next page begins. */
function source() {
  const numbers = Array.from({ length: 10 }, (_, index) => index);
  const fetchPage = vi.fn(async (before: string | undefined) => {
    const from = Number(before ?? 0);
    return { items: numbers.slice(from, from + 3), next: from + 3 < numbers.length ? String(from + 3) : null };
  });
  const scope = effectScope();
  const list = scope.run(() => usePaged(fetchPage));
  if (!list) throw new Error('no scope');
  return { list, fetchPage, numbers };
}
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('a list that comes page by page', () => {
  it('begins with its first page and goes on until there is none', async () => {
    const { list } = source();
    await settled();
    expect(list.items.value).toEqual([0, 1, 2]);
    for (let page = 0; page < 5; page += 1) await list.more();
    expect(list.items.value).toHaveLength(10);
    expect(await list.more()).toBe(false);
  });

  it('is fetched anew as far as it was, and no further', async () => {
    const { list, fetchPage, numbers } = source();
    await settled();
    await list.more();
    numbers.unshift(-1);
    fetchPage.mockClear();
    await list.reload();
    expect(list.items.value).toEqual([-1, 0, 1, 2, 3, 4]);
    expect(fetchPage).toHaveBeenCalledTimes(2);
  });

  it('begins again where something else is looked for', async () => {
    const { list } = source();
    await settled();
    await list.more();
    await list.restart();
    expect(list.items.value).toEqual([0, 1, 2]);
  });

  it('says why a further page did not come, and keeps those there are', async () => {
    const { list, fetchPage } = source();
    await settled();
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    fetchPage.mockRejectedValueOnce(new Error('gone'));
    expect(await list.more()).toBe(false);
    expect(list.moreRefusal.value).not.toBeNull();
    expect(list.items.value).toEqual([0, 1, 2]);
  });
});
