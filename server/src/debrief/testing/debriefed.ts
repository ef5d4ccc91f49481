import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import type { FollowUp, SheetFollowUp } from '#shared/contract/follow-up.js';
import type { Report } from '#shared/contract/report.js';
import type { Flow } from '#shared/flow/flow.schema.js';
import type { CandidateSheet, InterviewerSheet, Sheet } from '#shared/rating/sheet.js';
import type { SheetKind } from '#shared/room/state.js';
import { FlowLibrary } from '../../flows/flow.library.js';
import type { Person, RoomStory, Tab } from '../../testing/room.story.js';
import { Visitor, type Answer } from '../../testing/visitor.js';

type Round = 1 | 2;
type Score = 3 | 4;

/** Two people whose debrief is open: Ada interviewed Ben in round 1, Ben interviewed Ada in round 2. */
export class Debriefed {
  private constructor(
    readonly story: RoomStory,
    readonly room: string,
    readonly tabs: { a: Tab; b: Tab },
    readonly ada: Visitor,
    readonly ben: Visitor,
    readonly people: [Person, Person],
    private readonly flows: [Flow, Flow],
  ) {}

  /** `sealed`: leave the sheets of round 2 out, so that all stay sealed. */
  static async from(
    story: RoomStory,
    { people, bot = false, sealed = false }: { people?: [Person, Person]; bot?: boolean; sealed?: boolean } = {},
  ): Promise<Debriefed> {
    const two = people ?? [await story.person('Ada', bot), await story.person('Ben')];
    const room = await story.room(...two);
    const [a, b] = [await story.tab(two[0]), await story.tab(two[1])];
    await a.join(room);
    await b.join(room);
    const [ada, ben] = [visitorOf(story, two[0]), visitorOf(story, two[1])];
    const library = story.app.get(FlowLibrary, { strict: false });
    const { rounds } = await story.handler.state(room);
    const [first, second] = rounds.map(({ flow }) => flow && library.get(flow));
    if (!first || !second) throw new Error('The room has no flows.');
    const debriefed = new Debriefed(story, room, { a, b }, ada, ben, two, [first, second]);
    await debriefed.interview(1);
    await debriefed.rate(1);
    await debriefed.interview(2);
    if (!sealed) await debriefed.rate(2);
    return debriefed;
  }

  peer(round: Round, score: Score = 4, words: Partial<CandidateSheet> = {}): Extract<Sheet, { kind: 'peer' }> {
    const exercised = this.flows[round === 1 ? 0 : 1].exercises;
    const ratings = exercised.map((competency) => ({ competency, score, evidence: [] }));
    return { kind: 'peer', content: { ratings, overall: 'yes', keep: 'Asks first', change: 'Land it', ...words } };
  }

  self(round: Round): Sheet {
    const { content } = this.peer(round, 3);
    return { kind: 'self', content: { ...content, overall: null } };
  }

  ofInterviewer(score: Score = 4, words: Partial<InterviewerSheet> = {}): Sheet {
    const ratings = (['preparation', 'clarity', 'followups', 'fairness'] as const).map((skill) => ({ skill, score }));
    return { kind: 'interviewer', content: { ratings, keep: '', change: '', ...words } };
  }

  dispute(
    who: Visitor,
    round: Round,
    kind: SheetKind,
    { id = randomUUID(), reason = 'not-said' as const, text = '' }: Partial<DisputeBody> = {},
  ): Promise<Answer<'disputeSheet'>> {
    return who.calls('disputeSheet', { params: this.place(round, kind), body: { id, reason, text } });
  }

  withdraw(who: Visitor, round: Round, kind: SheetKind): Promise<Answer<'withdrawDispute'>> {
    return who.calls('withdrawDispute', { params: this.place(round, kind) });
  }

  correct(
    who: Visitor,
    round: Round,
    sheet: Sheet,
    { id = randomUUID(), kind = sheet.kind }: { id?: string; kind?: SheetKind } = {},
  ): Promise<Answer<'correctSheet'>> {
    return who.calls('correctSheet', { params: this.place(round, kind), body: { id, sheet } });
  }

  async followUp(who: Visitor): Promise<FollowUp> {
    return (await who.calls('followUp', { params: { room: this.room } })).value;
  }

  async sheet(who: Visitor, round: Round, kind: SheetKind): Promise<SheetFollowUp> {
    const found = (await this.followUp(who)).sheets.find((sheet) => sheet.round === round && sheet.kind === kind);
    if (!found) throw new Error('There is no such sheet.');
    return found;
  }

  async report(who: Visitor): Promise<Extract<Report, { state: 'revealed' }>> {
    const { value } = await who.calls('report', { params: { room: this.room } });
    if (value.state !== 'revealed') throw new Error('The debrief is sealed.');
    return value;
  }

  /** The sheets were opened so long ago. */
  async opened(agoMs: number): Promise<void> {
    await this.sql('UPDATE room_rating SET revealed_at = $2 WHERE room_id = $1', [
      this.room,
      new Date(Date.now() - agoMs),
    ]);
  }

  sql(text: string, values: unknown[] = []): Promise<unknown> {
    return this.story.app.get(DataSource, { strict: false }).query(text, values);
  }

  /** Both are done, and the room closes. */
  async closes(): Promise<void> {
    await this.tabs.a.does(this.room, { type: 'finish' });
    await this.tabs.b.does(this.room, { type: 'finish' });
  }

  private place(round: Round, kind: SheetKind) {
    return { room: this.room, round: round === 1 ? ('1' as const) : ('2' as const), kind };
  }

  private async interview(round: Round): Promise<void> {
    const { a, b } = this.tabs;
    await a.does(this.room, { type: 'declareReady', round });
    await b.does(this.room, { type: 'declareReady', round });
    await a.does(this.room, { type: 'proposeEnd', round, scope: 'interview' });
    await b.does(this.room, { type: 'answerEnd', round, agree: true });
  }

  private async rate(round: Round): Promise<void> {
    const [interviewer, candidate] = round === 1 ? [this.ada, this.ben] : [this.ben, this.ada];
    const params = { room: this.room, round: round === 1 ? ('1' as const) : ('2' as const) };
    for (const [who, sheet] of [
      [interviewer, this.peer(round)],
      [candidate, this.self(round)],
      [candidate, this.ofInterviewer()],
    ] as const) {
      const answer = await who.calls('submitSheet', { params, body: { id: randomUUID(), sheet } });
      if (answer.status !== 201) throw new Error(answer.refusal.message);
    }
  }
}

interface DisputeBody {
  id: string;
  reason: 'not-said' | 'unfair' | 'other';
  text: string;
}

export function visitorOf(story: RoomStory, person: Person): Visitor {
  return new Visitor(story.url, { Cookie: person.cookie });
}
