import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import type { RouteInput, RouteResponse } from '#shared/contract/http.js';
import { refusalIn } from '../support/raw.client.js';
import { beginInterview, endInterview, member, roomOfTwo, type Member } from '../support/room.of.two.js';

type Sheet = RouteInput<'submitSheet'>['body']['sheet'];
type Ratings = Extract<Sheet, { kind: 'self' }>['content']['ratings'];

const SECRET = 'asked who acts on the score';
let alice: Member;
let bob: Member;
let room: string;
let flow: RouteResponse<'roomFlow'>;
let marked: string;
let moment: string;

// Round 1: Alice has interviewed Bob, marked one signal and noted one moment. Now both rate.
test.beforeAll(async () => {
  [alice, bob] = await Promise.all([member('Alice', 'uk'), member('Bob', 'uk')]);
  room = await roomOfTwo(alice, bob);
  await beginInterview(room, alice, bob);
  flow = await alice.polite.call('roomFlow', { params: { room, round: '1' } });
  marked = flow.steps[0]?.signals[0]?.id ?? '';
  moment = randomUUID();
  const [competency = 'framing'] = flow.exercises;
  await alice.polite.command(room, { type: 'markSignal', round: 1, signal: marked, mark: 'unprompted', card: null });
  await alice.polite.command(room, {
    type: 'addMoment',
    round: 1,
    momentId: moment,
    side: 'strong',
    competency,
    text: SECRET,
  });
  await endInterview(room, alice, bob);
});
test.afterAll(async () => {
  await alice.polite.command(room, { type: 'leaveForGood' });
  for (const { polite } of [alice, bob]) polite.disconnect();
});

function ratings(evidence: Ratings[number]['evidence'] = []): Ratings {
  return flow.exercises.map((competency) => ({ competency, score: 3, evidence }));
}
const self = (evidence?: Ratings[number]['evidence']): Sheet => ({
  kind: 'self',
  content: { ratings: ratings(evidence), overall: null, keep: '', change: '' },
});
const peer = (change: Partial<Extract<Sheet, { kind: 'peer' }>['content']> = {}): Sheet => ({
  kind: 'peer',
  content: { ratings: ratings(), overall: 'yes', keep: 'Thought aloud.', change: 'Name the cost first.', ...change },
});
const ofInterviewer: Sheet = {
  kind: 'interviewer',
  content: {
    ratings: [
      { skill: 'preparation', score: 4 },
      { skill: 'clarity', score: 4 },
      { skill: 'followups', score: 4 },
      { skill: 'fairness', score: 4 },
    ],
    keep: '',
    change: '',
  },
};

async function submit({ raw }: Member, sheet: Sheet, id: string = randomUUID(), round = 1) {
  const { status, text } = await raw.http('POST', `/api/rooms/${room}/rounds/${round}/sheets`, { body: { id, sheet } });
  return { status, text, code: status === 201 ? null : refusalIn(JSON.parse(text)).code };
}

test('nobody submits or drafts a sheet of the other seat', async () => {
  expect((await submit(bob, peer())).code).toBe('NOT_YOUR_SHEET');
  expect((await submit(alice, self())).code).toBe('NOT_YOUR_SHEET');
  expect((await submit(alice, ofInterviewer)).code).toBe('NOT_YOUR_SHEET');
  const draft = (kind: string) => `/api/rooms/${room}/rounds/1/sheets/${kind}/draft`;
  const body = { ratings: {}, keep: 'Mine now.' };
  expect(refusalIn(JSON.parse((await bob.raw.http('PUT', draft('peer'), { body })).text)).code).toBe('NOT_YOUR_SHEET');
  expect(refusalIn(JSON.parse((await alice.raw.http('PUT', draft('self'), { body })).text)).code).toBe(
    'NOT_YOUR_SHEET',
  );
});

test('a draft is read by its author alone', async () => {
  const words = 'A sentence that only Alice has typed so far';
  const path = `/api/rooms/${room}/rounds/1/sheets/peer/draft`;
  expect((await alice.raw.http('PUT', path, { body: { ratings: {}, keep: words } })).status).toBe(204);
  expect((await alice.raw.http('GET', `/api/rooms/${room}/sheets`)).text).toContain(words);
  expect((await bob.raw.http('GET', `/api/rooms/${room}/sheets`)).text).not.toContain(words);
});

