import fc from 'fast-check';
import { roomEventBodySchema } from './events.js';
import { LENGTHS, type Length } from '../interview/track.js';
import { BRISK, moves, type Move } from './testing/model.js';
import { World } from './testing/world.js';
import { TRANSITIONS } from './transitions.js';

/** How many rooms are lived through. Of one that fails, the seed and the move are printed. */
const RUNS = 60;

interface Room {
  length: Length;
  moves: Move[];
}

const rooms: fc.Arbitrary<Room> = fc.record({ length: fc.constantFrom(...LENGTHS), moves });

function live({ length, moves }: Room): World {
  const world = new World({ length, durations: BRISK });
  for (const [index, move] of moves.entries()) {
    try {
      world.make(move);
    } catch (cause) {
      const before = world.story.log.slice(-8).map(({ by, body }) => `${by} ${JSON.stringify(body)}`);
      throw new Error(`Move ${index} of a ${length} room failed, after\n${before.join('\n')}`, { cause });
    }
  }
  world.finish();
  return world;
}

describe('any two peers on any network', () => {
  it('keep every invariant, whatever is sent, lost, repeated, reordered or late [1] [2] [3] [6] [11] [16] [22] [25]', () => {
    fc.assert(
      fc.property(rooms, (room) => {
        live(room);
      }),
      { numRuns: RUNS },
    );
  });

  it('reach every phase, and everything that can happen does', () => {
    const worlds = fc.sample(rooms, { seed: 7, numRuns: 50 }).map(live);
    const stages = new Set(worlds.flatMap((world) => [...world.stages]));
    expect([...stages].sort()).toEqual(Object.keys(TRANSITIONS).sort());
    const happened = new Set(worlds.flatMap((world) => world.story.log.map(({ body }) => body.type)));
    const possible = roomEventBodySchema.options.map((option) => option.shape.type.value);
    expect(possible.filter((type) => !happened.has(type))).toEqual([]);
  });
});
