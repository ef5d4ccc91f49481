import type { FlowRef } from '../flow/flow.schema.js';
import type { Length, Level, Track } from '../interview/track.js';
import type { RoomEventBody } from './events.js';
import { interviewerIn, partnerOf } from './seats.js';
import type { Both, Durations, Peer, Round, RoundNumber } from './state.js';

export interface Opening {
  room: string;
  track: Track;
  level: Level;
  length: Length;
  durations: Durations;
  peers: Both<Peer>;
  /** Of round 1 and of round 2. */
  flows: [FlowRef, FlowRef];
  /** Epoch milliseconds. */
  now: number;
}

/**
 * The first event of a room. Seat A interviews in round 1 (rule 6).
 * @throws when both rounds would use the same flow (rule 7) or one account would hold both seats.
 */
export function openRoom(opening: Opening): RoomEventBody {
  const { room, track, level, length, durations, peers, flows, now } = opening;
  if (flows[0].id === flows[1].id) throw new Error(`Both rounds would use the flow ${flows[0].id}`);
  if (peers.A.account === peers.B.account) throw new Error(`Both seats would belong to ${peers.A.account}`);
  return {
    type: 'opened',
    room,
    track,
    level,
    length,
    durations,
    peers,
    rounds: [roundWith(1, flows[0]), roundWith(2, flows[1])],
    until: now + durations.gathering,
  };
}

function roundWith(round: RoundNumber, flow: FlowRef): Round {
  const interviewer = interviewerIn(round);
  return { interviewer, candidate: partnerOf(interviewer), flow };
}
