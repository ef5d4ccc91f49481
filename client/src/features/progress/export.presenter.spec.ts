import { describe, expect, it } from 'vitest';
import { progressSchema, type SessionRow } from '#shared/contract/progress.js';
import { fileName, interviewerCsv, jsonOf, pointsCsv, sessionsCsv } from './export.presenter.js';
import { asInterviewer, historyPoint, NOW, progressOf, ROOM } from './testing/competency.builder.js';

const session = (displayName: string): SessionRow => ({
  room: ROOM,
  at: NOW,
  track: 'ml-case',
  level: 'mid',
  length: 'full',
  partner: { displayName, bot: false },
  outcome: 'completed',
  revealed: true,
  counts: true,
  disputed: false,
  mean: 3,
});
const everything = (sessions: SessionRow[]) => ({
  progress: progressOf([]),
  points: [historyPoint(1, 3.14159, 0.25, { data: 3.5 }), historyPoint(5, 2.5, 0.4, { framing: 2.5 })],
  sessions,
});
const linesOf = (csv: string) => csv.split('\r\n').slice(0, -1);

describe('the CSV of ratings', () => {
  it('has one line a sheet and one a rating, oldest first', () => {
    const [head, first, second, third] = linesOf(pointsCsv(everything([session('Mira')])));
    expect(head?.split(',')).toHaveLength(10);
    expect(first).toBe(`2025-11-19T00:00:00.000Z,${ROOM},1,ML case,mid,Mira,overall,3,2.5,0.4`);
    expect(second).toContain(',framing,3,2.5,0.4');
    expect(third).toContain(',overall,3,3.142,0.25');
  });

  it('quotes what needs it, and lets no name become a formula', () => {
    expect(pointsCsv(everything([session('Ann, "the" one')]))).toContain('"Ann, ""the"" one"');
    expect(pointsCsv(everything([session('=HYPERLINK("x")')]))).toContain(`"'=HYPERLINK(""x"")"`);
  });

  it('leaves the partner empty where there is no such session', () => {
    expect(pointsCsv(everything([]))).toContain(',mid,,framing,');
  });
});

it('the CSV of sessions says what counts', () => {
  const [, line] = linesOf(sessionsCsv(everything([{ ...session('Mira'), disputed: true, mean: null }])));
  expect(line).toBe(`2025-11-24T00:00:00.000Z,${ROOM},ML case,mid,full,Mira,false,completed,true,true,`);
});

it('the CSV of the interviewer has a line a figure', () => {
  const all = everything([]);
  all.progress.asInterviewer = asInterviewer({ sheets: 3, useful: 2, score: 4.25, se: 0.3 });
  const lines = linesOf(interviewerCsv(all));
  expect(lines[1]).toBe('Overall,4.25,0.3,,3');
  expect(lines.at(-2)).toBe('Feedback marked useful,,,,2');
});

it('the JSON gives everything back', () => {
  const all = everything([session('Mira')]);
  const read = JSON.parse(jsonOf(all, NOW));
  expect(progressSchema.parse(read.progress)).toEqual(all.progress);
  expect(read).toMatchObject({ points: all.points, exportedAt: '2025-11-24T00:00:00.000Z' });
});

it('a file is named by its day', () => {
  expect(fileName('ratings', 'csv', NOW)).toBe('turnabout-ratings-2025-11-24.csv');
});
