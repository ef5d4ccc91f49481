import { describe, expect, it } from 'vitest';
import type { OwnFlow } from '#shared/contract/studio.js';
import { fileNameOf, flowLines, forkGroups, momentOf, publishedLines } from './studio.presenter.js';

const NOW = new Date(2026, 2, 14, 15, 0).getTime();
const flow: OwnFlow = {
  id: '6f4b2a1c-0d3e-4c5b-8a79-112233445566',
  title: 'Late books',
  revision: 1,
  savedAt: new Date(2026, 2, 14, 9, 5).getTime(),
  findings: null,
  changed: true,
  origin: null,
  latest: null,
  shared: null,
};
const version = (number: number) => ({ version: number, publishedAt: NOW, shared: false });
const states = (change: Partial<OwnFlow>) =>
  flowLines([{ ...flow, ...change }], NOW)[0]?.states.map(({ words }) => words);

describe('one’s own flows', () => {
  it('say how far they have come', () => {
    expect(states({})).toEqual(['Draft']);
    expect(states({ latest: version(2), changed: false })).toEqual(['Version 2']);
    expect(states({ latest: version(2), shared: 2 })).toEqual(['Version 2', 'Shared', 'Changed since']);
    expect(states({ latest: version(3), shared: 2, changed: false })).toEqual(['Version 3', 'Version 2 is shared']);
  });

  it('say what is to be corrected, and have a name in any case', () => {
    expect(flowLines([{ ...flow, title: '', findings: { errors: 1, warnings: 0 } }], NOW)[0]).toMatchObject({
      title: 'Untitled flow',
      findings: '1 error',
      faulty: true,
      saved: '09:05',
    });
    expect(momentOf(new Date(2026, 1, 3).getTime(), NOW)).toBe('3 Feb 2026');
  });

  it('are exported under a name that any disk takes', () => {
    expect(fileNameOf('Wärme & Strom: who pays?', 2)).toBe('wa-rme-strom-who-pays-v2.yaml');
    expect(fileNameOf('…', null)).toBe('flow.yaml');
  });
});

describe('what others wrote', () => {
  it('is grouped by where it comes from, without empty groups', () => {
    const one = { flow: { id: 'x', version: 1 }, title: 'X', track: 'ml-case' as const };
    const groups = forkGroups([
      { ...one, from: 'built-in' },
      { ...one, from: 'own' },
    ]);
    expect(groups.map(({ name }) => name)).toEqual(['Your flows', 'Flows that you have been through']);
  });

  it('offers staff to share the latest version, or to stop', () => {
    const published = {
      flow: flow.id,
      title: 'X',
      track: 'ml-case' as const,
      author: 'Ada',
      version: 2,
      publishedAt: NOW,
    };
    const line = (shared: number | null) => publishedLines([{ ...published, shared }], NOW)[0];
    expect(line(null)).toMatchObject({ state: 'Private', action: { words: 'Share version 2', version: 2 } });
    expect(line(2)).toMatchObject({
      state: 'Shared',
      action: { words: 'Stop sharing', version: null },
      mayStop: false,
    });
    expect(line(1)).toMatchObject({ state: 'Version 1 is shared', action: { version: 2 }, mayStop: true });
  });
});
