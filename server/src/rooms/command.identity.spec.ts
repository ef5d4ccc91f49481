import { z } from 'zod';
import { hashOf, systemCommandId } from './command.identity.js';

const ROOM = '00000000-0000-4000-8000-000000000001';

describe('telling commands apart (rule 2)', () => {
  it('the same command is the same whatever the order of its fields, another is another', () => {
    const one = hashOf({ type: 'playCard', round: 1, card: 'why' }, 'A');
    expect(hashOf({ card: 'why', type: 'playCard', round: 1 }, 'A')).toBe(one);
    const others = [
      hashOf({ type: 'playCard', round: 1, card: 'how' }, 'A'),
      hashOf({ type: 'playCard', round: 2, card: 'why' }, 'A'),
      hashOf({ type: 'playCard', round: 1, card: 'why' }, 'B'),
      hashOf({ type: 'playSecondProbe', round: 1, card: 'why' }, 'A'),
    ];
    expect(new Set([one, ...others]).size).toBe(5);
  });

  it('the system sends one command for one thing, and it is a UUID', () => {
    const id = systemCommandId(ROOM, 'phase:briefing:1:5');
    expect(z.uuid().safeParse(id).success).toBe(true);
    expect(systemCommandId(ROOM, 'phase:briefing:1:5')).toBe(id);
    expect(systemCommandId(ROOM, 'phase:briefing:1:6')).not.toBe(id);
    expect(systemCommandId(ROOM.replace('1', '2'), 'phase:briefing:1:5')).not.toBe(id);
  });
});
