import { computed, readonly, shallowReadonly, shallowRef } from 'vue';
import type { Flow } from '#shared/flow/flow.schema.js';
import { rankCards, shortlist } from '#shared/flow/suggest.js';
import { LEVELS, type Length, type Level } from '#shared/interview/track.js';
import type { PeerCommand } from '#shared/room/commands.js';
import { elapsed, timeLeft } from '#shared/room/clock.js';
import type { Seat } from '#shared/room/state.js';
import { ApiRefusal } from '../../../api/refusal.js';
import { toast } from '../../../ui/toasts.js';
import type { Sent } from '../../room/useRoom.js';
import { newCommandId } from '../../room/command.id.js';
import { actSolo, type Solo, soloAt } from './solo.room.js';
import { useSoloClock } from './useSoloClock.js';

/** A flow played alone, in both seats. It keeps the flow that it began with until it is begun again. */
export function useSolo() {
  const clock = useSoloClock();
  const solo = shallowRef<Solo | null>(null);
  const length = shallowRef<Length>('full');
  const level = shallowRef<Level>('mid');
  /** A room's screen is made for one room: it is made anew for the next. */
  const number = shallowRef(0);
  const cameUp = shallowRef<ReadonlySet<string>>(new Set());

  function begin(flow: Flow, step: string | null): void {
    if (!flow.levels.includes(level.value)) level.value = LEVELS.find((one) => flow.levels.includes(one)) ?? 'mid';
    clock.restart();
    solo.value = soloAt(flow, { length: length.value, level: level.value }, step, clock.now.value);
    number.value++;
    cameUp.value = new Set();
    look();
  }

  function act(seat: Seat, command: PeerCommand, quiet = false): Promise<Sent> {
    if (!solo.value) return Promise.resolve({ ok: false, refusal: null });
    const now = Math.max(clock.now.value, solo.value.state.at);
    const done = actSolo(solo.value, seat, command, { now, commandId: newCommandId() });
    if (!done.ok) {
      if (!quiet) toast(done.message, { tone: 'alarm' });
      return Promise.resolve({ ok: false, refusal: new ApiRefusal({ code: 'CONFLICT', message: done.message }) });
    }
    solo.value = done.solo;
    look();
    return Promise.resolve({ ok: true });
  }

  /** Which cards the suggestions would have put into view by now. */
  function look(): void {
    const phase = solo.value?.state.phase;
    if (!solo.value || phase?.name !== 'interview') return;
    const { flow, state } = solo.value;
    const now = clock.now.value;
    const ranked = rankCards({
      flow,
      length: state.length,
      level: level.value,
      step: phase.step,
      record: state.records[0],
      elapsedMs: elapsed(state, 1, now),
      remainingMs: timeLeft(state, now),
    });
    const shown = shortlist(ranked.filter(({ second }) => !second));
    cameUp.value = new Set([...cameUp.value, ...shown.map(({ card }) => card.id)]);
  }

  function forward(ms: number): void {
    clock.forward(ms);
    look();
  }

  const isOver = computed(
    () => solo.value?.state.phase.name === 'interview' && timeLeft(solo.value.state, clock.now.value) === 0,
  );

  return {
    clock,
    solo: shallowReadonly(solo),
    number: shallowReadonly(number),
    length: readonly(length),
    level: readonly(level),
    /** For the next time that it is begun. */
    setLength: (next: Length) => void (length.value = next),
    setLevel: (next: Level) => void (level.value = next),
    cameUp: shallowReadonly(cameUp),
    isOver,
    begin,
    act,
    forward,
    look,
  };
}

export type SoloPlay = ReturnType<typeof useSolo>;
