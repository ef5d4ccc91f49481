import { DataSource } from 'typeorm';
import type { CheckPaper } from '#shared/contract/library.js';
import type { Flow } from '#shared/flow/flow.schema.js';
import { FlowLibrary } from '../flows/flow.library.js';
import { found, secretsOf } from '../testing/flow.secrets.js';
import { RoomStory, type Person } from '../testing/room.story.js';
import { startTestApp } from '../testing/test.app.js';
import { Visitor } from '../testing/visitor.js';

let story: RoomStory;
let url: string;
let close: () => Promise<void>;

beforeAll(async () => {
  const started = await startTestApp();
  ({ url, close } = started);
  story = new RoomStory(started.app, started.url);
}, 60_000);
afterEach(() => story.closeTabs());
afterAll(() => close());

const sql = (text: string, values: unknown[] = []): Promise<unknown> =>
  story.app.get(DataSource, { strict: false }).query(text, values);
const flows = (): Flow[] => story.app.get(FlowLibrary, { strict: false }).list();
/** The flow whose words are looked for; the others may share a sentence with it. */
const churn = (): Flow => {
  const flow = flows().find(({ id }) => id === 'churn-streaming');
  if (!flow) throw new Error('The flow is gone.');
  return flow;
};
const visitorOf = (person: Person) => new Visitor(url, { Cookie: person.cookie });
const newcomer = async (name = 'Ada') => visitorOf(await story.person(name));
const params = { flow: 'churn-streaming' };
const openBrief = async (who: Visitor) => (await who.calls('openBrief', { params })).value;
const answer = (who: Visitor, answers: number[], version = churn().version) =>
  who.calls('passCheck', { params, body: { version, answers } });
const right = (flow: Flow): number[] => flow.checks.map((check) => check.answer);
const wrong = (flow: Flow): number[] => right(flow).map((each) => (each + 1) % 3);
const knowledge = async (who: Visitor, id = params.flow) =>
  (await who.calls('libraryFlow', { params: { flow: id } })).value.knowledge;
const optionsOf = (paper: CheckPaper) => paper.map(({ options }) => options.map(({ option }) => option));

/** Every byte that the routes of the library give for a flow. */
async function bytes(who: Visitor, flow: string): Promise<string> {
  const body = { version: 1, answers: [0, 0, 0] };
  const asked: [string, string, unknown?][] = [
    ['GET', '/api/flows'],
    ['GET', '/api/library'],
    ['GET', `/api/library/${flow}`],
    ['GET', `/api/library/${flow}/brief`],
    ['POST', `/api/library/${flow}/check`, body],
    ['GET', `/api/library/${flow}/script`],
  ];
  const texts: string[] = [];
  for (const [method, path, sent] of asked) texts.push(await (await who.sends(method, path, sent)).text());
  return texts.join('\n');
}

describe('the library', () => {
  it('lists every flow with what one knows of it, and gives nothing of it away', async () => {
    const ada = await newcomer();
    const listed = (await ada.calls('library', {})).value.flows;
    expect(listed.map(({ id }) => id)).toEqual(flows().map(({ id }) => id));
    const entry = listed.find(({ id }) => id === params.flow);
    expect(entry).toMatchObject({
      title: churn().title,
      levels: churn().levels,
      exercises: churn().exercises,
      steps: { full: churn().steps.length },
      knowledge: { seen: false, earned: false, mayInterview: false, briefOpenedAt: null, licensedAt: null },
    });
    const page = (await ada.calls('libraryFlow', { params })).value;
    expect(page).toMatchObject({ ...entry, facts: churn().facts.length });
    expect(page.cards.followUps + page.cards.twists + page.cards.hints).toBe(churn().cards.length);

    const secrets = secretsOf(churn());
    const { brief, checks } = churn();
    const ofCheck = checks.flatMap(({ question, options, because }) => [question, ...options, because]);
    expect(secrets.length).toBeGreaterThan(150);
    expect(found(secrets, JSON.stringify(churn()))).toEqual(secrets);
    expect(found([...secrets, ...ofCheck, brief], await bytes(ada, params.flow))).toEqual([]);
  });

  it('is for people whose address is confirmed, and knows no flow that is not there', async () => {
    const missing = { params: { flow: 'no-such-flow' } };
    const body = { version: 1, answers: [0, 0, 0] };
    const nobody = new Visitor(url);
    const ada = await newcomer();
    expect((await nobody.calls('library', {})).refusal.code).toBe('NOT_SIGNED_IN');
    for (const name of ['libraryFlow', 'openBrief', 'readBrief', 'flowScript'] as const) {
      expect((await nobody.calls(name, { params })).refusal.code).toBe('NOT_SIGNED_IN');
      expect((await ada.calls(name, missing)).refusal.code).toBe('NOT_FOUND');
    }
    expect((await ada.calls('passCheck', { ...missing, body })).refusal.code).toBe('NOT_FOUND');
    const unconfirmed = await story.person('Una');
    await sql('UPDATE account SET email_confirmed_at = NULL WHERE id = $1', [unconfirmed.id]);
    const answered = await visitorOf(unconfirmed).calls('openBrief', { params });
    expect(answered.refusal.code).toBe('EMAIL_NOT_CONFIRMED');
  });

  it.each<[string, unknown]>([
    ['two answers', { version: 1, answers: [0, 1] }],
    ['an option that no question has', { version: 1, answers: [0, 1, 4] }],
    ['words', { version: 1, answers: ['a', 'b', 'c'] }],
    ['no version', { answers: [0, 1, 2] }],
    ['more than was asked', { version: 1, answers: [0, 1, 2], licensed: true }],
  ])('does not take %s for an answer', async (_, body) => {
    const ada = await newcomer();
    await openBrief(ada);
    const response = await ada.sends('POST', `/api/library/${params.flow}/check`, body);
    expect(response.status).toBe(400);
    expect((await knowledge(ada)).licensedAt).toBeNull();
  });
});

