import fc from 'fast-check';
import { roomEventBodySchema } from './events.js';
import { LENGTHS, type Length } from '../interview/track.js';
import { BRISK, moves, type Move } from './testing/model.js';
import { World } from './testing/world.js';
import { TRANSITIONS } from './transitions.js';

/** How many rooms are lived through. The seed of one that fails is printed with the moves that lead there. */
const RUNS = 50;

interface Room {
  length: Length;
  moves: Move[];
}

const rooms: fc.Arbitrary<Room> = fc.record({ length: fc.constantFrom(...LENGTHS), moves });

function live({ length, moves }: Room): World {
  const world = new World({ length, durations: BRISK });
  moves.forEach((move) => world.make(move));
  world.finish();
  return world;
}

describe('any two peers on any network', () => {
  it('keep every invariant, whatever is sent, lost, repeated, reordered or late [1] [2] [3] [6] [11] [16] [22] [25]', () => {
    fc.assert(
      fc.property(rooms, (room) => {
        live(room);
      }),
      { numRuns: fc.readConfigureGlobal().numRuns ?? RUNS },
    );
  });

  it('reach every phase, and everything that can happen does', () => {
    const worlds = fc.sample(rooms, { seed: 7, numRuns: RUNS }).map(live);
    const stages = new Set(worlds.flatMap((world) => [...world.stages]));
    expect([...stages].sort()).toEqual(Object.keys(TRANSITIONS).sort());
    const happened = new Set(worlds.flatMap((world) => world.story.log.map(({ body }) => body.type)));
    const possible = roomEventBodySchema.options.map((option) => option.shape.type.value);
    expect(possible.filter((type) => !happened.has(type))).toEqual([]);
  });
});
