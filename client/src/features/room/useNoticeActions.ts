import type { PeerCommand } from '#shared/room/commands.js';
import type { NoticeAction } from './notices.presenter.js';
import { useThisRoom } from './room.context.js';

/** What the buttons of a notice send. */
export function useNoticeActions() {
  const { view, send, isPending } = useThisRoom();

  function commandFor(action: NoticeAction): PeerCommand | null {
    if (action === 'end-alone') return { type: 'endWithoutPartner' };
    const { round } = view.value;
    if (round === null) return null;
    switch (action) {
      case 'agree-end':
        return { type: 'answerEnd', round, agree: true };
      case 'decline-end':
        return { type: 'answerEnd', round, agree: false };
      case 'withdraw-end':
        return { type: 'withdrawEnd', round };
      case 'agree-extension':
        return { type: 'answerExtension', round, agree: true };
      case 'decline-extension':
        return { type: 'answerExtension', round, agree: false };
      case 'rehearse':
        return { type: 'rehearse', round };
      case 'resume':
        return { type: 'resume', round };
    }
  }

  function act(action: NoticeAction): void {
    const command = commandFor(action);
    if (command) void send(command);
  }

  function isBusy(action: NoticeAction): boolean {
    const command = commandFor(action);
    return command !== null && isPending(command);
  }

  return { act, isBusy };
}
