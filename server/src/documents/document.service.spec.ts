import type { MergeOutcome } from './document.merger.js';
import { DocumentService } from './document.service.js';
import type { StoredDocument } from './document.store.js';

const ROOM = '00000000-0000-4000-8000-000000000001';
const STUCK = Uint8Array.of(66);
const GAP = Uint8Array.of(67);
const unused = () => Promise.reject(new Error('Nobody asks for this here.'));

type Needs = ConstructorParameters<typeof DocumentService>;

/** A service on a document in memory; the update 66 is one that cannot be read in time. */
function service(kept: { document: StoredDocument | null; writes: number[] }, losesWrites = 0): DocumentService {
  const store: Needs[0] = {
    removeAll: unused,
    read: async () => kept.document,
    write: async (_room, _name, state, over) => {
      await new Promise((resolve) => setImmediate(resolve));
      kept.writes.push(over);
      if (kept.writes.length <= losesWrites) return false;
      kept.document = { state, version: over + 1 };
      return true;
    },
  };
  const merger: Needs[1] = {
    text: unused,
    merge: async (state, updates) => {
      const good = updates.filter(([first]) => first !== STUCK[0] && first !== GAP[0]);
      const outcomes = updates.map((update): MergeOutcome => {
        if (good.includes(update)) return { gained: Uint8Array.from(update) };
        return { refused: update[0] === GAP[0] ? 'gap' : 'stuck' };
      });
      const merged = Uint8Array.from([...(state ?? []), ...good.flatMap((update) => [...update])]);
      return { state: merged, outcomes, tookMs: 0 };
    },
  };
  const rooms: Needs[2] = {
    seatOf: async (_room, account) => (account === 'eve' ? null : 'A'),
    state: async () => ({ phase: { name: 'briefing' } }),
  };
  return new DocumentService(store, merger, rooms);
}

const update = (of: DocumentService, byte: number, account = 'ada') =>
  of.update(ROOM, 'notes-1', account, Uint8Array.of(byte));

describe('keeping a shared document', () => {
  it('keeps changes in the order in which they came, those of one moment together', async () => {
    const kept = { document: null as StoredDocument | null, writes: [] as number[] };
    const documents = service(kept);
    await Promise.all([1, 2, 3, 4, 5].map((byte) => update(documents, byte)));
    expect([...(kept.document?.state ?? [])]).toEqual([1, 2, 3, 4, 5]);
    expect(kept.writes.length).toBeLessThan(5);
  });

  it('merges again where somebody else was faster', async () => {
    const kept = { document: null as StoredDocument | null, writes: [] as number[] };
    await update(service(kept, 2), 7);
    expect([...(kept.document?.state ?? [])]).toEqual([7]);
    expect(kept.writes).toEqual([0, 0, 0]);
  });

  it('is closed to strangers', async () => {
    await expect(update(service({ document: null, writes: [] }), 1, 'eve')).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('no longer listens to who sends what cannot be read again and again; the partner may go on', async () => {
    const documents = service({ document: null, writes: [] });
    for (let n = 0; n < 3; n++) await expect(update(documents, 66)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    await expect(update(documents, 1)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    await expect(update(documents, 1, 'ben')).resolves.toEqual(Uint8Array.of(1));
  });

  it('nor to who sends what builds on nothing again and again, also where all of it came at once', async () => {
    const documents = service({ document: null, writes: [] });
    const sent = await Promise.allSettled(Array.from({ length: 40 }, () => update(documents, 67)));
    const codes = sent.map((one) => (one.status === 'rejected' ? one.reason.code : 'kept'));
    expect(codes.filter((code) => code === 'CONFLICT').length).toBeGreaterThanOrEqual(10);
    expect(codes).not.toContain('kept');
    await expect(update(documents, 1)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    await expect(update(documents, 1, 'ben')).resolves.toEqual(Uint8Array.of(1));
  });
});
