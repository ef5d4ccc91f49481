import { blindSpots, tallySelf, type PeersSay } from './blind.js';
import { RatingModel } from './model/rating-model.js';
import { Z90 } from './shown.js';
import { SimulatedWorld } from './simulation/simulate.js';

const peers = (more: Partial<PeersSay> = {}): PeersSay => ({
  show: 'score',
  overall: { se: 0.2 },
  competencies: {
    data: { score: 3, se: 0.25, show: 'score' },
    delivery: { score: 3.4, se: 0.25, show: 'score' },
    framing: { score: 2.8, se: 0.28, show: 'band' },
  },
  ...more,
});
const often = (count: number, scores: Record<string, number>) => tallySelf(Array.from({ length: count }, () => scores));

describe('blind spots', () => {
  it('are self minus peers below five self-ratings, and say so only beyond their interval', () => {
    const { selfOffset, gaps } = blindSpots(often(4, { data: 5, delivery: 4 }), peers());
    expect(selfOffset).toBeNull();
    expect(gaps.data?.value).toBeCloseTo(2, 12);
    expect(gaps.delivery?.value).toBeCloseTo(0.6, 12);
    expect([gaps.data?.blind, gaps.delivery?.blind]).toEqual([true, false]);
    expect(gaps.framing).toBeUndefined();
  });

  it('leave out from five on what one is off by everywhere: self = peers + offset + gap', () => {
    const { selfOffset, gaps } = blindSpots(often(5, { data: 5, delivery: 4, framing: 4 }), peers());
    expect(selfOffset?.score).toBeCloseTo((2 + 0.6 + 1.2) / 3, 12);
    expect((selfOffset?.score ?? 0) + (gaps.data?.value ?? 0) + 3).toBeCloseTo(5, 12);
    expect((selfOffset?.score ?? 0) + (gaps.delivery?.value ?? 0) + 3.4).toBeCloseTo(4, 12);
    // Who finds everything a point too good has no blind spot, but an offset.
    const even = blindSpots(often(6, { data: 4, delivery: 4 }), {
      ...peers(),
      competencies: { data: { score: 3, se: 0.25, show: 'score' }, delivery: { score: 3, se: 0.25, show: 'score' } },
    });
    expect(even.selfOffset?.score).toBeCloseTo(1, 12);
    expect(even.gaps.data?.value).toBeCloseTo(0, 12);
  });

  it('are known more surely with the offset out, and with more self-ratings', () => {
    const se = (count: number) => blindSpots(often(count, { data: 5, delivery: 4 }), peers()).gaps.data?.se ?? NaN;
    expect(se(5)).toBeLessThan(se(4));
    expect(se(20)).toBeLessThan(se(5));
  });

  it('show nothing where the evidence of the peers carries nothing', () => {
    const hidden = peers({ show: 'nothing', competencies: { data: { score: 3, se: 0.4, show: 'nothing' } } });
    expect(blindSpots(often(9, { data: 5 }), hidden)).toEqual({ selfOffset: null, gaps: {} });
    expect(blindSpots({}, peers())).toEqual({ selfOffset: null, gaps: {} });
    expect(blindSpots(often(9, { unheard: 5 }), peers())).toEqual({ selfOffset: null, gaps: {} });
  });

  it.each([
    ['default', 221],
    ['default', 222],
    ['adversarial', 223],
  ] as const)('hold the true gap in about nine of ten (%s, seed %i)', (scenario, seed) => {
    const world = new SimulatedWorld({ seed, scenario });
    const model = new RatingModel();
    for (const { rater, errors } of world.calibration()) model.calibrate(rater, errors);
    const selves = new Map<string, Record<string, number>[]>();
    for (const sheet of world.sheets()) {
      model.insert(sheet);
      selves.set(sheet.candidate, [...(selves.get(sheet.candidate) ?? []), sheet.self]);
    }
    model.solve();
    const held = { few: [] as boolean[], many: [] as boolean[], offset: [] as boolean[] };
    const named: boolean[] = [];
    for (const { person, selfGaps } of world.truth()) {
      const known = model.candidate(person);
      const tally = tallySelf(selves.get(person) ?? []);
      if (!known) continue;
      const { selfOffset, gaps } = blindSpots(tally, known);
      const shares = Object.entries(tally).map(([name, sums]) => [sums?.share ?? 0, selfGaps[name] ?? NaN] as const);
      const everywhere =
        shares.reduce((sum, [share, gap]) => sum + share * gap, 0) / shares.reduce((sum, [share]) => sum + share, 0);
      if (selfOffset) held.offset.push(Math.abs(selfOffset.score - everywhere) <= Z90 * selfOffset.se);
      for (const [name, gap] of Object.entries(gaps)) {
        const truth = (selfGaps[name] ?? NaN) - (selfOffset ? everywhere : 0);
        held[selfOffset ? 'many' : 'few'].push(Math.abs((gap?.value ?? NaN) - truth) <= Z90 * (gap?.se ?? NaN));
        if (selfOffset && gap?.blind) named.push(gap.value > 0 === truth > 0);
      }
    }
    const share = (of: boolean[]) => of.filter(Boolean).length / of.length;
    const figures = `few ${share(held.few)}, many ${share(held.many)}, offset ${share(held.offset)}, sign ${share(named)}`;
    const asked = share(held.many) > 0.88 && share(held.many) < 0.94 && share(held.few) > 0.92;
    expect([asked && share(held.offset) > 0.92 && share(named) > 0.93, figures]).toEqual([true, figures]);
    expect(held.many.length).toBeGreaterThan(9000);
  });
});