describe('a brief', () => {
  it('is opened on purpose and once, and makes the flow seen; nothing but brief and questions comes with it', async () => {
    const ada = await newcomer();
    expect((await ada.calls('readBrief', { params })).refusal.code).toBe('BRIEF_NOT_OPENED');
    expect((await answer(ada, right(churn()))).refusal.code).toBe('BRIEF_NOT_OPENED');
    expect((await knowledge(ada)).seen).toBe(false);

    const opened = await openBrief(ada);
    expect(opened).toMatchObject({ version: churn().version, brief: churn().brief });
    const first = await knowledge(ada);
    expect(first).toMatchObject({ seen: true, earned: false, mayInterview: false });
    expect(await openBrief(ada)).toEqual(opened);
    expect((await ada.calls('readBrief', { params })).value).toEqual(opened);
    expect(await knowledge(ada)).toEqual(first);

    const secrets = [...secretsOf(churn()), ...churn().checks.map(({ because }) => because)];
    const text = JSON.stringify(opened) + (await bytesBeforeCheck(ada));
    expect(found(secrets, text)).toEqual([]);
    expect(text).not.toContain('"answer"');
    expect((await knowledge(await newcomer('Ben'))).seen).toBe(false);
  });
});

/** As `bytes`, without answering the check: that tells why. */
async function bytesBeforeCheck(who: Visitor): Promise<string> {
  const paths = ['', '/brief', '/script'].map((end) => `/api/library/${params.flow}${end}`);
  const texts = await Promise.all(paths.map(async (path) => (await who.sends('GET', path)).text()));
  return texts.join('\n');
}

describe('the check', () => {
  it('is graded with its reasons, may be repeated in another order, and licenses once all three are right', async () => {
    const ada = await newcomer();
    const { check } = await openBrief(ada);
    const [one = 0, two = 0, three = 0] = right(churn());
    const failed = (await answer(ada, [one, two, (three + 1) % 3])).value;
    expect(failed).toMatchObject({ passed: false, licensedAt: null });
    expect(failed.results.map((result) => result.right)).toEqual([true, true, false]);
    expect(failed.results.map(({ because }) => because)).toEqual(churn().checks.map(({ because }) => because));
    const again = optionsOf(failed.again ?? []);
    expect(again.map((options) => [...options].sort())).toEqual(optionsOf(check).map((each) => [...each].sort()));
    for (const [index, options] of optionsOf(check).entries()) expect(again[index]).not.toEqual(options);
    expect((await ada.calls('readBrief', { params })).value.check).toEqual(failed.again);
    expect((await ada.calls('flowScript', { params })).refusal.code).toBe('NOT_EARNED');

    const passed = (await answer(ada, right(churn()))).value;
    expect(passed).toMatchObject({ passed: true, again: null });
    expect(await knowledge(ada)).toMatchObject({
      licensedAt: passed.licensedAt,
      seen: true,
      earned: true,
      mayInterview: true,
    });
    await answer(ada, wrong(churn()));
    expect((await answer(ada, right(churn()))).value.licensedAt).toBe(passed.licensedAt);
  });

  it('opens the whole script but for the check itself, to who passed and to nobody else', async () => {
    const [ada, ben] = [await newcomer(), await newcomer('Ben')];
    await openBrief(ada);
    await answer(ada, right(churn()));
    const response = await ada.sends('GET', `/api/library/${params.flow}/script`);
    const text = await response.text();
    const secrets = secretsOf(churn());
    expect(response.status).toBe(200);
    expect(found(secrets, text)).toEqual(secrets);
    expect(text).not.toContain('"checks"');
    expect(text).not.toContain('"because"');
    const script = (await ada.calls('flowScript', { params })).value;
    expect(script).toMatchObject({ brief: churn().brief, steps: churn().steps, cards: churn().cards });
    const refused = await ben.calls('flowScript', { params });
    expect([refused.status, refused.refusal.code]).toEqual([403, 'NOT_EARNED']);
    expect(found(secrets, await bytes(ben, params.flow))).toEqual([]);
  });

  it('is of the version that was read', async () => {
    const ada = await newcomer();
    await openBrief(ada);
    expect((await answer(ada, right(churn()), churn().version + 1)).refusal.code).toBe('CONFLICT');
    expect((await knowledge(ada)).licensedAt).toBeNull();
  });

  it('counts once, answered by several tabs at the same moment', async () => {
    const person = await story.person('Ada');
    const tabs = [1, 2, 3, 4].map(() => visitorOf(person));
    await Promise.all(tabs.map((tab) => openBrief(tab)));
    const answers = await Promise.all(tabs.map((tab) => answer(tab, right(churn()))));
    expect(new Set(answers.map(({ value }) => value.licensedAt)).size).toBe(1);
    const rows = await sql('SELECT attempts FROM flow_study WHERE account_id = $1', [person.id]);
    expect(rows).toEqual([{ attempts: 4 }]);
  });
});
