import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope } from 'vue';
import type { OpenFlow } from '#shared/contract/studio.js';
import { ApiRefusal } from '../../api/refusal.js';
import { type DraftPort, useFlowDraft } from './useFlowDraft.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const flow: OpenFlow = {
  id: '6f4b2a1c-0d3e-4c5b-8a79-112233445566',
  title: 'One',
  revision: 3,
  savedAt: 1,
  findings: null,
  changed: true,
  origin: null,
  latest: null,
  shared: null,
  text: 'first',
  versions: [],
};

/** A server with one draft on it. */
function begin() {
  const server = { text: 'first', revision: 3, reachable: true };
  const port: DraftPort = {
    save: vi.fn(({ text, revision }) => {
      if (!server.reachable) return Promise.reject(new ApiRefusal({ code: 'UNAVAILABLE', message: 'No.' }));
      if (revision !== server.revision) return Promise.reject(new ApiRefusal({ code: 'STALE_DRAFT', message: 'No.' }));
      Object.assign(server, { text, revision: revision + 1 });
      return Promise.resolve({ revision: revision + 1, savedAt: 2 });
    }),
    open: () => Promise.resolve({ ...flow, text: server.text, revision: server.revision }),
  };
  const scope = effectScope();
  const draft = scope.run(() => useFlowDraft(flow, port, () => null));
  if (!draft) throw new Error('The scope is over.');
  return { server, port, draft, scope };
}

describe('a draft', () => {
  it('is saved once the typing rests', async () => {
    const { server, port, draft } = begin();
    draft.write('second');
    draft.write('third');
    expect(draft.state.value).toBe('unsaved');
    await vi.advanceTimersByTimeAsync(1300);
    expect(server).toMatchObject({ text: 'third', revision: 4 });
    expect(port.save).toHaveBeenCalledOnce();
    expect(draft.state.value).toBe('saved');
  });

  it('is saved at once when asked, and when one leaves', async () => {
    const { server, draft, scope } = begin();
    draft.write('second');
    await draft.save();
    expect(server.text).toBe('second');
    draft.write('third');
    scope.stop();
    await vi.advanceTimersByTimeAsync(0);
    expect(server.text).toBe('third');
  });

  it('waits for the server, and goes on by itself', async () => {
    const { server, draft } = begin();
    server.reachable = false;
    draft.write('second');
    await vi.advanceTimersByTimeAsync(1300);
    expect(draft.state.value).toBe('unreachable');
    server.reachable = true;
    await vi.advanceTimersByTimeAsync(6000);
    expect(server.text).toBe('second');
  });

  it('keeps both texts where somebody saved in between, and lets one decide', async () => {
    for (const which of ['mine', 'theirs'] as const) {
      const { server, draft } = begin();
      Object.assign(server, { text: 'elsewhere', revision: 4 });
      draft.write('mine');
      await vi.advanceTimersByTimeAsync(1300);
      expect(draft.state.value).toBe('stale');
      expect([draft.text.value, draft.theirs.value?.text]).toEqual(['mine', 'elsewhere']);
      draft.write('mine still');
      await vi.advanceTimersByTimeAsync(9000);
      expect(server.text).toBe('elsewhere');
      draft.decide(which);
      await vi.advanceTimersByTimeAsync(100);
      const text = which === 'mine' ? 'mine still' : 'elsewhere';
      expect([draft.text.value, server.text, draft.state.value]).toEqual([text, text, 'saved']);
    }
  });

  it('sees no conflict where only the answer to its own save was lost', async () => {
    const { server, draft } = begin();
    Object.assign(server, { text: 'second', revision: 4 });
    draft.write('second');
    await vi.advanceTimersByTimeAsync(1300);
    expect(draft.state.value).toBe('saved');
    draft.write('third');
    await vi.advanceTimersByTimeAsync(1300);
    expect(server).toMatchObject({ text: 'third', revision: 5 });
  });
});
