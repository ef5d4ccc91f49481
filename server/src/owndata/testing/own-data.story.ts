import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import * as Y from 'yjs';
import type { Sheet } from '#shared/rating/sheet.js';
import { PasswordHasher } from '../../accounts/password.hasher.js';
import { packageRoot } from '../../config/package.root.js';
import type { Env } from '../../config/env.js';
import { FlowLibrary } from '../../flows/flow.library.js';
import { RatingSweep } from '../../ratings/rating.sweep.js';
import { RoomStory, until, type Person, type Tab } from '../../testing/room.story.js';
import { startTestApp, type TestApp } from '../../testing/test.app.js';
import { Visitor } from '../../testing/visitor.js';

export const PASSWORD = 'correct battery horse';
const FLOW = readFileSync(join(packageRoot, 'shared/content/flows/ml-case/churn-streaming.yaml'), 'utf8');

/** Somebody whose every word can be found again. */
export interface Typist {
  person: Person;
  browser: Visitor;
  email: string;
  /** What they type somewhere: their own word, and where it was typed. */
  word(where: string): string;
}

/** Two people with a past: rooms, sheets, notes, flows, vignettes, everything that somebody can leave behind. */
export class OwnDataStory extends RoomStory {
  private constructor(
    private readonly server: TestApp,
    readonly rating: RatingSweep,
  ) {
    super(server.app, server.url);
  }

  static async begin(settings: Partial<Env> = {}): Promise<OwnDataStory> {
    const server = await startTestApp({ rateLimitFactor: 20, ...settings });
    return new OwnDataStory(server, server.app.get(RatingSweep, { strict: false }));
  }

  async end(): Promise<void> {
    this.closeTabs();
    await this.server.close();
  }

  sql<T>(text: string, values: unknown[] = []): Promise<T[]> {
    return this.app.get(DataSource, { strict: false }).query(text, values);
  }

  async typist(name: string): Promise<Typist> {
    const person = await this.person(name);
    const hash = await this.app.get(PasswordHasher, { strict: false }).hash(PASSWORD);
    const email = `${name.toLowerCase()}-${person.id.slice(0, 8)}@typist.example`;
    await this.sql('UPDATE account SET password_hash = $2, email = $3 WHERE id = $1', [person.id, hash, email]);
    const browser = new Visitor(this.url, { Cookie: person.cookie });
    const profile = { tracks: ['ml-case' as const], level: 'mid' as const, languages: ['en' as const], goals: [] };
    await browser.calls('updateMe', { body: { profile: { ...profile, timeZone: 'Europe/Vienna' } } });
    return { person, browser, email, word: (where) => `${name}typed${where}` };
  }

  /** A whole session of two: they talk, take notes, mark, rate each other, and read the debrief. */
  async session(a: Typist, b: Typist): Promise<string> {
    const room = await this.room(a.person, b.person);
    const [tabA, tabB] = [await this.tab(a.person), await this.tab(b.person)];
    await tabA.join(room);
    await tabB.join(room);
    for (const [who, tab] of [
      [a, tabA],
      [b, tabB],
    ] as const) {
      await tab.does(room, { type: 'say', text: who.word('chat') });
      await tab.does(room, { type: 'writeNote', text: who.word('note') });
      await tab.does(room, { type: 'reportProblem', text: who.word('problem') });
      await this.shares(tab, room, who.word('shared'));
    }
    await this.round(room, 1, [a, tabA], [b, tabB]);
    await this.round(room, 2, [b, tabB], [a, tabA]);
    for (const tab of [tabA, tabB]) await tab.does(room, { type: 'finish' });
    await until(async () => (await this.handler.state(room)).phase.name === 'closed');
    for (const who of [a, b]) await this.marks(who, room);
    return room;
  }

  /** Until what is revealed is compiled. */
  async compiled(): Promise<void> {
    await until(async () => {
      await this.rating.run();
      const rows = await this.sql('SELECT FROM room_rating WHERE revealed_at IS NOT NULL AND compiled_at IS NULL');
      return rows.length === 0;
    }, 30_000);
  }

