import { computed, type ComputedRef, onScopeDispose, shallowRef, watch } from 'vue';
import { notesRound, roundOf } from '#shared/room/seats.js';
import type { RoomState, Seat } from '#shared/room/state.js';
import { connection } from '../../api/socket.js';
import type { Room } from './useRoom.js';

const REST_MS = 700;

/** One's private notes of this round: typed here, sent when the typing rests, and taken over from another tab of one's own. */
export function usePrivateNote(state: ComputedRef<RoomState>, seat: Seat, send: Room['send']) {
  const kept = computed(() => roundOf(state.value.notes, notesRound(state.value))[seat]);
  const text = shallowRef(kept.value);
  const refused = shallowRef<string | null>(null);
  const sending = shallowRef(false);
  let timer: ReturnType<typeof setTimeout> | undefined;

  const saved = computed(() => text.value === kept.value);
  const status = computed(() => {
    if (refused.value && !saved.value) return refused.value;
    if (saved.value) return text.value ? 'Saved' : '';
    return connection.value === 'open' ? 'Saving…' : 'Not saved yet; kept here';
  });

  function write(next: string): void {
    text.value = next;
    refused.value = null;
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), REST_MS);
  }

  /** Goes on until what was sent last is what stands there, through lost lines too. */
  async function flush(): Promise<void> {
    clearTimeout(timer);
    if (sending.value) return;
    sending.value = true;
    while (!saved.value) {
      const sent = await send({ type: 'writeNote', text: text.value }, { quiet: true, giveUpMs: Infinity });
      if (sent.ok) continue;
      refused.value = sent.refusal ? `Not saved. ${sent.refusal.message}` : 'Not saved yet';
      break;
    }
    sending.value = false;
  }

  // Another tab of mine wrote, or the first state came: taken over unless I am ahead of it.
  watch(kept, (now, before) => {
    if (text.value === before && !sending.value) text.value = now;
  });

  onScopeDispose(() => void flush());
  return { text, status, write, flush };
}

export type PrivateNote = ReturnType<typeof usePrivateNote>;
