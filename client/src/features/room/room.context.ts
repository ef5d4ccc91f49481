import { computed, type ComputedRef, inject, type InjectionKey, provide, type Ref } from 'vue';
import type { FlowScript } from '#shared/flow/flow.schema.js';
import type { PeerCommand } from '#shared/room/commands.js';
import type { RoomState, Seat } from '#shared/room/state.js';
import type { ApiRefusal } from '../../api/refusal.js';
import { commandKey } from './command.key.js';
import { seatView, type SeatView } from './room.presenter.js';
import type { SendOptions, Sent } from './useRoom.js';
import type { RoundCheck } from './useRoundCheck.js';
import type { PrivateNote } from './usePrivateNote.js';
import type { Workbench } from './useWorkbench.js';

/** What every part of a room's screen works with. */
export interface RoomContext {
  id: string;
  seat: Seat;
  state: ComputedRef<RoomState>;
  /** Who I am in this phase, and who is opposite. */
  view: ComputedRef<SeatView>;
  /** The server's time in whole seconds, epoch milliseconds. */
  now: ComputedRef<number>;
  /** The flow of the current round, for its interviewer; null while it is fetched, and for the candidate. */
  flow: Readonly<Ref<FlowScript | null>>;
  flowRefusal: Readonly<Ref<ApiRefusal | null>>;
  reloadFlow: () => void;
  check: RoundCheck;
  send: (command: PeerCommand, options?: SendOptions) => Promise<Sent>;
  isPending: (command: PeerCommand) => boolean;
  workbench: Workbench;
  note: PrivateNote;
}

const KEY: InjectionKey<RoomContext> = Symbol('room');

export interface RoomParts extends Omit<RoomContext, 'view' | 'isPending'> {
  pending: Readonly<Ref<ReadonlySet<string>>>;
}

/** Makes a room known to everything on its screen. */
export function provideRoom({ pending, ...parts }: RoomParts): RoomContext {
  const context: RoomContext = {
    ...parts,
    view: computed(() => seatView(parts.state.value, parts.seat)),
    isPending: (command) => pending.value.has(commandKey(command)),
  };
  provide(KEY, context);
  return context;
}

export function useThisRoom(): RoomContext {
  const room = inject(KEY);
  if (!room) throw new Error('This belongs inside a room’s screen');
  return room;
}
