import { beforeEach, expect, it, vi } from 'vitest';
import type { SessionRow } from '#shared/contract/progress.js';
import { useGivers } from './useGivers.js';

const { call } = vi.hoisted(() => ({ call: vi.fn() }));
vi.mock('../../api/http.js', () => ({ call }));

const row = (room: string, displayName: string): SessionRow => ({
  ...{ room, at: 0, track: 'ml-case', level: 'mid', length: 'short', partner: { displayName, bot: false } },
  ...{ outcome: 'completed', revealed: true, counts: true, disputed: false, mean: 3 },
});
const page = (room: string, displayName: string, next: string | null) => ({ sessions: [row(room, displayName)], next });

beforeEach(() => call.mockReset());

it('knows those of the list without asking', async () => {
  const givers = useGivers(() => [row('a', 'Ivo')]);
  await givers.look('a');
  expect(givers.nameOf('a')).toBe('Ivo');
  expect(call).not.toHaveBeenCalled();
});

it('looks further back until the one who is asked for is found, and asks for no page twice', async () => {
  call.mockResolvedValueOnce(page('b', 'Lena', '2')).mockResolvedValueOnce(page('c', 'Gita', '3'));
  const givers = useGivers(() => [row('a', 'Ivo')]);
  expect(givers.nameOf('c')).toBeNull();
  await givers.look('c');
  await givers.look('b');
  expect([givers.nameOf('b'), givers.nameOf('c')]).toEqual(['Lena', 'Gita']);
  expect(call.mock.calls.map(([, input]): unknown => input)).toEqual([
    { query: { before: undefined } },
    { query: { before: '2' } },
  ]);
});

it('ends with the last page, and bears that a page cannot be had', async () => {
  call.mockRejectedValueOnce(new Error('offline')).mockResolvedValueOnce(page('b', 'Lena', null));
  const givers = useGivers(() => []);
  await givers.look('z');
  expect(givers.nameOf('z')).toBeNull();
  await givers.look('z');
  await givers.look('z');
  expect([givers.nameOf('z'), givers.nameOf('b'), call.mock.calls.length]).toEqual([null, 'Lena', 2]);
});
