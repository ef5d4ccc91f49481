import type { ServerPayload } from '#shared/contract/socket.js';
import { Witness, type Findings } from './witness.js';

type RoomEvent = ServerPayload<'room:events'>['events'][number];

const ROOM = 'room-1';
const FAULTLESS: Findings = {
  acknowledged: 3,
  lost: 0,
  doubled: 0,
  orderViolations: 0,
  unknown: 0,
  unknownResolved: 0,
};

/** Three commands, each acknowledged before the next was sent. */
function threeInOrder(): Witness {
  const witness = new Witness();
  for (const [index, id] of ['a', 'b', 'c'].entries()) {
    Object.assign(witness.invoke(id, ROOM), { invokedAt: index * 10, ackedAt: index * 10 + 5 });
  }
  return witness;
}

function logOf(ids: string[], seqs: number[] = ids.map((_, index) => index + 1)): Map<string, RoomEvent[]> {
  const events = ids.map((id, index): RoomEvent => {
    return { seq: seqs[index] ?? NaN, at: 0, by: 'A', body: { type: 'said', id, seat: 'A', text: id } };
  });
  return new Map([[ROOM, events]]);
}

describe('the witness', () => {
  it('finds no fault with a log that holds everything once and in order', () => {
    expect(threeInOrder().judge(logOf(['a', 'b', 'c']))).toEqual(FAULTLESS);
  });

  it('notices an acknowledged command that is lost', () => {
    expect(threeInOrder().judge(logOf(['a', 'c']))).toEqual({ ...FAULTLESS, lost: 1 });
  });

  it('notices a command that took effect twice', () => {
    expect(threeInOrder().judge(logOf(['a', 'b', 'b', 'c']))).toEqual({ ...FAULTLESS, doubled: 1 });
  });

  it('notices a command that was refused and took effect all the same', () => {
    const witness = threeInOrder();
    Object.assign(witness.invoke('d', ROOM), { invokedAt: 30, refused: true });
    expect(witness.judge(logOf(['a', 'b', 'c', 'd']))).toEqual({ ...FAULTLESS, doubled: 1 });
    expect(witness.judge(logOf(['a', 'b', 'c']))).toEqual(FAULTLESS);
  });

  it('notices a command that stands before one which was acknowledged before it was sent', () => {
    expect(threeInOrder().judge(logOf(['a', 'c', 'b']))).toEqual({ ...FAULTLESS, orderViolations: 1 });
  });

  it('takes either order of commands that were under way together', () => {
    const witness = threeInOrder();
    Object.assign(witness.invoke('b', ROOM), { ackedAt: 25 });
    expect(witness.judge(logOf(['a', 'c', 'b']))).toEqual(FAULTLESS);
  });

  it('notices numbers with a gap, and numbers that come twice', () => {
    expect(threeInOrder().judge(logOf(['a', 'b', 'c'], [1, 2, 4])).orderViolations).toBe(1);
    expect(threeInOrder().judge(logOf(['a', 'b', 'c'], [1, 1, 2])).orderViolations).toBe(2);
  });

  it('resolves an unknown that was tried again only by its being there once', () => {
    const witness = threeInOrder();
    witness.invoke('b', ROOM).unknown = true;
    expect(witness.judge(logOf(['a', 'b', 'c']))).toMatchObject({ unknown: 1, unknownResolved: 1 });
    expect(witness.judge(logOf(['a', 'c']))).toMatchObject({ unknown: 1, unknownResolved: 0, lost: 1 });
    expect(witness.judge(logOf(['a', 'b', 'b', 'c']))).toMatchObject({ unknown: 1, unknownResolved: 0, doubled: 1 });
  });

  it('resolves an unknown that was given up by its being there once or not at all', () => {
    const witness = threeInOrder();
    Object.assign(witness.invoke('b', ROOM), { ackedAt: null, unknown: true });
    const found = { acknowledged: 2, lost: 0, unknown: 1, unknownResolved: 1 };
    expect(witness.judge(logOf(['a', 'b', 'c']))).toMatchObject(found);
    expect(witness.judge(logOf(['a', 'c']))).toMatchObject(found);
    expect(witness.judge(logOf(['a', 'b', 'b', 'c']))).toMatchObject({ unknownResolved: 0, doubled: 1 });
  });

  it('keeps rooms apart', () => {
    const witness = threeInOrder();
    Object.assign(witness.invoke('x', 'room-2'), { ackedAt: 1 });
    const logs = logOf(['a', 'b', 'c']);
    expect(witness.judge(logs)).toEqual(FAULTLESS);
    expect(witness.judge(new Map([...logs, ['room-2', []]]))).toEqual({ ...FAULTLESS, acknowledged: 4, lost: 1 });
  });
});
