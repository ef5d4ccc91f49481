import { randomUUID } from 'node:crypto';
import type { Flow } from '#shared/flow/flow.schema.js';
import type { RoundNumber, SheetKind } from '#shared/room/state.js';
import { FlowLibrary } from '../flows/flow.library.js';
import { RoomStory, until, type Person, type Tab } from '../testing/room.story.js';
import { startTestApp } from '../testing/test.app.js';

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

/** All that belongs to the interviewer, but for what was put to the candidate in this round. */
function secretsOf(flow: Flow, shown: string[]): string[] {
  const steps = flow.steps.flatMap((step) => [
    step.script,
    step.coach,
    step.question,
    ...step.signals.flatMap((signal) => [signal.heard, ...Object.values(signal.ladder)]),
    ...(step.exemplars ? Object.values(step.exemplars).flatMap(({ answer, why }) => [answer, why]) : []),
  ]);
  const cards = flow.cards.flatMap((card) => [
    card.trigger,
    card.say,
    card.good,
    ...(card.second ? [card.second] : []),
  ]);
  const facts = flow.facts.flatMap((fact) => [fact.about, fact.text]);
  const checks = flow.checks.flatMap(({ question, because }) => [question, because]);
  const all = [flow.brief, ...steps, ...cards, ...facts, ...checks];
  return all.filter((text) => text.length > 12 && !shown.some((one) => one.includes(text)));
}

/** The texts of which a word went over the wire. */
function leaked(bytes: string, texts: string[]): string[] {
  return texts.filter((text) => bytes.includes(JSON.stringify(text).slice(1, -1)));
}

/** One interview as people do it, up to its rating. Gives what the candidate was shown. */
async function interview(room: string, round: RoundNumber, flow: Flow, asks: Tab, answers: Tab): Promise<string[]> {
  await asks.does(room, { type: 'declareReady', round });
  await answers.does(room, { type: 'declareReady', round });
  const [probe] = flow.cards.filter(({ kind, second }) => kind === 'follow-up' && second);
  const [hint] = flow.cards.filter(({ kind }) => kind === 'hint');
  const [fact] = flow.facts;
  const [first, second] = flow.steps.filter(({ minutes }) => minutes.short > 0);
  const [signal] = first?.signals ?? [];
  const [competency] = flow.exercises;
  if (!probe || !hint || !fact || !first || !second || !signal || !competency)
    throw new Error('This flow is too short.');
  await asks.does(room, { type: 'releaseFact', round, fact: fact.id });
  await asks.does(room, { type: 'playCard', round, card: probe.id });
  await asks.does(room, { type: 'playSecondProbe', round, card: probe.id });
  await answers.does(room, { type: 'askHint', round });
  await asks.does(room, { type: 'giveHint', round, card: hint.id });
  await asks.does(room, { type: 'markSignal', round, signal: signal.id, mark: 'after-card', card: probe.id });
  const moment = { round, momentId: randomUUID(), side: 'weak', competency } as const;
  await asks.does(room, { type: 'addMoment', ...moment, text: 'hidden moment of this round' });
  await asks.does(room, { type: 'writeNote', text: 'hidden note to myself' });
  await asks.does(room, { type: 'advanceStep', round, from: first.id });
  await answers.does(room, { type: 'say', text: 'May I think aloud?' });
  await asks.does(room, { type: 'proposeEnd', round, scope: 'interview' });
  await answers.does(room, { type: 'answerEnd', round, agree: true });
  return [flow.title, flow.prompt, fact.text, probe.say, probe.second ?? '', hint.say, first.question, second.question];
}

async function rate(room: string, round: RoundNumber): Promise<void> {
  const candidate = round === 1 ? 'B' : 'A';
  const sheets: SheetKind[] = ['self', 'interviewer', 'peer'];
  for (const kind of sheets) {
    const actor = kind === 'peer' ? (candidate === 'A' ? 'B' : 'A') : candidate;
    await story.handler.handle({ room, commandId: randomUUID(), command: { type: 'submitSheet', round, kind }, actor });
  }
}

async function readFlow(person: Person, room: string, round: RoundNumber): Promise<number> {
  const answer = await fetch(`${story.url}/api/rooms/${room}/rounds/${round}/flow`, {
    headers: { cookie: person.cookie },
  });
  return answer.status;
}

it('two people take a whole session: each sees their part of it and no byte more (rules 6, 22, 24, 25, 29, 30)', async () => {
  const { room, a, b, people } = await story.pair();
  const [ada, ben] = people;
  const state = await story.handler.state(room);
  const library = story.app.get(FlowLibrary, { strict: false });
  const [one, two] = state.rounds.map(({ flow }) => library.get(flow!));

  expect(await readFlow(ada, room, 1)).toBe(200);
  expect(await readFlow(ben, room, 1)).toBe(404);
  const toBen = await interview(room, 1, one!, a, b);
  const ofOne = secretsOf(one!, toBen);
  expect(ofOne.length).toBeGreaterThan(60);
  expect(leaked(b.bytes, [...ofOne, one!.id, 'hidden moment of this round', 'hidden note to myself'])).toEqual([]);
  await rate(room, 1);

  await until(() => a.view(room).phase.name === 'briefing' && b.view(room).phase.name === 'briefing');
  expect(await readFlow(ada, room, 2)).toBe(404);
  expect(await readFlow(ben, room, 2)).toBe(200);
  const toAda = await interview(room, 2, two!, b, a);
  expect(leaked(a.bytes, [...secretsOf(two!, toAda), two!.id])).toEqual([]);
  expect(leaked(b.bytes, [one!.id])).toEqual([]);
  // The harness itself: what was shown is found, and the interviewer's own words are in their own stream.
  expect(leaked(a.bytes, toAda.slice(1))).toHaveLength(toAda.length - 1);
  expect(leaked(b.bytes, ['hidden moment of this round'])).toHaveLength(1);
  await rate(room, 2);

  await until(() => b.view(room).phase.name === 'debrief');
  expect(await readFlow(ada, room, 2)).toBe(200);
  expect(await readFlow(ben, room, 1)).toBe(200);
  const stranger = await story.person('Eve');
  expect(await readFlow(stranger, room, 1)).toBe(404);
  await story.sees(a, room, 'A');
  await story.sees(b, room, 'B');
  await a.does(room, { type: 'finish' });
  await b.does(room, { type: 'finish' });
  expect((await story.handler.state(room)).phase).toMatchObject({ name: 'closed', reason: 'completed' });
  expect(await story.handler.openRoomOf(ada.id)).toBeNull();
  expect(await a.command(room, { type: 'say', text: 'late' })).toMatchObject({ ok: false, code: 'ROOM_CLOSED' });
  // Rule 5: reading is still accepted.
  const back = await story.tab(ada);
  expect(await back.join(room)).toEqual(a.stream(room));
}, 60_000);
