import type { PeerCommand } from '#shared/room/commands.js';

/** What a command is about: two with the same key at a time are one press too many. */
export function commandKey(command: PeerCommand): string {
  const about = [
    'card' in command && command.type !== 'markSignal' ? command.card : null,
    'signal' in command ? command.signal : null,
    'fact' in command ? command.fact : null,
    'step' in command ? command.step : null,
    'momentId' in command ? command.momentId : null,
    command.type === 'say' ? command.text : null,
  ];
  const type = command.type === 'clearMark' ? 'markSignal' : command.type;
  return [type, ...about.filter((part) => part !== null)].join(':');
}
