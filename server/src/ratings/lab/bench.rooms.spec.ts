import { z } from 'zod';
import { roomEventBodySchema } from '#shared/room/events.js';
import { idOf } from './bench.names.js';
import { Histories, practiceRows, vignetteRows } from './bench.people.js';
import { roomRows } from './bench.rooms.js';
import { veteranSessions } from './bench.veterans.js';

const DAY_MS = 86_400_000;
const NOW = Date.UTC(2026, 0, 1);
const flows = ['one', 'two'].map((id) => ({ id, version: 3, track: 'ml-case' as const }));
const terms = { flows, shift: NOW, marked: ['keep', 'change'] };
const [session] = veteranSessions({ people: ['ada'], sessions: 1, partners: ['ben'], from: 0, to: DAY_MS });
if (!session) throw new Error('There is a session.');

describe('a room of the world that is measured', () => {
  const rows = roomRows(session, terms);

  it('stands once in the list of each of the two, with what they were given', () => {
    expect(rows.reports?.map(({ account_id, partner_id }) => [account_id, partner_id])).toEqual([
      [idOf('ada'), idOf('ben')],
      [idOf('ben'), idOf('ada')],
    ]);
    for (const { mean } of rows.reports ?? []) expect(mean).toEqual(expect.any(Number));
    const [alone] = roomRows({ ...session, second: null }, terms).reports?.slice(1) ?? [];
    expect(alone).toMatchObject({ account_id: idOf('ben'), mean: null });
  });

  it('has a log that says which flows were met, another one in each round', () => {
    const events = rows.entries?.flatMap(({ events }) => z.array(roomEventBodySchema).parse(events)) ?? [];
    expect(events.map(({ type }) => type)).toEqual([
      'opened',
      ...['briefingStarted', 'interviewStarted', 'briefingStarted', 'interviewStarted'],
    ]);
    const [opened] = events;
    const met = opened?.type === 'opened' ? opened.rounds.map(({ flow }) => flow?.id) : [];
    expect(new Set(met)).toEqual(new Set(['one', 'two']));
    expect(rows.held?.map(({ flow_id }) => flow_id)).toEqual(met);
  });
});

describe('what somebody practises for', () => {
  const history = (last: number) => {
    const histories = new Histories();
    histories.add(session, last);
    return histories.all()[0]?.[1] ?? { sessions: 0, first: 0, last: 0, partners: new Set<string>(), selves: [] };
  };
  const kindOf = (number: number, last: number) => practiceRows('ada', history(last), number, NOW);

  it('is a drill for a fifth, of which a third have let it lapse', () => {
    const kinds = Array.from({ length: 150 }, (_, number) => kindOf(number, NOW - 30 * DAY_MS).kind);
    expect(kinds.filter((kind) => kind === 'open')).toHaveLength(20);
    expect(kinds.filter((kind) => kind === 'lapsed')).toHaveLength(10);
  });

  it('begins a drill that has lapsed after the last session, so that nothing came of it', () => {
    const last = NOW - 30 * DAY_MS;
    const [open] = kindOf(0, last).rows.drills?.filter(({ ended_at }) => ended_at === undefined) ?? [];
    expect(Date.parse(String(open?.since))).toBeGreaterThan(last);
    expect(Date.parse(String(open?.until_at))).toBeLessThan(NOW);
    expect(kindOf(0, NOW - 3 * DAY_MS).kind).toBe('open');
    expect(kindOf(1, last)).toEqual({ kind: 'none', rows: {} });
  });
});

test('answers of a calibration are off by as much as was asked for, in whole scores', () => {
  const errors = [0.25, -1.125, 0, 1.5];
  const { vignettes } = vignetteRows('ada', errors, NOW);
  expect(vignettes?.map(({ attempt }) => attempt)).toEqual([1, 1, 1, 2]);
  const off = vignettes?.map(({ scores }) => {
    const all = Array.isArray(scores) ? scores.map(({ score }: { score: number }) => score) : [];
    expect(all.every(Number.isInteger)).toBe(true);
    return all.reduce((sum, score) => sum + 3 - score, 0) / all.length;
  });
  expect(off).toEqual(errors);
});
