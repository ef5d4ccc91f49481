import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { effectScope, reactive } from 'vue';
import type { ServerPayload } from '#shared/contract/socket.js';
import { useProgress } from './useProgress.js';

type Changed = ServerPayload<'progress:changed'>;

const { call, line } = vi.hoisted(() => {
  const heard: { changed?: (payload: Changed) => void } = {};
  return { call: vi.fn(), line: heard };
});
vi.mock('../../api/http.js', () => ({ call }));
vi.mock('../../api/socket.js', () => ({
  on: (_event: string, handler: (payload: Changed) => void) => {
    line.changed = handler;
    return () => delete line.changed;
  },
  onOpen: () => () => undefined,
}));
vi.mock('vue-router', () => ({ useRoute: () => reactive({ query: {} }), useRouter: () => ({ replace: vi.fn() }) }));

let stop: () => void;
const also = vi.fn();
const after = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(async () => {
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  call.mockReset().mockResolvedValue({ pending: false });
  also.mockReset();
  const scope = effectScope();
  scope.run(() => useProgress(also));
  stop = () => scope.stop();
  await after(0);
  expect(call).toHaveBeenCalledTimes(1);
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

it('asks again at once for what is new of oneself', async () => {
  line.changed?.({ compiledAt: 1 });
  await after(0);
  expect([call.mock.calls.length, also.mock.calls.length]).toEqual([2, 1]);
});

it('waits a while of chance, once, where everybody hears of it', async () => {
  line.changed?.({ compiledAt: 1, spreadMs: 10_000 });
  await after(3_000);
  line.changed?.({ compiledAt: 2, spreadMs: 10_000 });
  await after(1_999);
  expect(call).toHaveBeenCalledTimes(1);
  await after(1);
  expect([call.mock.calls.length, also.mock.calls.length]).toEqual([2, 1]);
  await after(20_000);
  expect(call).toHaveBeenCalledTimes(2);
});

it('asks once where one’s own news come in that while', async () => {
  line.changed?.({ compiledAt: 1, spreadMs: 10_000 });
  line.changed?.({ compiledAt: 2 });
  await after(20_000);
  expect([call.mock.calls.length, also.mock.calls.length]).toEqual([2, 1]);
});

it('forgets it when the page is left', async () => {
  line.changed?.({ compiledAt: 1, spreadMs: 10_000 });
  stop();
  await after(20_000);
  expect([call.mock.calls.length, line.changed]).toEqual([1, undefined]);
});
