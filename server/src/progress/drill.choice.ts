import type { Flow } from '#shared/flow/flow.schema.js';
import type { Competency } from '#shared/interview/competency.js';
import type { Level, Track } from '#shared/interview/track.js';

export interface Taste {
  competency: Competency;
  /** Ids of flows that would surprise them no more. */
  seen: readonly string[];
  tracks: readonly Track[];
  level: Level | null;
}

/** A flow to drill with: one that exercises the competency and is new, of their tracks and level before others. Pure. */
export function chooseFlow(flows: readonly Flow[], { competency, seen, tracks, level }: Taste): Flow | null {
  const distance = (flow: Flow): number => {
    const foreign = tracks.includes(flow.track) ? 0 : 2;
    return foreign + (level === null || flow.levels.includes(level) ? 0 : 1);
  };
  const [nearest] = flows
    .filter((flow) => flow.exercises.includes(competency) && !seen.includes(flow.id))
    .sort((a, b) => distance(a) - distance(b) || (a.id < b.id ? -1 : 1));
  return nearest ?? null;
}
