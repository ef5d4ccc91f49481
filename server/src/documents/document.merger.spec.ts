import * as Y from 'yjs';
import { DocumentMerger } from './document.merger.js';

class Impatient extends DocumentMerger {
  protected override readonly patience = { firstMs: 100, againMs: 100 };
}

const merger = new DocumentMerger();
const impatient = new Impatient();
afterAll(() => Promise.all([merger.onApplicationShutdown(), impatient.onApplicationShutdown()]));

function inserting(text: string): Uint8Array {
  const doc = new Y.Doc();
  doc.getText('notes').insert(0, text);
  return Y.encodeStateAsUpdate(doc);
}

function textOf(state: Uint8Array | null): string {
  const doc = new Y.Doc();
  if (state) Y.applyUpdate(doc, state);
  return doc.getText('notes').toString();
}

describe('merging what strangers send', () => {
  it('adds one update after the other and says what each added', async () => {
    const { state, outcomes } = await merger.merge(null, [inserting('a'), inserting('b')]);
    expect(textOf(state)).toMatch(/^(ab|ba)$/);
    expect(outcomes.map((outcome) => 'gained' in outcome && textOf(outcome.gained).length)).toEqual([1, 1]);
  });

  it('leaves out what cannot be read and takes the rest', async () => {
    const { state, outcomes } = await merger.merge(inserting('a'), [Uint8Array.of(255), inserting('b')]);
    expect(textOf(state)).toHaveLength(2);
    expect(outcomes[0]).toEqual({ refused: 'garbled' });
  });

  it('ends a reader that is stuck, blames the right one, and goes on', async () => {
    const slow = new Y.Doc();
    slow.transact(() => {
      for (let n = 0; n < 400_000; n++) slow.getText('notes').insert(0, 'x');
    });
    const updates = [inserting('b'), Y.encodeStateAsUpdate(slow), inserting('c')];
    const { state, outcomes } = await impatient.merge(inserting('a'), updates);
    expect(outcomes.map((outcome) => ('refused' in outcome ? outcome.refused : 'gained'))).toEqual([
      'gained',
      'stuck',
      'gained',
    ]);
    expect(textOf(state)).toHaveLength(3);
    expect(textOf((await impatient.merge(state, [inserting('d')])).state)).toHaveLength(4);
  }, 30_000);

  it('looks at few of those that are refused: each costs everybody else the whole document', async () => {
    const updates = [inserting('b'), ...Array.from({ length: 20 }, () => Uint8Array.of(255)), inserting('c')];
    const { state, outcomes, tookMs } = await merger.merge(inserting('a'), updates);
    const refusals = outcomes.flatMap((outcome) => ('refused' in outcome ? [outcome.refused] : []));
    expect(refusals).toEqual([...Array(3).fill('garbled'), ...Array(18).fill('late')]);
    expect(textOf(state)).toHaveLength(2);
    expect(tookMs).toBeGreaterThan(0);
  });

  it('survives bytes that ask for more memory than there is', async () => {
    for (const bytes of [
      [1, 255, 255, 255, 15, 255, 255, 5, 241, 0],
      [1, 254, 255, 255, 15, 1, 0, 0],
    ]) {
      const { outcomes } = await merger.merge(inserting('a'), [Uint8Array.from(bytes)]);
      expect(outcomes).toEqual([{ refused: expect.stringMatching(/stuck|garbled/) }]);
    }
    expect(textOf((await merger.merge(null, [inserting('b')])).state)).toBe('b');
  }, 30_000);
});
