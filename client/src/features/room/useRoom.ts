import { computed, onScopeDispose, shallowReadonly, shallowRef } from 'vue';
import type { PeerCommand } from '#shared/room/commands.js';
import type { RoomEvent } from '#shared/room/events.js';
import type { RoomState, Seat } from '#shared/room/state.js';
import { type ApiRefusal, asRefusal } from '../../api/refusal.js';
import { toast } from '../../ui/toasts.js';
import { useNow } from '../../ui/useNow.js';
import { newCommandId } from './command.id.js';
import { commandKey } from './command.key.js';
import type { RoomPort } from './room.port.js';
import { type Outcome, takeEvents } from './room.stream.js';

/** After an acknowledgement its event must follow within this time; else it was lost on the way. */
const FOLLOWS_MS = 1500;
const RETRY_MS = 2000;

export interface SendOptions {
  /** Says nothing of a refusal itself. */
  quiet?: boolean;
  /** How long to go on trying; `Infinity` for what was typed. */
  giveUpMs?: number;
}

export type Sent = { ok: true } | { ok: false; refusal: ApiRefusal | null };

/**
 * One's own view of a room: joined, folded from its numbered events by the shared rules, and healed by itself after a
 * gap or a lost line. Leaves with the scope.
 */
export function useRoom(port: RoomPort, clock: () => number = Date.now) {
  const state = shallowRef<RoomState | null>(null);
  const seat = shallowRef<Seat | null>(null);
  const problem = shallowRef<ApiRefusal | null>(null);
  /** In the room on this connection: what is sent arrives. */
  const joined = shallowRef(false);
  const pending = shallowRef<ReadonlySet<string>>(new Set());
  let offset = 0;
  let over = false;
  let syncing: Promise<void> | null = null;
  /** What was folded cannot be gone on from: the next fetch begins at the beginning. */
  let afresh = false;
  let connection = 0;
  const waiting = new Set<() => void>();

  function take(events: readonly RoomEvent[]): void {
    const outcome = fold(state.value, events);
    if (outcome !== 'current') void catchUp();
  }

  function fold(from: RoomState | null, events: readonly RoomEvent[]): Outcome {
    const taken = takeEvents(from, events);
    state.value = taken.state;
    afresh = taken.outcome === 'broken';
    for (const check of [...waiting]) check();
    return taken.outcome;
  }

  /** The server's clock, taken from the middle of the way there and back. */
  function setClock(serverNow: number, askedAt: number): void {
    offset = serverNow - (askedAt + clock()) / 2;
  }

  async function join(): Promise<void> {
    const mine = ++connection;
    joined.value = false;
    try {
      const askedAt = clock();
      const answer = await port.join(state.value?.seq ?? 0);
      if (over || mine !== connection) return;
      setClock(answer.now, askedAt);
      seat.value = answer.seat;
      problem.value = null;
      joined.value = true;
      take(answer.events);
    } catch (error) {
      if (over || mine !== connection) return;
      problem.value = asRefusal(error);
      if (canHeal(problem.value)) setTimeout(() => mine === connection && !over && void join(), waitFor(problem.value));
    }
  }

  /** Fetches what is missing; one fetch at a time. */
  function catchUp(): Promise<void> {
    syncing ??= fetchMissing().finally(() => (syncing = null));
    return syncing;
  }

  async function fetchMissing(): Promise<void> {
    const askedAt = clock();
    try {
      const whole = afresh;
      const answer = await port.sync(whole ? 0 : (state.value?.seq ?? 0));
      if (over) return;
      setClock(answer.now, askedAt);
      fold(whole ? null : state.value, answer.events);
    } catch (error) {
      // The line is lost: joining again brings what is missing.
      console.warn(asRefusal(error).message);
    }
  }

  /** Sends a command; true once it took effect and its events are folded. A refusal is said in a toast. */
  async function send(command: PeerCommand, { quiet = false, giveUpMs }: SendOptions = {}): Promise<Sent> {
    const key = commandKey(command);
    if (pending.value.has(key)) return { ok: false, refusal: null };
    pending.value = new Set(pending.value).add(key);
    try {
      const { seq } = await port.command(newCommandId(), command, { giveUpMs });
      await reached(seq);
      return { ok: true };
    } catch (error) {
      const refusal = asRefusal(error);
      if (!quiet && !over) toast(refusal.message, { tone: 'alarm' });
      return { ok: false, refusal };
    } finally {
      const rest = new Set(pending.value);
      rest.delete(key);
      pending.value = rest;
    }
  }

  function reached(seq: number): Promise<void> {
    return new Promise((resolve) => {
      const check = () => {
        if ((state.value?.seq ?? 0) < seq && !over) return;
        clearTimeout(timer);
        waiting.delete(check);
        resolve();
      };
      const timer = setTimeout(() => void catchUp().then(() => (waiting.delete(check), resolve())), FOLLOWS_MS);
      waiting.add(check);
      check();
    });
  }

  const now = useNow(250, () => clock() + offset);
  const second = computed(() => Math.floor(now.value / 1000) * 1000);
  /** A tab that slept may have missed what its line did not carry. */
  const woken = () => document.visibilityState === 'visible' && joined.value && void catchUp();

  const stops = [port.onEvents(take), port.onOpen(() => void join())];
  document.addEventListener('visibilitychange', woken);
  onScopeDispose(() => {
    over = true;
    for (const stop of stops) stop();
    for (const check of [...waiting]) check();
    document.removeEventListener('visibilitychange', woken);
    port.leave().catch(() => undefined);
  });

  return {
    state: shallowReadonly(state),
    seat: shallowReadonly(seat),
    /** Why one is not in the room. What heals by itself is tried again. */
    problem: shallowReadonly(problem),
    joined: shallowReadonly(joined),
    /** What is under way, by `commandKey`. */
    pending: shallowReadonly(pending),
    /** The server's time in whole seconds, epoch milliseconds. */
    now: second,
    send,
    retry: join,
  };
}

export type Room = ReturnType<typeof useRoom>;

function canHeal({ code }: ApiRefusal): boolean {
  return code === 'UNAVAILABLE' || code === 'RATE_LIMITED' || code === 'INTERNAL';
}

function waitFor({ retryAfterMs }: ApiRefusal): number {
  return retryAfterMs ?? RETRY_MS;
}
