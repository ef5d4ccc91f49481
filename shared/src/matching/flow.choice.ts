import type { FlowRef } from '../flow/flow.schema.js';
import type { Level, Track } from '../interview/track.js';
import { shuffleKey } from './shuffle.js';
import type { FlowChoice, Ticket } from './ticket.js';

/** What is avoided first in a round; the sum of all that comes after it is always less. */
const COST = { seen: 10, otherLevel: 1, unlicensed: 0.25 };

/** What it costs to have `interviewer` put a flow to `candidate`. */
function costOf(flow: FlowChoice, interviewer: Ticket, candidate: Ticket, level: Level): number {
  const licensed = interviewer.licences.some(({ id, version }) => id === flow.id && version === flow.version);
  return (
    (candidate.seenFlows.includes(flow.id) ? COST.seen : 0) +
    (flow.levels.includes(level) ? 0 : COST.otherLevel) +
    (licensed ? 0 : COST.unlicensed)
  );
}

/**
 * The flows of both rounds for two people in a track, or `null` where the track has fewer than two. Prefers what
 * the candidate of the round has not seen, then what fits the level, then what its interviewer is licensed for; ties
 * by the seed.
 */
export function chooseFlows(
  a: Ticket,
  b: Ticket,
  track: Track,
  level: Level,
  flows: readonly FlowChoice[],
  seed: number,
): { flows: [FlowChoice, FlowChoice]; repeats: boolean } | null {
  const pool = flows.filter((flow) => flow.track === track);
  let best: { flows: [FlowChoice, FlowChoice]; cost: number; tie: number } | null = null;
  for (const first of pool) {
    for (const second of pool) {
      if (first.id === second.id) continue;
      const cost = costOfBoth([first, second], a, b, level);
      const tie = shuffleKey(`${first.id}>${second.id}`, a.id, seed);
      if (!best || cost < best.cost || (cost === best.cost && tie < best.tie))
        best = { flows: [first, second], cost, tie };
    }
  }
  return best && { flows: best.flows, repeats: best.cost >= COST.seen };
}

/**
 * The flows of two people for whom some were chosen a moment ago: those, unless what they have learnt since makes others
 * better.
 */
export function chooseAgain(
  chosen: readonly [FlowRef, FlowRef],
  a: Ticket,
  b: Ticket,
  { track, level, flows, seed }: { track: Track; level: Level; flows: readonly FlowChoice[]; seed: number },
): [FlowRef, FlowRef] {
  const better = chooseFlows(a, b, track, level, flows, seed);
  const [first, second] = chosen.map((ref) =>
    flows.find(({ id, version }) => id === ref.id && version === ref.version),
  );
  if (!better || !first || !second) return [chosen[0], chosen[1]];
  const gains = costOfBoth(better.flows, a, b, level) < costOfBoth([first, second], a, b, level);
  return gains ? [refOf(better.flows[0]), refOf(better.flows[1])] : [chosen[0], chosen[1]];
}

function costOfBoth([first, second]: readonly [FlowChoice, FlowChoice], a: Ticket, b: Ticket, level: Level): number {
  return costOf(first, a, b, level) + costOf(second, b, a, level);
}

function refOf({ id, version }: FlowChoice): FlowRef {
  return { id, version };
}
