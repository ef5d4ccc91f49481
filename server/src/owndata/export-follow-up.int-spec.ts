import { randomUUID } from 'node:crypto';
import { ERASURE_PHRASE, type ExportedRoom } from '#shared/contract/owndata.js';
import { Debriefed } from '../debrief/testing/debriefed.js';
import { Visitor } from '../testing/visitor.js';
import { ErasureService, SETTLE_MS } from './erasure.service.js';
import { fileOf } from './testing/exports.js';
import { OwnDataStory, PASSWORD, type Typist } from './testing/own-data.story.js';

let story: OwnDataStory;
const STAFF = 'grace@staff.example';

beforeAll(async () => {
  story = await OwnDataStory.begin({ staffEmails: [STAFF] });
}, 60_000);
afterEach(() => story.replays());
afterAll(() => story.end());

describe('an export of what came of a debrief', () => {
  const WHEN = expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/);
  const of = async ({ browser }: Typist): Promise<{ text: string; room: ExportedRoom }> => {
    const { text, file } = await fileOf(browser);
    const [only] = file.rooms;
    if (!only || file.rooms.length > 1) throw new Error('One room was expected.');
    return { text, room: only };
  };
  const keeps = ({ sheets }: ExportedRoom) =>
    sheets.map(({ round, sheet, correctedWhen, earlier }) => ({
      sheet: `${round} ${sheet.kind}`,
      keep: sheet.content.keep,
      corrected: correctedWhen !== null,
      earlier: earlier.map((before) => before.sheet.content.keep),
    }));

  /** Round 1 is rated by the first of the two, twice corrected, and disputed by the second. */
  async function corrected(one: Typist, other: Typist): Promise<{ debriefed: Debriefed; dispute: string }> {
    const debriefed = await Debriefed.from(story, { people: [one.person, other.person] });
    for (const where of ['try', 'final'])
      await debriefed.correct(debriefed.ada, 1, debriefed.peer(1, 3, { keep: one.word(where) }));
    const dispute = randomUUID();
    const made = { id: dispute, reason: 'unfair' as const, text: `${other.word('reason')}: ${one.word('quoted')}` };
    expect((await debriefed.dispute(debriefed.ben, 1, 'peer', made)).status).toBe(201);
    return { debriefed, dispute };
  }

  it('has what one has said before one corrected it, and of what the partner corrected only that they did', async () => {
    const [jule, kofi] = [await story.typist('Jule'), await story.typist('Kofi')];
    const { debriefed } = await corrected(jule, kofi);
    const [a, b] = [await of(jule), await of(kofi)];
    expect(keeps(a.room)).toEqual([
      { sheet: '1 peer', keep: jule.word('final'), corrected: true, earlier: ['Asks first', jule.word('try')] },
      { sheet: '2 interviewer', keep: '', corrected: false, earlier: [] },
      { sheet: '2 self', keep: 'Asks first', corrected: false, earlier: [] },
    ]);
    expect(a.room.sheets[0]?.earlier.map(({ when }) => when)).toEqual([a.room.sheets[0]?.when, WHEN]);
    expect(a.room.correctedByPartner).toEqual([]);
    expect(b.text).toContain(jule.word('final'));
    expect(b.text).not.toContain(jule.word('try'));
    expect(b.room.correctedByPartner).toEqual([{ when: a.room.sheets[0]?.correctedWhen, round: 1, kind: 'peer' }]);
    expect(keeps(b.room).flatMap(({ earlier }) => earlier)).toEqual([]);
    await debriefed.closes();
  }, 20_000);

  it('leaves what is sealed out, in whatever version', async () => {
    const [lea, mio] = [await story.typist('Lea'), await story.typist('Mio')];
    const debriefed = await Debriefed.from(story, { people: [lea.person, mio.person], sealed: true });
    await story.sql(
      `INSERT INTO sheet_version (sheet_id, version, content, written_at, command_id)
       SELECT id, 1, jsonb_set(content, '{keep}', to_jsonb($2::text)), now(), gen_random_uuid()
       FROM sheet WHERE room_id = $1 AND round = 1 AND kind = 'peer'`,
      [debriefed.room, lea.word('sealed')],
    );
    const { text, room: sealed } = await of(mio);
    expect(text).not.toContain(lea.word('sealed'));
    expect(sealed).toMatchObject({
      report: { state: 'sealed' },
      correctedByPartner: [],
      disputes: [],
      thanks: { given: null, received: false },
    });
    await debriefed.tabs.a.does(debriefed.room, { type: 'leaveForGood' });
  }, 20_000);

  it('has one’s own disputes with what staff answered, and not who; the partner has none of it', async () => {
    const [nora, otto] = [await story.typist('Nora'), await story.typist('Otto')];
    const { debriefed, dispute } = await corrected(nora, otto);
    const grace = new Visitor(story.url);
    await grace.joins(STAFF);
    const note = 'The log has the question that was asked first.';
    const body = { decision: 'kept-out' as const, note };
    expect((await grace.calls('decideDispute', { params: { dispute }, body })).status).toBe(204);
    await debriefed.dispute(debriefed.ben, 2, 'interviewer', { reason: 'other', text: otto.word('withdrawn') });
    await debriefed.withdraw(debriefed.ben, 2, 'interviewer');
    await debriefed.dispute(debriefed.ben, 2, 'interviewer', { reason: 'not-said' });
    const [a, b] = [await of(nora), await of(otto)];
    const made = { when: WHEN, round: 2, kind: 'interviewer', note: null };
    expect(b.room.disputes).toEqual([
      {
        ...{ when: WHEN, round: 1, kind: 'peer', reason: 'unfair' },
        text: `${otto.word('reason')}: ${nora.word('quoted')}`,
        ...{ state: 'kept-out', settledWhen: WHEN, note },
      },
      { ...made, reason: 'other', text: otto.word('withdrawn'), state: 'withdrawn', settledWhen: WHEN },
      { ...made, reason: 'not-said', text: '', state: 'undecided', settledWhen: null },
    ]);
    const staff = (await grace.calls('me', {})).value.account?.id ?? STAFF;
    for (const secret of [STAFF, staff]) expect(b.text).not.toContain(secret);
    expect(a.room.disputes).toEqual([]);
    for (const secret of [otto.word('reason'), otto.word('withdrawn'), note, STAFF, staff])
      expect(a.text).not.toContain(secret);
    await debriefed.closes();
  }, 20_000);

  it('has thanks, whether they were said in the room or when it was closed', async () => {
    const [pia, rik] = [await story.typist('Pia'), await story.typist('Rik')];
    const debriefed = await Debriefed.from(story, { people: [pia.person, rik.person] });
    const thanks = async (who: Typist) => (await of(who)).room.thanks;
    const thank = async ({ browser }: Typist) => {
      const answer = await browser.calls('thankPartner', { params: { room: debriefed.room } });
      expect(answer.status).toBe(204);
    };
    await thank(pia);
    expect(await thanks(pia)).toEqual({ given: WHEN, received: false });
    expect(await thanks(rik)).toEqual({ given: null, received: true });
    await debriefed.closes();
    await thank(rik);
    for (const who of [pia, rik]) expect(await thanks(who)).toEqual({ given: WHEN, received: true });
  }, 20_000);

  it('has no word of a partner who has deleted their account, nor what was said of theirs', async () => {
    const [xenia, sven] = [await story.typist('Xenia'), await story.typist('Sven')];
    const { debriefed } = await corrected(xenia, sven);
    await debriefed.correct(debriefed.ben, 2, debriefed.peer(2, 3, { keep: sven.word('second') }));
    await debriefed.closes();
    await xenia.browser.calls('thankPartner', { params: { room: debriefed.room } });
    expect((await of(sven)).text).toContain(xenia.word('final'));
    const erased = await xenia.browser.calls('eraseAccount', { body: { password: PASSWORD, phrase: ERASURE_PHRASE } });
    expect(erased.status).toBe(202);
    await story.app.get(ErasureService, { strict: false }).carryOut(xenia.person.id, Date.now() + SETTLE_MS);
    const { text, room: left } = await of(sven);
    expect(text.toLowerCase()).not.toContain('xenia');
    expect(left).toMatchObject({
      correctedByPartner: [],
      disputes: [],
      thanks: { given: null, received: false },
    });
    expect(keeps(left)).toEqual([{ sheet: '1 self', keep: 'Asks first', corrected: false, earlier: [] }]);
  }, 20_000);
});
