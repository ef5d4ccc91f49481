import { computed, shallowRef } from 'vue';
import type { PeerCommand } from '#shared/room/commands.js';
import { toast } from '../../ui/toasts.js';
import { useThisRoom } from './room.context.js';
import { currentStepId } from './steps.presenter.js';

/**
 * What one does alone in a rehearsal. What the flow still holds is not known here: that nothing is left is learned by
 * asking for it.
 */
export function useRehearsal() {
  const { state, view, send, isPending } = useThisRoom();
  const drawn = shallowRef<string | null>(null);
  const hinted = shallowRef<string | null>(null);
  const last = shallowRef<string | null>(null);

  const round = computed(() => view.value.round ?? 1);
  const step = computed(() => currentStepId(state.value));
  const commands = computed(() => ({
    draw: { type: 'drawCard', round: round.value } as const,
    hint: { type: 'askHint', round: round.value } as const,
    next: { type: 'advanceStep', round: round.value, from: step.value ?? '' } as const,
    end: { type: 'endRehearsal', round: round.value } as const,
  }));

  /** Sends a command; remembers for this step that nothing more comes of it. */
  async function ask(command: PeerCommand, code: string, none: typeof drawn): Promise<boolean> {
    const at = step.value;
    const sent = await send(command, { quiet: true });
    if (sent.ok || !sent.refusal) return sent.ok;
    if (sent.refusal.code === code) none.value = at;
    else toast(sent.refusal.message, { tone: 'alarm' });
    return false;
  }

  function draw(): void {
    if (drawn.value !== step.value) void ask(commands.value.draw, 'NO_CARD_LEFT', drawn);
  }

  function hint(): void {
    if (hinted.value !== step.value) void ask(commands.value.hint, 'NO_HINT_LEFT', hinted);
  }

  function next(): void {
    if (last.value !== step.value) void ask(commands.value.next, 'LAST_STEP', last);
  }

  return {
    draw,
    hint,
    next,
    end: () => send(commands.value.end),
    noCardLeft: computed(() => drawn.value === step.value),
    noHintLeft: computed(() => hinted.value === step.value),
    isLast: computed(() => last.value === step.value),
    busy: computed(() => ({
      draw: isPending(commands.value.draw),
      hint: isPending(commands.value.hint),
      next: isPending(commands.value.next),
      end: isPending(commands.value.end),
    })),
  };
}
