import { describe, expect, it } from 'vitest';
import type { OwnExport } from '#shared/contract/owndata.js';
import { exportLines, momentOf, newsOf, sizeOf, whyNotNow } from './exports.presenter.js';

const NOW = Date.UTC(2026, 2, 1, 9, 30);
const ID = '7b0a4a5e-54d3-4a43-9d3a-0d1f6f6f0c11';
const own = (over: Partial<OwnExport> = {}): OwnExport => ({
  id: ID,
  requestedAt: NOW,
  state: 'ready',
  done: 40,
  total: 40,
  bytes: 1_240_000,
  expiresAt: NOW + 7 * 86_400_000,
  ...over,
});
const making = (done: number, total: number) => own({ state: 'making', done, total, bytes: null, expiresAt: null });

describe('an export in the list', () => {
  it('says how large it is and until when it is kept', () => {
    const [line] = exportLines([own()]);
    expect(line).toMatchObject({ title: `Your data of ${momentOf(NOW)}`, progress: null });
    expect(line?.detail).toBe(`1.2 MB, kept until ${momentOf(NOW + 7 * 86_400_000)}`);
  });

  it('says how far it is while it is made', () => {
    expect(exportLines([making(0, 0)])[0]).toMatchObject({ detail: 'Being made', progress: { done: 0, total: 0 } });
    expect(exportLines([making(12, 40)])[0]?.detail).toBe('Being made: 12 of 40 sessions');
    expect(exportLines([making(0, 1)])[0]?.detail).toBe('Being made: 0 of 1 session');
  });

  it('says what to do where it could not be made', () => {
    expect(exportLines([own({ state: 'failed', bytes: null, expiresAt: null })])[0]?.detail).toMatch(/Try once more/);
  });

  it.each([
    [0, '1 KB'],
    [4_400, '4 KB'],
    [999_000, '999 KB'],
    [1_000_000, '1.0 MB'],
    [25_360_000, '25.4 MB'],
  ])('of %i bytes is %s', (bytes, words) => {
    expect(sizeOf(bytes)).toBe(words);
  });
});

describe('asking for an export', () => {
  it('is possible with none under way and fewer than three in a day', () => {
    expect(whyNotNow({ exports: [own()], nextAt: null }, NOW)).toBeNull();
    expect(whyNotNow({ exports: [], nextAt: NOW - 1 }, NOW)).toBeNull();
    expect(whyNotNow({ exports: [making(1, 2)], nextAt: null }, NOW)).toMatch(/is being made/);
    expect(whyNotNow({ exports: [], nextAt: NOW + 1 }, NOW)).toContain(momentOf(NOW + 1));
  });
});

describe('what is said aloud', () => {
  it('is that an export is ready or failed, once', () => {
    expect(newsOf([making(1, 2)], [own()])).toBe('Your export is ready to download.');
    expect(newsOf([making(1, 2)], [own({ state: 'failed' })])).toBe('Your export could not be made.');
    expect(newsOf([making(1, 2)], [making(2, 2)])).toBe('');
    expect(newsOf([own()], [own()])).toBe('');
    expect(newsOf([], [own()])).toBe('');
  });
});