test('the self-rating comes first, and round 2 has its own time', async () => {
  expect((await submit(bob, ofInterviewer)).code).toBe('SELF_FIRST');
  expect((await submit(alice, self(), randomUUID(), 2)).code).toBe('WRONG_PHASE');
  expect((await submit(bob, peer(), randomUUID(), 2)).code).toBe('WRONG_PHASE');
});

test('a self-rating is no way to ask what the interviewer has marked', async () => {
  const unmarked = flow.steps[0]?.signals[1]?.id ?? '';
  const guesses = [
    await submit(bob, self([{ kind: 'signal', id: marked }])),
    await submit(bob, self([{ kind: 'signal', id: unmarked }])),
    await submit(bob, self([{ kind: 'signal', id: 'made-up' }])),
    await submit(bob, self([{ kind: 'moment', id: moment }])),
    await submit(bob, self([{ kind: 'moment', id: randomUUID() }])),
    await submit(bob, self([{ kind: 'card', id: flow.cards[0]?.id ?? '' }])),
  ];
  expect(guesses.map(({ code }) => code)).toEqual(guesses.map(() => 'EVIDENCE_UNKNOWN'));
  expect(new Set(guesses.map(({ text }) => text)).size).toBe(1);
});

test('what a sheet must hold is asked for, and other competencies are refused', async () => {
  const [first, ...rest] = ratings();
  const bare = first ? [{ ...first, score: 5 as const }, ...rest] : [];
  expect((await submit(alice, peer({ ratings: bare }))).code).toBe('EVIDENCE_NEEDED');
  expect((await submit(alice, peer({ ratings: rest }))).code).toBe('SHEET_INCOMPLETE');
  expect((await submit(alice, peer({ overall: null }))).code).toBe('SHEET_INCOMPLETE');
  expect((await submit(alice, peer({ keep: '' }))).code).toBe('SHEET_INCOMPLETE');
  const doubled = first ? [first, first, ...rest.slice(1)] : [];
  expect((await submit(alice, peer({ ratings: doubled }))).code).toBe('SHEET_INCOMPLETE');
  const foreign = (
    ['delivery', 'tradeoffs', 'production', 'metrics', 'simplicity', 'data', 'explanation'] as const
  ).find((key) => !flow.exercises.includes(key));
  if (!foreign) throw new Error('This flow exercises everything.');
  const strange = [...rest, { competency: foreign, score: 3 as const, evidence: [] }];
  expect((await submit(alice, peer({ ratings: strange }))).code).toBe('COMPETENCY_NOT_EXERCISED');
});

test('a sheet is final, its id is not used twice, and what it says stays sealed', async () => {
  const id = randomUUID();
  const words = 'Words that nobody may read before both have rated';
  expect((await submit(alice, peer({ keep: words }), id)).status).toBe(201);
  expect((await submit(alice, peer({ keep: words }), id)).status).toBe(201);
  expect((await submit(alice, peer({ keep: 'Other words.' }), id)).code).toBe('COMMAND_ID_REUSED');
  expect((await submit(alice, peer())).code).toBe('ALREADY_SUBMITTED');

  for (const { raw, polite } of [alice, bob]) {
    const report = await raw.http('GET', `/api/rooms/${room}/report`);
    expect(report.text).toContain('"sealed"');
    expect(report.text).not.toMatch(/rating|score|keep|moment/i);
    const useful = await raw.http('PUT', `/api/rooms/${room}/report/items/1:keep`, { body: { useful: true } });
    expect(refusalIn(JSON.parse(useful.text)).code).toBe('SEALED');
    const events = JSON.stringify(await polite.request('room:sync', { room, since: 0 }));
    expect(events).toContain('sheetSubmitted');
    expect(events).not.toContain(words);
  }
  const heard = JSON.stringify(await bob.polite.request('room:sync', { room, since: 0 }));
  for (const secret of [SECRET, moment, marked]) expect(heard).not.toContain(secret);
});