  /** Reads in the library, rates an answer, writes a flow, and publishes it. */
  async works({ browser, word }: Typist): Promise<void> {
    await browser.calls('openBrief', { params: { flow: 'churn-streaming' } });
    const { vignette } = (await browser.calls('nextVignette', { params: { track: 'ml-case' } })).value;
    if (!vignette) throw new Error('There is nothing to rate.');
    const scores = vignette.competencies.map((competency) => ({ competency, score: 3 as const }));
    await browser.calls('rateVignette', { body: { id: randomUUID(), vignette: vignette.handle, scores } });
    await browser.calls('createFlow', { body: { text: `title: ${word('draft')}\n` } });
    const text = FLOW.replace(/^title: .*$/m, `title: ${word('published')}`);
    const { id: flow, revision } = (await browser.calls('createFlow', { body: { text } })).value;
    const published = await browser.calls('publishFlow', { params: { flow }, body: { revision } });
    if (published.status !== 201) throw new Error(published.refusal.message);
  }

  private async round(room: string, round: 1 | 2, [one, tab]: [Typist, Tab], [other, tabOther]: [Typist, Tab]) {
    await tab.does(room, { type: 'declareReady', round });
    await tabOther.does(room, { type: 'declareReady', round });
    const { exercises } = await this.flowOf(room, round);
    const [competency = 'framing'] = exercises;
    const moment = { momentId: randomUUID(), side: 'strong' as const, competency };
    await tab.does(room, { type: 'addMoment', round, ...moment, text: one.word('first') });
    await tab.does(room, { type: 'editMoment', round, ...moment, text: one.word('moment') });
    await tab.does(room, { type: 'proposeEnd', round, scope: 'interview' });
    await tabOther.does(room, { type: 'answerEnd', round, agree: true });
    await this.drafts(other, room, round);
    const evidence = (who: Typist) => [{ kind: 'note' as const, text: who.word('evidence') }];
    const words = (who: Typist) => ({ keep: who.word('keep'), change: who.word('change') });
    const ratings = (who: Typist, score: 4 | 5) =>
      exercises.map((key) => ({ competency: key, score, evidence: evidence(who) }));
    await this.submits(other, room, round, {
      kind: 'self',
      content: { ratings: ratings(other, 4), overall: null, ...words(other) },
    });
    await this.submits(one, room, round, {
      kind: 'peer',
      content: { ratings: ratings(one, 5), overall: 'yes', ...words(one) },
    });
    const skills = (['preparation', 'clarity', 'followups', 'fairness'] as const).map((skill) => ({
      skill,
      score: 4 as const,
    }));
    await this.submits(other, room, round, { kind: 'interviewer', content: { ratings: skills, ...words(other) } });
  }

  async drafts({ browser, word }: Typist, room: string, round: 1 | 2): Promise<void> {
    const params = { room, round: round === 1 ? ('1' as const) : ('2' as const), kind: 'self' as const };
    const answer = await browser.calls('saveDraft', { params, body: { ratings: {}, keep: word('unfinished') } });
    if (answer.status !== 204) throw new Error(answer.refusal.message);
  }

  private async flowOf(room: string, round: 1 | 2) {
    const { rounds } = await this.handler.state(room);
    const flow = rounds[round - 1]?.flow;
    if (!flow) throw new Error('The round has no flow.');
    return this.app.get(FlowLibrary, { strict: false }).get(flow);
  }

  private async submits({ browser }: Typist, room: string, round: 1 | 2, sheet: Sheet): Promise<void> {
    const params = { room, round: round === 1 ? ('1' as const) : ('2' as const) };
    const answer = await browser.calls('submitSheet', { params, body: { id: randomUUID(), sheet } });
    if (answer.status !== 201) throw new Error(answer.refusal.message);
  }

  private async marks({ browser, person }: Typist, room: string): Promise<void> {
    const { value: report } = await browser.calls('report', { params: { room } });
    if (report.state === 'sealed') throw new Error(`The room is sealed for ${person.name}.`);
    const own = report.rounds.find((round) => round.candidate === report.seat);
    const item = `${own?.round}:keep`;
    await browser.calls('markUseful', { params: { room, item }, body: { useful: true } });
  }

  private async shares(tab: Tab, room: string, words: string): Promise<void> {
    const doc = new Y.Doc();
    const joined = await tab.ask('doc:join', { room, doc: 'notes-1' });
    if (!joined.ok) throw new Error(joined.code);
    Y.applyUpdate(doc, Buffer.from(joined.state, 'base64'));
    doc.getText('notes').insert(0, `${words}\n`);
    const update = Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64');
    const answer = await tab.ask('doc:update', { room, doc: 'notes-1', update });
    if (!answer.ok) throw new Error(answer.code);
  }
}
