import { randomUUID } from 'node:crypto';
import type { RouteInput, RouteResponse } from '#shared/contract/http.js';
import type { ClientPayload, ServerPayload } from '#shared/contract/socket.js';
import { RefusedByServer, type PeerClient } from '../support/peer.client.js';
import { ANSWERS, CARD_REPLIES, CHANGE, KEEP, SEEN } from './practice-words.js';
import { RoomMemory, type Round, type Seat } from './room-memory.js';
import type { SeededRandom } from './seeded-random.js';

type Flow = RouteResponse<'roomFlow'>;
export type Sheet = RouteInput<'submitSheet'>['body']['sheet'];
type CandidateSheet = Extract<Sheet, { kind: 'peer' }>['content'];
type Evidence = CandidateSheet['ratings'][number]['evidence'][number];
type Command = ClientPayload<'room:command'>['command'];
type RoomEvent = ServerPayload<'room:events'>['events'][number];

export interface Manner {
  /** Milliseconds between two things it does. */
  paceMs: number;
  /** Whether it ends the debrief by itself, or when its partner has. */
  ends?: 'itself' | 'with-partner';
  log: (line: string) => void;
}

/** Plays one room from either seat, from gathering to the end, through the public protocol alone. */
export class ScriptedPeer {
  /** The sheets that were accepted. */
  readonly submitted: { round: Round; sheet: Sheet }[] = [];
  private readonly memory = new RoomMemory();
  private readonly flows = new Map<Round, Flow>();
  private readonly answered = { steps: 0, cards: 0 };
  private seat: Seat = 'A';
  private todo: (() => Promise<void>)[] = [];
  private partnerFinished = false;

  constructor(
    private readonly client: PeerClient,
    private readonly room: string,
    private readonly random: SeededRandom,
    private readonly manner: Manner,
  ) {}

  /** Resolves when the room has closed. */
  async play(): Promise<void> {
    this.client.on('room:events', ({ room, events }) => {
      if (room === this.room) this.take(events);
    });
    await this.join();
    while (this.memory.phase !== 'closed') {
      await new Promise((resolve) => setTimeout(resolve, this.manner.paceMs));
      const next = this.todo.shift();
      try {
        await (next ? next() : this.carryOn());
      } catch (error) {
        // The room has moved on meanwhile: what was meant no longer fits. Anything else is a fault.
        if (!(error instanceof RefusedByServer)) throw error;
        this.manner.log(`refused: ${error.message}`);
      }
    }
  }

  /** Take the seat, after every connection anew. */
  async join(): Promise<void> {
    const { seat, events } = await this.client.request('room:join', { room: this.room, since: this.memory.seq });
    this.seat = seat;
    this.take(events);
  }

  private take(events: readonly RoomEvent[]): void {
    for (const event of events) {
      const known = event.seq <= this.memory.seq;
      if (!this.memory.apply(event)) {
        void this.join();
        return;
      }
      if (!known) this.react(event);
    }
  }

  private get interviewing(): boolean {
    return this.memory.interviewers[this.memory.round] === this.seat;
  }

  private send(command: Command): Promise<number> {
    return this.client.command(this.room, command);
  }

  private plan(...steps: (() => Promise<unknown>)[]): void {
    this.todo.push(...steps.map((step) => async () => void (await step())));
  }

  /** What somebody polite does at once: answer proposals, give hints, reply to a card. */
  private react({ body }: RoomEvent): void {
    const { round } = this.memory;
    if (body.type === 'briefingStarted') {
      this.todo = [];
      this.plan(() => this.send({ type: 'declareReady', round: body.round }));
    }
    if (body.type === 'endProposed' && body.by !== this.seat)
      this.plan(() => this.send({ type: 'answerEnd', round, agree: true }));
    if (body.type === 'extensionProposed' && body.by !== this.seat) {
      this.plan(() => this.send({ type: 'answerExtension', round, agree: true }));
    }
    if (body.type === 'finished' && body.seat !== this.seat) this.partnerFinished = true;
    if (body.type === 'hintAsked' && this.interviewing) this.plan(() => this.giveHint());
    if (!this.interviewing && body.type === 'stepEntered') this.plan(() => this.say(this.answer()));
    if (!this.interviewing && (body.type === 'cardPlayed' || body.type === 'secondProbePlayed'))
      this.plan(() => this.say(this.reply()));
    if (body.type === 'ratingStarted') {
      this.todo = [];
      this.plan(...this.ratings());
    }
    if (body.type === 'debriefStarted') this.plan(() => this.send({ type: 'thank' }));
  }

  /** What there is to do when nothing waits. */
  private async carryOn(): Promise<void> {
    const { phase, paused } = this.memory;
    if (phase === 'interview' && this.interviewing && !paused) await this.interview();
    if (phase === 'debrief' && (this.partnerFinished || this.manner.ends === 'itself'))
      await this.send({ type: 'finish' });
  }

  private answer(): string {
    this.answered.steps += 1;
    return ANSWERS[(this.answered.steps - 1) % ANSWERS.length] ?? '';
  }

  private reply(): string {
    this.answered.cards += 1;
    return CARD_REPLIES[(this.answered.cards - 1) % CARD_REPLIES.length] ?? '';
  }

  private say(text: string): Promise<number> {
    return this.send({ type: 'say', text });
  }

