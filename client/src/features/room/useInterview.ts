import type { Card } from '#shared/flow/flow.schema.js';
import { toast } from '../../ui/toasts.js';
import { playCommand } from './deck.presenter.js';
import { useThisRoom } from './room.context.js';
import { currentStepId, nextStep } from './steps.presenter.js';

/** What the interviewer does in the interview. */
export function useInterview() {
  const { state, view, flow, send, workbench } = useThisRoom();

  let dismissLast = () => {};

  /** On to the next step; a slip is taken back by returning. */
  async function advance(): Promise<void> {
    const { round } = view.value;
    const from = currentStepId(state.value);
    if (round === null || !flow.value || from === null) return;
    const next = nextStep(flow.value, state.value);
    if (!next) return void toast('This is the last step. Propose to end when you are done.');
    const sent = await send({ type: 'advanceStep', round, from });
    if (!sent.ok) return;
    workbench.peeked.value = null;
    dismissLast();
    dismissLast = toast(`Now: ${next.title}.`, { action: { label: 'Go back', run: () => returnTo(from) } });
  }

  function returnTo(step: string): void {
    const { round } = view.value;
    workbench.peeked.value = null;
    if (round !== null) void send({ type: 'returnToStep', round, step });
  }

  function play(card: Card): void {
    const { round } = view.value;
    if (round !== null) void send(playCommand(card, round));
  }

  function playSecond(card: Card): void {
    const { round } = view.value;
    if (round !== null) void send({ type: 'playSecondProbe', round, card: card.id });
  }

  return { advance, returnTo, play, playSecond };
}
