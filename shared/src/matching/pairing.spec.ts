import fc from 'fast-check';
import { LEVELS, type Track } from '../interview/track.js';
import { chooseAgain, chooseFlows } from './flow.choice.js';
import { pairPool } from './pairing.js';
import { longerWait, mayMeet, pairQuality } from './quality.js';
import { qualityBar, STAGES } from './relaxation.js';
import type { FlowChoice, Ticket } from './ticket.js';

const NOW = 1_000_000_000;

function ticket(id: string, over: Partial<Ticket> = {}): Ticket {
  return {
    id,
    account: `account-${id}`,
    bot: false,
    tracks: ['ml-case'],
    level: 'mid',
    length: 'full',
    bridging: true,
    first: null,
    languages: ['en'],
    goals: [],
    strengths: [],
    ability: null,
    reputation: null,
    seenFlows: [],
    licences: [],
    blocked: [],
    recentPartners: [],
    enqueuedAt: NOW,
    ...over,
  };
}

const flow = (id: string, track: Track, levels: FlowChoice['levels'] = ['junior', 'mid', 'senior']): FlowChoice => ({
  id,
  version: 1,
  track,
  levels,
});
const FLOWS = [
  flow('churn', 'ml-case'),
  flow('fraud', 'ml-case'),
  flow('shop', 'ml-system-design'),
  flow('score', 'ml-system-design'),
  flow('eta', 'ml-debugging'),
  flow('gap', 'ml-debugging'),
];

const anyTicket = fc.record({
  tracks: fc.uniqueArray(fc.constantFrom<Track>('ml-case', 'ml-system-design', 'ml-debugging', 'product-sense'), {
    minLength: 1,
    maxLength: 3,
  }),
  level: fc.constantFrom(...LEVELS),
  length: fc.constantFrom('full' as const, 'short' as const),
  bridging: fc.boolean(),
  bot: fc.boolean(),
  languages: fc.uniqueArray(fc.constantFrom('en', 'de'), { minLength: 1 }),
  goals: fc.uniqueArray(fc.constantFrom('framing' as const, 'data' as const), { maxLength: 2 }),
  strengths: fc.uniqueArray(fc.constantFrom('framing' as const, 'data' as const), { maxLength: 2 }),
  ability: fc.option(fc.record({ value: fc.double({ min: 1, max: 5, noNaN: true }), se: fc.constant(0.2) })),
  enqueuedAt: fc.integer({ min: NOW - 900_000, max: NOW }),
  blocked: fc.uniqueArray(fc.constantFrom('account-0', 'account-1', 'account-2'), { maxLength: 2 }),
});
const anyPool = (max: number) =>
  fc.array(anyTicket, { maxLength: max }).map((list) => list.map((over, index) => ticket(String(index), over)));

const total = (pairs: { quality: { value: number } }[]) => pairs.reduce((sum, pair) => sum + pair.quality.value, 0);

/** Best total over all ways to pair, by trying them all. */
function bruteForce(pool: readonly Ticket[]): number {
  const [first, ...rest] = pool;
  if (!first) return 0;
  let best = bruteForce(rest);
  rest.forEach((other, index) => {
    const quality = pairQuality(first, other, NOW);
    if (!quality || !FLOWS.some((f) => f.track === quality.track)) return;
    best = Math.max(best, quality.value + bruteForce(rest.filter((_, k) => k !== index)));
  });
  return best;
}

