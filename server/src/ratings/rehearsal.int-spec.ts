import { randomUUID } from 'node:crypto';
import type { Flow } from '#shared/flow/flow.schema.js';
import { candidateSheetSchema, interviewerSheetSchema, type Sheet } from '#shared/rating/sheet.js';
import { INTERVIEWER_SKILLS } from '#shared/interview/competency.js';
import { FlowLibrary } from '../flows/flow.library.js';
import { RoomStory, until, type Person, type Tab } from '../testing/room.story.js';
import { startTestApp } from '../testing/test.app.js';
import { Visitor } from '../testing/visitor.js';
import { CompileService } from './compile.service.js';

type Round = 1 | 2;

let story: RoomStory;
let close: () => Promise<void>;

beforeAll(async () => {
  const started = await startTestApp();
  story = new RoomStory(started.app, started.url);
  close = started.close;
}, 60_000);
afterEach(async () => {
  await story.replays();
  story.closeTabs();
});
afterAll(() => close());

/** Two people in the interview of round 1, in a room that does not hold a seat for long. */
async function interviewing() {
  const { room, a, b, people } = await story.pair({ seatHold: 150 });
  const library = story.app.get(FlowLibrary, { strict: false });
  const [first, second] = (await story.handler.state(room)).rounds.map(({ flow }) => flow && library.get(flow));
  if (!first || !second) throw new Error('The room pins two flows.');
  const [ada, ben] = [visitor(people[0]), visitor(people[1])];
  await begins(room, 1, a, b);
  return { room, a, b, people, ada, ben, flows: { 1: first, 2: second } };
}

const visitor = ({ cookie }: Person) => new Visitor(story.url, { Cookie: cookie });

async function begins(room: string, round: Round, ...tabs: Tab[]): Promise<void> {
  for (const tab of tabs) await tab.does(room, { type: 'declareReady', round });
}

/** One goes, and the other sees that their seat is not held any more. */
async function goes(room: string, gone: Tab, seat: 'A' | 'B', stays: Tab): Promise<void> {
  gone.close();
  await until(() => stays.view(room).presence[seat].released);
}

function sheet(kind: Sheet['kind'], flow: Flow): Sheet {
  const words = { keep: 'The order of the steps', change: 'Land it' };
  if (kind === 'interviewer') {
    const ratings = INTERVIEWER_SKILLS.map((skill) => ({ skill, score: 4 }));
    return { kind, content: interviewerSheetSchema.parse({ ratings, ...words }) };
  }
  const ratings = flow.exercises.map((competency) => ({ competency, score: 4, evidence: [] }));
  const overall = kind === 'peer' ? 'yes' : null;
  return { kind, content: candidateSheetSchema.parse({ ratings, overall, ...words }) };
}

async function submits(who: Visitor, room: string, round: Round, of: Sheet) {
  const params = { room, round: `${round}` as const };
  return who.calls('submitSheet', { params, body: { id: randomUUID(), sheet: of } });
}

const flowStatus = async (who: Visitor, room: string, round: Round) =>
  (await who.calls('roomFlow', { params: { room, round: `${round}` as const } })).status;

/** What of a flow's words that belong to its interviewer are in these bytes. */
function leaked(bytes: string, { cards, steps, facts }: Flow): string[] {
  const words = [
    ...cards.flatMap(({ say, trigger, good, second }) => [say, trigger, good, ...(second ? [second] : [])]),
    ...steps.flatMap(({ script, coach, question, signals }) => [
      script,
      coach,
      question,
      ...signals.map((s) => s.heard),
    ]),
    ...facts.map(({ text }) => text),
  ];
  return words.filter((text) => bytes.includes(JSON.stringify(text).slice(1, -1)));
}

