import type { ServerPayload } from '#shared/contract/socket.js';

type RoomEvent = ServerPayload<'room:events'>['events'][number];
export type Seat = 'A' | 'B';
export type Round = 1 | 2;

/** What a client has to remember of a room to play in it, folded from the events that it was sent. */
export class RoomMemory {
  seq = 0;
  phase: 'gathering' | 'briefing' | 'interview' | 'rating' | 'debrief' | 'closed' = 'gathering';
  round: Round = 1;
  step = '';
  paused = false;
  length: 'full' | 'short' = 'full';
  endProposed = false;
  interviewers: Record<Round, Seat> = { 1: 'A', 2: 'B' };
  cards: string[] = [];
  moments: string[] = [];
  signals: string[] = [];

  /** Take an event in its order; `false` when it does not follow on the last one, and a sync is due. */
  apply(event: RoomEvent): boolean {
    if (event.seq <= this.seq) return true;
    if (event.seq !== this.seq + 1) return false;
    this.seq = event.seq;
    this.fold(event.body);
    return true;
  }

  private fold(body: RoomEvent['body']): void {
    if (body.type === 'opened') this.length = body.length;
    if (body.type === 'opened') this.interviewers = { 1: body.rounds[0].interviewer, 2: body.rounds[1].interviewer };
    if (body.type === 'briefingStarted') this.begin('briefing', body.round);
    if (body.type === 'interviewStarted') this.phase = 'interview';
    if (body.type === 'ratingStarted') this.phase = 'rating';
    if (body.type === 'debriefStarted') this.phase = 'debrief';
    if (body.type === 'closed') this.phase = 'closed';
    if (body.type === 'stepEntered') this.step = body.step;
    if (body.type === 'endProposed') this.endProposed = true;
    if (body.type === 'endAnswered' || body.type === 'endWithdrawn' || body.type === 'endLapsed')
      this.endProposed = false;
    if (body.type === 'paused') this.paused = true;
    if (body.type === 'resumed') this.paused = false;
    if (body.type === 'cardPlayed' || body.type === 'hintGiven') this.cards.push(body.card);
    if (body.type === 'momentAdded') this.moments.push(body.moment.id);
    if (body.type === 'signalMarked') this.signals.push(body.signal);
  }

  private begin(phase: 'briefing', round: Round): void {
    this.phase = phase;
    this.round = round;
    this.endProposed = false;
    this.cards = [];
    this.moments = [];
    this.signals = [];
  }
}
