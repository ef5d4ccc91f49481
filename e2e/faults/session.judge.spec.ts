import type { RouteResponse } from '#shared/contract/http.js';
import type { Sheet } from '../load/scripted-peer.js';
import type { Seen } from './regular.js';
import { judgeSessions } from './session.judge.js';

type Report = Extract<RouteResponse<'report'>, { state: 'revealed' }>;
type Content = Extract<Sheet, { kind: 'peer' }>['content'];
type RoomEvent = Seen['sessions'][number]['log'][number];

const ROOM = '5f0e2a9c-3a52-4d0e-9f0a-1c2f6a7f1d11';
const FAULTLESS = { sessions: 1, sheets: 1, lost: 0, doubled: 0, orderViolations: 0, stuckRooms: 0 };

const GIVEN: Content = {
  ratings: [
    { competency: 'framing', score: 4, evidence: [] },
    { competency: 'data', score: null, evidence: [] },
  ],
  overall: 'yes',
  keep: 'Asked who acts on it.',
  change: '',
};

function reportWith(peer: Content | null): Report {
  const round = {
    round: 1 as const,
    track: 'ml-case' as const,
    level: 'mid' as const,
    flow: { id: 'flow', version: 1, title: 'A flow' },
    ...{
      interviewer: 'A' as const,
      candidate: 'B' as const,
      lengthMs: 1,
      steps: [],
      stages: [],
      timeline: [],
      coverage: [],
    },
    ...{ self: null, peer, ofInterviewer: null, oneStepUp: [], rehearsal: false },
  };
  const partner = { displayName: 'Ben', bot: false, deleted: false };
  return { state: 'revealed', revealedAt: 1, seat: 'A', partner, counts: true, rounds: [round], useful: {} };
}

function logOf(bodies: RoomEvent['body'][]): RoomEvent[] {
  return bodies.map((body, index) => ({ seq: index + 1, at: 0, by: 'A', body }));
}

const SUBMITTED: RoomEvent['body'] = { type: 'sheetSubmitted', round: 1, seat: 'A', kind: 'peer' };
const CLOSED: RoomEvent['body'] = { type: 'closed', reason: 'completed' };

const NOTHING_YET = { raters: 1, shown: 'nothing', score: null, se: null } as const;

function progressWith(sheets: number): Seen['progress'] {
  return {
    ...{ compiledAt: 1, pending: false, sessions: 1, partners: 1, selfOffset: null, byTrack: [], byLevel: [] },
    ...{ goal: null, drill: null, drilled: [], raters: { harsh: 0, typical: 0, lenient: 0 } },
    overall: { ...NOTHING_YET, sheets, level: 'mid', bands: null, percentile: null, explain: null },
    asInterviewer: {
      ...{ ...NOTHING_YET, sheets: 0, skills: [], useful: 0, notUseful: 0 },
      ...{ severity: null, consistency: null, spread: null },
    },
    competencies: [
      {
        ...{ competency: 'framing', sheets, raters: 1, shown: 'nothing', estimate: null, se: null, stands: null },
        ...{ unprompted: 0, afterCard: 0, missed: 0, self: null, selfSheets: 0, gap: null, explain: null, points: [] },
      },
    ],
  };
}

/** One session of two: Ada has interviewed Ben and rated him. */
function twoPeople() {
  const log = logOf([SUBMITTED, CLOSED]);
  const report: RouteResponse<'report'> = reportWith(GIVEN);
  const rated = { room: ROOM, submitted: [{ round: 1 as const, sheet: { kind: 'peer' as const, content: GIVEN } }] };
  const ada = { account: 'ada', sessions: [{ ...rated, log, report }], progress: progressWith(0) } satisfies Seen;
  const ben = {
    account: 'ben',
    sessions: [{ room: ROOM, submitted: [], log, report }],
    progress: progressWith(1),
  } satisfies Seen;
  return { ada, ben };
}

describe('the judge of whole sessions', () => {
  it('finds no fault where every sheet and every score is there once', () => {
    const { ada, ben } = twoPeople();
    expect(judgeSessions([ada, ben])).toEqual(FAULTLESS);
  });

  it('notices a sheet that is lost, and one that came out different', () => {
    const { ada, ben } = twoPeople();
    for (const peer of [null, { ...GIVEN, keep: 'Something else.' }]) {
      const [session] = ada.sessions;
      const changed: Seen = { ...ada, sessions: [{ ...session!, report: reportWith(peer) }] };
      expect(judgeSessions([changed, ben])).toEqual({ ...FAULTLESS, lost: 1 });
    }
  });

  it('notices a sheet that was submitted twice', () => {
    const { ada, ben } = twoPeople();
    const [session] = ada.sessions;
    const changed: Seen = { ...ada, sessions: [{ ...session!, log: logOf([SUBMITTED, SUBMITTED, CLOSED]) }] };
    expect(judgeSessions([changed, ben])).toEqual({ ...FAULTLESS, doubled: 1 });
  });

  it('notices a score that the numbers lack, count twice, or count for nothing', () => {
    const { ada, ben } = twoPeople();
    const judged = (sheets: number) => judgeSessions([ada, { ...ben, progress: progressWith(sheets) }]);
    expect(judged(0)).toEqual({ ...FAULTLESS, lost: 1 });
    expect(judged(2)).toEqual({ ...FAULTLESS, doubled: 1 });
    expect(judgeSessions([{ ...ada, progress: progressWith(1) }, ben])).toEqual({ ...FAULTLESS, doubled: 1 });
  });

  it('notices a gap in the log', () => {
    const { ada, ben } = twoPeople();
    const [session] = ben.sessions;
    const log = session!.log.map((event) => ({ ...event, seq: event.seq + 1 }));
    const changed: Seen = { ...ben, sessions: [{ ...session!, log }] };
    expect(judgeSessions([ada, changed])).toEqual({ ...FAULTLESS, orderViolations: 2 });
  });

  it('notices a room that does not close, and one whose sheets do not open', () => {
    const { ada, ben } = twoPeople();
    const [session] = ben.sessions;
    const sealed: RouteResponse<'report'> = { state: 'sealed', opensAt: 1, owed: { A: 0, B: 1 }, seat: 'B' };
    const open: Seen = { ...ben, sessions: [{ ...session!, log: logOf([SUBMITTED]) }] };
    const shut: Seen = { ...ben, sessions: [{ ...session!, report: sealed }] };
    expect(judgeSessions([ada, open])).toEqual({ ...FAULTLESS, stuckRooms: 1 });
    expect(judgeSessions([ada, shut])).toEqual({ ...FAULTLESS, stuckRooms: 1 });
  });
});