describe('pair quality', () => {
  it('is symmetric, within 0..1.15, and never bends a hard rule', () => {
    fc.assert(
      fc.property(anyPool(2), (pool) => {
        const [a, b] = pool;
        if (!a || !b) return;
        const one = pairQuality(a, b, NOW);
        const other = pairQuality(b, a, NOW);
        expect(one === null).toBe(other === null);
        if (!one || !other) return;
        expect(one.value).toBeCloseTo(other.value, 12);
        expect(one.track).toBe(other.track);
        expect(mayMeet(a, b)).toBe(true);
        expect(one.value).toBeLessThanOrEqual(1.15);
        if (!a.bot && !b.bot) expect(one.value).toBeGreaterThanOrEqual(qualityBar(longerWait(a, b, NOW)));
        if (one.bridged) expect(a.bridging && b.bridging).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['the same account', { account: 'account-b' }],
    ['a block', { blocked: ['account-b'] }],
    ['no common language', { languages: ['de'] }],
    ['another length', { length: 'short' as const }],
  ])('refuses %s at any wait', (_, over) => {
    const a = ticket('a', { ...over, enqueuedAt: NOW - 3_600_000 });
    expect(pairQuality(a, ticket('b'), NOW)).toBeNull();
    expect(pairQuality(ticket('b'), a, NOW)).toBeNull();
  });

  it('refuses two bots, and a block from either side', () => {
    expect(pairQuality(ticket('a', { bot: true }), ticket('b', { bot: true }), NOW)).toBeNull();
    expect(pairQuality(ticket('a'), ticket('b', { blocked: ['account-a'] }), NOW)).toBeNull();
  });

  it('opens up in the named stages', () => {
    const at = (waited: number, over: Partial<Ticket>) =>
      pairQuality(ticket('a', { enqueuedAt: NOW - waited }), ticket('b', over), NOW) !== null;
    expect([0, STAGES[1].fromMs].map((w) => at(w, { level: 'senior' }))).toEqual([false, true]);
    expect([STAGES[1].fromMs, STAGES[2].fromMs].map((w) => at(w, { tracks: ['ml-system-design'] }))).toEqual([
      false,
      true,
    ]);
    const junior = (waited: number) =>
      pairQuality(ticket('a', { enqueuedAt: NOW - waited, level: 'junior' }), ticket('b', { level: 'senior' }), NOW);
    expect(junior(STAGES[3].fromMs - 1)).toBeNull();
    expect(junior(STAGES[3].fromMs)).not.toBeNull();
  });
});

describe('pairing', () => {
  it('finds the greatest total quality in small pools', () => {
    fc.assert(
      fc.property(anyPool(8), (pool) => {
        expect(total(pairPool(pool, FLOWS, NOW, 1))).toBeCloseTo(bruteForce(pool), 9);
      }),
      { numRuns: 400 },
    );
  });

  it('pairs nobody twice and is the same for any order of the pool', () => {
    fc.assert(
      fc.property(anyPool(40), fc.integer(), (pool, seed) => {
        const pairs = pairPool(pool, FLOWS, NOW, seed);
        const ids = pairs.flatMap((pair) => [pair.a.id, pair.b.id]);
        expect(new Set(ids).size).toBe(ids.length);
        const again = pairPool([...pool].reverse(), FLOWS, NOW, seed);
        expect(again.map((p) => `${p.a.id}-${p.b.id}`).sort()).toEqual(pairs.map((p) => `${p.a.id}-${p.b.id}`).sort());
        for (const pair of pairs) expect(pair.flows[0].id).not.toBe(pair.flows[1].id);
      }),
      { numRuns: 300 },
    );
  });

  it('prefers four people in two pairs over one excellent pair', () => {
    const best = { goals: ['data' as const], strengths: ['framing' as const] };
    const pool = [
      ticket('1', { tracks: ['ml-case'] }),
      ticket('2', { ...best, tracks: ['ml-case', 'ml-debugging'] }),
      ticket('3', { goals: ['framing'], strengths: ['data'], tracks: ['ml-case', 'ml-debugging'] }),
      ticket('4', { tracks: ['ml-debugging'] }),
    ];
    expect(pairPool(pool, FLOWS, NOW, 1)).toHaveLength(2);
  });

  it('pairs somebody with a scripted partner only when no person is left, at any level and length', () => {
    const bot = ticket('bot', { bot: true, level: 'junior', length: 'short', languages: ['fr'] });
    const alone = pairPool([bot, ticket('1', { level: 'senior' })], FLOWS, NOW, 1);
    expect(alone).toHaveLength(1);
    expect(alone[0]).toMatchObject({ level: 'senior', length: 'full' });
    const pairs = pairPool([bot, ticket('1'), ticket('2')], FLOWS, NOW, 1);
    expect(pairs.flatMap(({ a, b }) => [a.id, b.id]).sort()).toEqual(['1', '2']);
  });

  it.each([1, 2, 3, 4, 5, 6])('gives the seats that were wished for (seed %i)', (seed) => {
    const wishes = pairPool([ticket('1', { first: 'answer' }), ticket('2')], FLOWS, NOW, seed)[0];
    expect(wishes?.b.id).toBe('1');
    const other = pairPool(
      [ticket('1', { first: 'interview' }), ticket('2', { first: 'answer' })],
      FLOWS,
      NOW,
      seed,
    )[0];
    expect(other?.a.id).toBe('1');
  });

  it('puts no flow to a candidate who has taken it while another is left, and says when it must', () => {
    const a = ticket('a', { seenFlows: ['churn'] });
    const b = ticket('b', { seenFlows: ['fraud'] });
    const choice = chooseFlows(a, b, 'ml-case', 'mid', FLOWS, 7);
    expect(choice).toEqual({ flows: [FLOWS[0], FLOWS[1]], repeats: false });
    const tired = chooseFlows(ticket('a', { seenFlows: ['churn', 'fraud'] }), b, 'ml-case', 'mid', FLOWS, 7);
    expect(tired?.repeats).toBe(true);
    expect(chooseFlows(a, b, 'product-sense', 'mid', FLOWS, 7)).toBeNull();
  });

  it('keeps the flows that were proposed, unless what was learnt since makes others better', () => {
    const flows = ['one', 'two', 'three', 'four'].map((id) => flow(id, 'ml-case'));
    const ref = (id: string, version = 1) => ({ id, version });
    const chosen = [ref('one'), ref('two')] as const;
    const again = (a: Partial<Ticket>, b: Partial<Ticket>, from = flows) =>
      chooseAgain(chosen, ticket('a', a), ticket('b', b), { track: 'ml-case', level: 'mid', flows: from, seed: 7 });
    expect(again({}, {})).toEqual(chosen);
    expect(again({ seenFlows: ['two', 'three'] }, { seenFlows: ['four'] })[1].id).toMatch(/one|four/);
    expect(again({ licences: [ref('three')] }, { licences: [ref('four')] })).toEqual([ref('three'), ref('four')]);
    const all = flows.map(({ id }) => id);
    expect(again({ seenFlows: all }, { seenFlows: all })).toEqual(chosen);
    expect(again({ seenFlows: ['two'] }, {}, flows.slice(1))).toEqual(chosen);
  });

  it.each([1, 2, 3, 4, 5, 6])(
    'prefers a flow that the interviewer is licensed for, other things equal (seed %i)',
    (seed) => {
      const flows = ['one', 'two', 'three', 'four'].map((id) => flow(id, 'ml-case'));
      const licensed = (...ids: string[]) => ids.map((id) => ({ id, version: 1 }));
      const chosen = (a: Partial<Ticket>, b: Partial<Ticket>, from = flows) =>
        chooseFlows(ticket('a', a), ticket('b', b), 'ml-case', 'mid', from, seed)?.flows.map(({ id }) => id);
      expect(chosen({ licences: licensed('three') }, { licences: licensed('two') })).toEqual(['three', 'two']);
      // A licence outweighs neither that the candidate has seen the flow, nor the level, and is for one version.
      expect(chosen({ licences: licensed('three') }, { seenFlows: ['three'] })?.[0]).not.toBe('three');
      const senior = [...flows.slice(0, 2), flow('three', 'ml-case', ['senior'])];
      expect(chosen({ licences: licensed('three') }, {}, senior)).not.toContain('three');
      const newer = flows.map((each) => (each.id === 'three' ? { ...each, version: 2 } : each));
      expect(chosen({ licences: licensed('three', 'four') }, {}, newer)?.[0]).toBe('four');
    },
  );
});