it('whose partner does not come back takes their own round alone, and it counts for nobody [9] [22] [26] [29]', async () => {
  const { room, a, b, people, ada, ben, flows } = await interviewing();
  expect(await a.command(room, { type: 'rehearse', round: 1 })).toMatchObject({ code: 'PARTNER_PRESENT' });
  await goes(room, b, 'B', a);
  expect(await story.handler.openRoomOf(people[1].id)).toBe(room);
  await a.does(room, { type: 'rehearse', round: 1 });
  expect(a.view(room).phase).toMatchObject({ name: 'rehearsal', round: 2 });

  const [first, second] = flows[2].steps.filter(({ minutes }) => minutes.short > 0);
  const drawn = flows[2].cards.find(({ kind, when }) => kind !== 'hint' && when.steps?.includes(first?.id ?? ''));
  await a.does(room, { type: 'drawCard', round: 2 });
  await a.does(room, { type: 'advanceStep', round: 2, from: first?.id ?? '' });
  const told = [first?.question, second?.question, drawn?.say];
  expect(leaked(a.bytes, flows[2]).sort()).toEqual([...told].sort());
  expect(a.bytes).not.toContain(`"${flows[2].id}"`);
  expect(await flowStatus(ada, room, 2)).toBe(404);

  // Who was away is told, may queue elsewhere, and can do nothing here.
  expect(await story.handler.openRoomOf(people[1].id)).toBeNull();
  const back = await story.tab(people[1]);
  await back.join(room);
  expect(back.view(room)).toMatchObject({ phase: { name: 'rehearsal' }, rehearsal: { round: 2, from: 1 } });
  expect(await back.command(room, { type: 'drawCard', round: 2 })).toMatchObject({ code: 'WRONG_SEAT' });
  await back.does(room, { type: 'leaveForGood' });
  expect(leaked(back.bytes, flows[1])).toEqual([flows[1].steps[0]?.question]);

  await a.does(room, { type: 'endRehearsal', round: 2 });
  const own = await ada.calls('ownSheets', { params: { room } });
  expect(own.value.sheets).toEqual([expect.objectContaining({ round: 2, kind: 'self', status: 'open' })]);
  expect((await ben.calls('ownSheets', { params: { room } })).value.sheets).toEqual([]);
  expect((await submits(ada, room, 2, sheet('interviewer', flows[2]))).refusal.code).toBe('NOT_YOUR_SHEET');
  expect((await submits(ben, room, 2, sheet('peer', flows[2]))).refusal.code).toBe('NOT_YOUR_SHEET');
  expect((await submits(ada, room, 2, sheet('self', flows[2]))).status).toBe(201);

  await until(() => a.view(room).phase.name === 'debrief');
  expect(await flowStatus(ada, room, 2)).toBe(200);
  expect(await flowStatus(ben, room, 1)).toBe(404);
  await story.sees(a, room, 'A');
  await story.sees(back, room, 'B');
  await a.does(room, { type: 'finish' });
  await story.app.get(CompileService, { strict: false }).compile(room);

  // Taken alone is taken; who was away has not interviewed with it.
  expect((await ada.calls('flowScript', { params: { flow: flows[2].id } })).status).toBe(200);
  expect((await ben.calls('flowScript', { params: { flow: flows[2].id } })).refusal.code).toBe('NOT_EARNED');

  const report = await ada.calls('report', { params: { room } });
  expect(report.value).toMatchObject({
    state: 'revealed',
    counts: false,
    rounds: [{ round: 2, rehearsal: true, peer: null }],
  });
  expect((await ben.calls('report', { params: { room } })).value).toMatchObject({ counts: false, rounds: [] });
  for (const who of [ada, ben]) {
    const { sessions } = (await who.calls('sessionHistory', { query: {} })).value;
    expect(sessions).toEqual([expect.objectContaining({ room, outcome: 'rehearsed', counts: false, mean: null })]);
    const numbers = (await who.calls('progress', { query: {} })).value;
    expect(numbers).toMatchObject({ pending: false, sessions: 0, partners: 0 });
    expect(numbers.competencies.every(({ selfSheets, missed }) => selfSheets + missed === 0)).toBe(true);
  }
}, 30_000);

it('leaves a first round that both held in the numbers, and nothing of itself [9] [26]', async () => {
  const { room, a, b, ada, ben, flows } = await interviewing();
  await a.does(room, { type: 'proposeEnd', round: 1, scope: 'interview' });
  await b.does(room, { type: 'answerEnd', round: 1, agree: true });
  for (const [who, kind] of [
    [ada, 'peer'],
    [ben, 'self'],
    [ben, 'interviewer'],
  ] as const) {
    expect((await submits(who, room, 1, sheet(kind, flows[1]))).status).toBe(201);
  }
  await until(() => a.view(room).phase.name === 'briefing');
  await goes(room, b, 'B', a);
  await a.does(room, { type: 'rehearse', round: 2 });
  await a.does(room, { type: 'endRehearsal', round: 2 });
  expect((await submits(ada, room, 2, sheet('self', flows[2]))).status).toBe(201);
  await a.does(room, { type: 'finish' });
  await story.app.get(CompileService, { strict: false }).compile(room);

  const numbersOf = async (who: Visitor) => (await who.calls('progress', { query: {} })).value;
  const [ofAda, ofBen] = [await numbersOf(ada), await numbersOf(ben)];
  expect(ofAda).toMatchObject({ sessions: 1, asInterviewer: { sheets: 1 } });
  expect(ofAda.competencies.some(({ selfSheets, sheets }) => selfSheets + sheets > 0)).toBe(false);
  expect(ofBen.competencies.some(({ selfSheets, sheets }) => selfSheets === 1 && sheets === 1)).toBe(true);
  expect(await flowStatus(ben, room, 1)).toBe(200);
  const report = (await ben.calls('report', { params: { room } })).value;
  expect(report).toMatchObject({ counts: true, rounds: [{ round: 1, rehearsal: false }] });
  const stranger = visitor(await story.person('Eve'));
  expect((await stranger.calls('report', { params: { room } })).status).toBe(404);
}, 30_000);

it('goes on where the candidate’s interview stands, and is theirs to break off [9] [29]', async () => {
  const { room, a, b, people, flows } = await interviewing();
  const [card] = flows[1].cards.filter(({ kind }) => kind === 'follow-up');
  await a.does(room, { type: 'playCard', round: 1, card: card?.id ?? '' });
  await goes(room, a, 'A', b);
  const { phase } = b.view(room);
  await b.does(room, { type: 'rehearse', round: 1 });
  expect(b.view(room).phase).toMatchObject({ name: 'rehearsal', round: 1, until: 'until' in phase ? phase.until : 0 });
  await b.does(room, { type: 'leaveForGood' });
  expect((await story.handler.state(room)).phase).toMatchObject({ name: 'closed', reason: 'rehearsed', by: 'B' });
  expect(await story.handler.openRoomOf(people[1].id)).toBeNull();
}, 30_000);
