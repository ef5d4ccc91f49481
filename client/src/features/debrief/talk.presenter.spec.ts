import { describe, expect, it } from 'vitest';
import { type Talked, talkParts, talkView } from './talk.presenter.js';

const MINUTE = 60_000;
const START = 1_000_000;
const round = (number: 1 | 2, candidate: 'A' | 'B', rehearsal = false) => ({ round: number, candidate, rehearsal });
const report = (rounds: Talked['rounds'], revealedAt = START): Talked => ({
  seat: 'B',
  revealedAt,
  partner: { displayName: 'Mira Sol', bot: false, deleted: false },
  rounds,
});
const until = START + 10 * MINUTE;
const durations = { debrief: 10 * MINUTE };
const room = { phase: { name: 'debrief' as const, until, done: { A: false, B: false } }, durations };
const both = [round(1, 'B'), round(2, 'A')];

describe('talking it through', () => {
  it('gives each round its time, and keeps a minute for the end', () => {
    const parts = talkParts(room, report(both));
    expect(parts.map(({ title }) => title)).toEqual(['Your interview', 'Mira’s interview', 'To take along']);
    expect(parts.map(({ from }) => from - START)).toEqual([0, 4.5 * MINUTE, 9 * MINUTE]);
    expect(parts.at(-1)?.until).toBe(START + 10 * MINUTE);
  });

  it('begins with the reveal, where that came after the debrief did', () => {
    expect(talkParts(room, report(both, START + 5 * MINUTE))[0]?.from).toBe(START + 5 * MINUTE);
    expect(talkParts(room, report(both, START + 9.5 * MINUTE))).toEqual([]);
  });

  it('is for what both held, and only while the debrief goes on', () => {
    const titles = (rounds: Talked['rounds']) => talkParts(room, report(rounds)).map(({ title }) => title);
    expect(titles([round(1, 'B'), round(2, 'A', true)])).toEqual(['Your interview', 'To take along']);
    expect(titles([round(1, 'B', true)])).toEqual([]);
    expect(
      talkParts({ phase: { name: 'closed', reason: 'completed', at: until, by: 'A' }, durations }, report(both)),
    ).toEqual([]);
  });

  it('says which part it is time for, and how much of it is left', () => {
    const parts = talkParts(room, report(both));
    const view = talkView(parts, START + 5.5 * MINUTE);
    expect(view.parts.map(({ state }) => state)).toEqual(['over', 'now', 'next']);
    expect([view.current?.key, view.leftMs]).toEqual(['round-2', 3.5 * MINUTE]);
    expect(view.parts.map(({ passed }) => Math.round(passed * 100))).toEqual([100, 22, 0]);
    expect(talkView(parts, START + 11 * MINUTE)).toMatchObject({ current: null, leftMs: 0 });
  });
});
