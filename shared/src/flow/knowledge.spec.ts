import { earnedFlows, knowledgeOf, licences, seenFlows, type Meeting, type Study } from './knowledge.js';

const CHURN = { id: 'churn', version: 2 };
const OLDER = { id: 'churn', version: 1 };
const FRAUD = { id: 'fraud', version: 1 };

const study = (flow = CHURN, over: Partial<Study> = {}): Study => ({
  flow,
  briefOpenedAt: 100,
  licensedAt: null,
  ...over,
});
const meeting = (over: Partial<Meeting> = {}): Meeting => ({
  flow: CHURN,
  role: 'candidate',
  briefedAt: 200,
  beganAt: 210,
  over: true,
  ...over,
});
const of = (studies: Study[], meetings: Meeting[] = []) => knowledgeOf(CHURN, { studies, meetings, read: [] });

describe('what somebody knows of a flow', () => {
  it('is nothing where they have met and read others only', () => {
    expect(
      knowledgeOf(CHURN, { studies: [study(FRAUD)], meetings: [meeting({ flow: FRAUD })], read: ['fraud'] }),
    ).toEqual({
      seen: false,
      briefOpenedAt: null,
      licensedAt: null,
      takenAt: null,
      interviewedAt: null,
      earned: false,
      mayInterview: false,
    });
  });

  it.each<[string, Study[], Meeting[], { seen: boolean; earned: boolean; mayInterview: boolean }]>([
    ['a brief that was opened', [study()], [], { seen: true, earned: false, mayInterview: false }],
    ['a licence', [study(CHURN, { licensedAt: 150 })], [], { seen: true, earned: true, mayInterview: true }],
    [
      'a licence of an older version',
      [study(OLDER, { licensedAt: 150 })],
      [],
      { seen: true, earned: true, mayInterview: false },
    ],
    ['an interview taken', [], [meeting()], { seen: true, earned: true, mayInterview: true }],
    [
      'an interview taken with an older version',
      [],
      [meeting({ flow: OLDER })],
      { seen: true, earned: true, mayInterview: false },
    ],
    [
      'an interview that is still going on',
      [],
      [meeting({ over: false })],
      { seen: true, earned: false, mayInterview: false },
    ],
    [
      'a candidate’s briefing that led to no interview',
      [],
      [meeting({ beganAt: null })],
      { seen: false, earned: false, mayInterview: false },
    ],
    ['an interview given', [], [meeting({ role: 'interviewer' })], { seen: true, earned: true, mayInterview: false }],
    [
      'an interviewer’s briefing that led to no interview',
      [],
      [meeting({ role: 'interviewer', beganAt: null })],
      { seen: true, earned: false, mayInterview: false },
    ],
  ])('by %s', (_, studies, meetings, expected) => {
    expect(of(studies, meetings)).toMatchObject(expected);
  });

  it('by its text, read in the studio: seen and earned, but nobody has checked that it was understood', () => {
    expect(knowledgeOf(CHURN, { studies: [], meetings: [], read: ['churn'] })).toMatchObject({
      seen: true,
      earned: true,
      mayInterview: false,
    });
  });

  it('has the latest times of each kind', () => {
    const meetings = [meeting({ beganAt: 300 }), meeting({ flow: OLDER, beganAt: 400 })];
    const given = meeting({ role: 'interviewer', beganAt: 500 });
    expect(of([study(CHURN, { briefOpenedAt: 100, licensedAt: 120 }), study(OLDER)], [...meetings, given])).toEqual({
      seen: true,
      briefOpenedAt: 100,
      licensedAt: 120,
      takenAt: 400,
      interviewedAt: 500,
      earned: true,
      mayInterview: true,
    });
  });

  it('is summed up for pairing: what is seen, whatever the version, and what may be put, by version', () => {
    const known = {
      studies: [study(OLDER, { licensedAt: 120 }), study(FRAUD)],
      meetings: [meeting(), meeting({ flow: { id: 'eta', version: 1 }, beganAt: null })],
      read: ['studio-1'],
    };
    expect(seenFlows(known)).toEqual(['churn', 'fraud', 'studio-1']);
    expect(earnedFlows(known)).toEqual(['churn', 'studio-1']);
    expect(licences(known)).toEqual([OLDER, CHURN]);
    expect(licences({ studies: [study(CHURN, { licensedAt: 1 })], meetings: [meeting()], read: [] })).toEqual([CHURN]);
  });
});
