import type { Flow } from '#shared/flow/flow.schema.js';
import type { RatedRound } from '#shared/rating/check-sheet.js';
import type { RoomState, RoundNumber } from '#shared/room/state.js';

/** What a sheet of a round is checked against: the round as it was, on the flow that it was held with. */
export function ratedRound(state: RoomState, round: RoundNumber, flow: Flow): RatedRound {
  const record = state.records[round - 1];
  return {
    exercises: flow.exercises,
    moments: record?.moments.map((moment) => moment.id) ?? [],
    signals: Object.keys(record?.marks ?? {}),
    cards: record?.cards.map((card) => card.card) ?? [],
  };
}
