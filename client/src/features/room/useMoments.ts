import { elapsed } from '#shared/room/clock.js';
import type { Moment, RoundNumber } from '#shared/room/state.js';
import { toast } from '../../ui/toasts.js';
import { newCommandId } from './command.id.js';
import { useThisRoom } from './room.context.js';
import { likelyCompetency } from './signals.presenter.js';
import { currentStepId } from './steps.presenter.js';
import type { MomentDraft } from './useWorkbench.js';

/** Strong and weak moments: begun with one key, written, corrected, removed and brought back. */
export function useMoments() {
  const { state, view, now, flow, send, workbench } = useThisRoom();

  function begin(side: Moment['side']): void {
    const { round } = view.value;
    if (round === null) return;
    const step = flow.value?.steps.find(({ id }) => id === currentStepId(state.value)) ?? null;
    const competency = flow.value && likelyCompetency(flow.value, step);
    workbench.writeMoment({ id: null, side, t: elapsed(state.value, round, now.value), competency, text: '' });
  }

  function edit({ id, side, t, competency, text }: Moment): void {
    workbench.writeMoment({ id, side, t, competency, text });
  }

  async function keep({ id, side, t, competency, text }: MomentDraft): Promise<boolean> {
    const { round } = view.value;
    if (round === null || competency === null) return false;
    const words = { round, momentId: id ?? newCommandId(), side, competency, text: text.trim() };
    const sent = await send(id ? { type: 'editMoment', ...words } : { type: 'addMoment', ...words, t });
    return sent.ok;
  }

  async function remove(moment: Moment): Promise<boolean> {
    const { round } = view.value;
    if (round === null) return false;
    const sent = await send({ type: 'removeMoment', round, momentId: moment.id });
    if (sent.ok) toast('Moment removed.', { action: { label: 'Bring it back', run: () => bringBack(moment, round) } });
    return sent.ok;
  }

  /** Under the id that it had: a rating that pointed at it does so again. */
  function bringBack({ id: momentId, side, t, competency, text }: Moment, round: RoundNumber): void {
    void send({ type: 'addMoment', round, momentId, side, t, competency, text });
  }

  return { begin, edit, keep, remove };
}
