import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { computed, effectScope, nextTick, shallowRef } from 'vue';
import type { RoundNumber } from '#shared/room/state.js';
import { unreachable } from '../../api/refusal.js';
import { useRoundCheck } from './useRoundCheck.js';

const call = vi.hoisted(() => vi.fn());
vi.mock('../../api/http.js', () => ({ call }));

const ROOM = '7b0a4a5e-54d3-4a43-9d3a-0d1f6f6f0c11';
const PAPER = [{ question: 'Above which risk?', options: [{ option: 0, text: '5 %' }] }];
const turn = () => vi.advanceTimersByTimeAsync(0);

function inRound(first: RoundNumber | null) {
  const round = shallowRef(first);
  const scope = effectScope();
  const check = scope.run(() =>
    useRoundCheck(
      ROOM,
      computed(() => round.value),
    ),
  );
  if (!check) throw new Error('The scope is over.');
  return { round, check, stop: () => scope.stop() };
}

beforeEach(() => {
  vi.useFakeTimers();
  call.mockReset();
});
afterEach(() => vi.useRealTimers());

describe('useRoundCheck', () => {
  it('asks once for the round that one interviews in, and not as candidate', async () => {
    call.mockResolvedValue({ mayInterview: true, check: PAPER });
    const { round, check, stop } = inRound(null);
    await turn();
    expect(call).not.toHaveBeenCalled();
    round.value = 2;
    await nextTick();
    await turn();
    expect(call.mock.calls.map(([name, input]) => [name, input])).toEqual([
      ['roomCheck', { params: { room: ROOM, round: '2' } }],
    ]);
    expect(check.licensed.value).toBe(true);
    round.value = null;
    await nextTick();
    expect(check.licensed.value).toBe(false);
    stop();
  });

  it('shows the questions, has the server grade them, and is licensed once all are right', async () => {
    call.mockResolvedValueOnce({ mayInterview: false, check: PAPER });
    const { check, stop } = inRound(1);
    await turn();
    expect([check.paper.value, check.licensed.value]).toEqual([PAPER, false]);
    call.mockResolvedValueOnce({ passed: false }).mockResolvedValueOnce({ passed: true });
    await check.send([0, 1, 1]);
    expect(check.licensed.value).toBe(false);
    await check.send([0, 1, 2]);
    expect(call).toHaveBeenLastCalledWith('passRoomCheck', {
      params: { room: ROOM, round: '1' },
      body: { answers: [0, 1, 2] },
    });
    expect(check.licensed.value).toBe(true);
    stop();
  });

  it('asks again where the server is out of reach', async () => {
    call.mockRejectedValueOnce(unreachable()).mockResolvedValueOnce({ mayInterview: true, check: PAPER });
    const { check, stop } = inRound(1);
    await turn();
    expect([check.paper.value, check.licensed.value]).toEqual([null, false]);
    await vi.advanceTimersByTimeAsync(3000);
    expect([check.paper.value, check.licensed.value]).toEqual([PAPER, true]);
    stop();
  });

  it('asks no more once its room is left', async () => {
    call.mockRejectedValue(unreachable());
    const { stop } = inRound(1);
    await turn();
    stop();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(call).toHaveBeenCalledTimes(1);
  });
});