  private async flow(): Promise<Flow> {
    const { round } = this.memory;
    const known = this.flows.get(round);
    if (known) return known;
    const flow = await this.client.call('roomFlow', { params: { room: this.room, round: round === 1 ? '1' : '2' } });
    this.flows.set(round, flow);
    return flow;
  }

  /** One thing an interviewer does: ask, mark, probe, note, or go on. */
  private async interview(): Promise<void> {
    const { round, step: id } = this.memory;
    const flow = await this.flow();
    const step = flow.steps.find((other) => other.id === id);
    if (!step) return;
    const unmarked = step.signals.filter((signal) => !this.memory.signals.includes(signal.id));
    const marking = unmarked[0];
    if (unmarked.length === step.signals.length) await this.say(step.script);
    if (marking && unmarked.length > 1) {
      const mark = this.random.pick(['unprompted', 'missed'] as const);
      await this.send({ type: 'markSignal', round, signal: marking.id, mark, card: null });
      return;
    }
    if (marking) {
      await this.probe(flow, marking.id);
      await this.addMoment(marking.competency);
      return;
    }
    const last = flow.steps.filter(({ minutes }) => minutes[this.memory.length] > 0).at(-1)?.id === id;
    if (!last) await this.send({ type: 'advanceStep', round, from: id });
    else if (!this.memory.endProposed) await this.send({ type: 'proposeEnd', round, scope: 'interview' });
  }

  /** Play a card, and mark the signal as heard after it. */
  private async probe(flow: Flow, signal: string): Promise<void> {
    const { round, cards } = this.memory;
    const open = flow.cards.filter((card) => card.kind !== 'hint' && !cards.includes(card.id));
    const card = open.find((other) => other.signals.includes(signal)) ?? open[0];
    if (card) await this.send({ type: 'playCard', round, card: card.id });
    const mark = card ? ({ mark: 'after-card', card: card.id } as const) : ({ mark: 'missed', card: null } as const);
    await this.send({ type: 'markSignal', round, signal, ...mark });
  }

  private async addMoment(competency: Flow['exercises'][number]): Promise<void> {
    if (!(await this.flow()).exercises.includes(competency)) return;
    const side = this.random.pick(['strong', 'weak'] as const);
    const text = this.random.pick(SEEN[side]);
    await this.send({ type: 'addMoment', round: this.memory.round, momentId: randomUUID(), side, competency, text });
  }

  private async giveHint(): Promise<void> {
    const { round, cards } = this.memory;
    const hint = (await this.flow()).cards.find((card) => card.kind === 'hint' && !cards.includes(card.id));
    if (hint) await this.send({ type: 'giveHint', round, card: hint.id });
    else await this.say('I have no hint left for this one. Take your time.');
  }

  /** The sheets that are due after this round: the own one first, then the partner's. */
  private ratings(): (() => Promise<unknown>)[] {
    const round = this.memory.round === 1 ? '1' : '2';
    const submit = (sheet: Sheet) => this.submit(round, sheet);
    if (this.interviewing)
      return [async () => submit({ kind: 'peer', content: await this.candidateSheet(round, 'yes') })];
    const skills = (['preparation', 'clarity', 'followups', 'fairness'] as const).map((skill) => ({
      skill,
      score: this.random.pick([3, 4, 5] as const),
    }));
    return [
      async () => submit({ kind: 'self', content: await this.candidateSheet(round, null) }),
      () =>
        submit({
          kind: 'interviewer',
          content: { ratings: skills, keep: 'Clear questions, one at a time.', change: '' },
        }),
    ];
  }

  private async submit(round: '1' | '2', sheet: Sheet): Promise<void> {
    await this.client.call('submitSheet', { params: { room: this.room, round }, body: { id: randomUUID(), sheet } });
    this.submitted.push({ round: round === '1' ? 1 : 2, sheet });
  }

  /** Scores with the evidence there is: marks and moments as interviewer, cards and words as candidate. */
  private async candidateSheet(round: '1' | '2', overall: CandidateSheet['overall']): Promise<CandidateSheet> {
    const { sheets } = await this.client.call('ownSheets', { params: { room: this.room } });
    const own = sheets.find((sheet) => String(sheet.round) === round && sheet.kind === (overall ? 'peer' : 'self'));
    return {
      ratings: (own?.competencies ?? []).map((competency) => ({
        competency,
        score: this.random.pick([2, 3, 3, 4, 4, 5] as const),
        evidence: [this.evidence(overall !== null)],
      })),
      overall,
      keep: KEEP,
      change: CHANGE,
    };
  }

  private evidence(asInterviewer: boolean): Evidence {
    const { moments, signals, cards } = this.memory;
    const note: Evidence = { kind: 'note', text: 'As I remember it from the interview' };
    const card = cards.length ? [{ kind: 'card' as const, id: this.random.pick(cards) }] : [];
    if (!asInterviewer) return card[0] ?? note;
    const marked = signals.length ? [{ kind: 'signal' as const, id: this.random.pick(signals) }] : [];
    const noted = moments.length ? [{ kind: 'moment' as const, id: this.random.pick(moments) }] : [];
    const all: Evidence[] = [...noted, ...marked, ...card];
    return all.length ? this.random.pick(all) : note;
  }
}
