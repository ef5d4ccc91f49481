import { computed, onScopeDispose, shallowRef, watch } from 'vue';
import { currentRound } from '#shared/room/seats.js';
import type { RoomState } from '#shared/room/state.js';
import { call } from '../../api/http.js';
import { useLoad } from '../../api/useLoad.js';
import { chooseSheet, keyOfSheet } from './owed.presenter.js';

/** The sheets that one owes in a room, and which of them is in front. Asked for anew whenever the room moves on. */
export function useSheets(room: () => string, state: () => RoomState) {
  const { data, refusal, busy, reload } = useLoad((signal) =>
    call('ownSheets', { params: { room: room() } }, { signal }),
  );
  const picked = shallowRef<string | null>(null);
  const sheets = computed(() => data.value?.sheets ?? []);
  const current = computed(() => chooseSheet(sheets.value, currentRound(state()), picked.value));

  const moved = () => {
    const { phase } = state();
    return phase.name === 'rating' ? JSON.stringify([phase.round, phase.submitted]) : phase.name;
  };
  watch([room, moved], () => void reload());

  const again = () => {
    if (refusal.value) void reload();
  };
  addEventListener('online', again);
  onScopeDispose(() => removeEventListener('online', again));

  function pick(sheet: { round: 1 | 2; kind: string }): void {
    picked.value = keyOfSheet(sheet);
  }

  return { sheets, current, loaded: computed(() => data.value !== undefined), refusal, busy, reload, pick };
}
