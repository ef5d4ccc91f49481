import { describe, expect, it } from 'vitest';
import type { RoundRecord } from '#shared/room/state.js';
import { chipsOf, splitFor, standing } from './evidence.presenter.js';

const record: RoundRecord = {
  startedAt: 0,
  endedAt: 900_000,
  prompt: null,
  steps: [],
  cards: [{ card: 'price', kind: 'follow-up', say: 'What does a false alarm cost?', t: 60_000, second: null }],
  facts: [],
  hintAsked: false,
  hintsAsked: 0,
  marks: { 'asks-first': { mark: 'unprompted', card: null, t: 30_000 } },
  moments: [{ id: '0b0e8d0e-5b0a-4a3f-9f0e-7a8b1c2d3e4f', t: 90_000, side: 'weak', competency: 'metrics', text: '' }],
  pausedMs: 0,
  extensions: 0,
};

describe('evidence chips', () => {
  it('of a self-rating are the cards alone: marks and moments are the interviewer’s', () => {
    expect(chipsOf('self', record, null).map((chip) => chip.look.kind)).toEqual(['card']);
    expect(chipsOf('interviewer', record, null)).toEqual([]);
  });

  it('of the interviewer follow the clock; a mark whose words are not there is left out', () => {
    const chips = chipsOf('peer', record, null);
    expect(chips.map((chip) => chip.t)).toEqual([60_000, 90_000]);
    expect(chips[1]?.text).toBe('A weak moment, without words');
  });

  it('put what was heard on a competency in front, and what was asked behind it', () => {
    const [card, moment] = chipsOf('peer', record, null);
    const chips = [{ ...card!, competency: 'metrics' as const }, moment!];
    const { near, far } = splitFor(chips, 'metrics');
    expect(near.map((chip) => chip.look.kind)).toEqual(['moment']);
    expect(far.map((chip) => chip.look.kind)).toEqual(['card']);
  });

  it('are not pointed at any more once they are gone, and again when they are back', () => {
    const pointers = chipsOf('peer', record, null).map((chip) => chip.pointer);
    const form = { rows: { data: { score: 2 as const, pointers, note: '' } }, overall: null, keep: '', change: '' };
    const without = chipsOf('peer', { ...record, moments: [] }, null);
    expect(standing(form, without).rows.data?.pointers).toEqual([{ kind: 'card', id: 'price' }]);
    expect(standing(form, chipsOf('peer', record, null)).rows.data?.pointers).toEqual(pointers);
  });
});
