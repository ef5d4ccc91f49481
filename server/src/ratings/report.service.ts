import { Injectable } from '@nestjs/common';
import type { Report, ReportRound } from '#shared/contract/report.js';
import type { Flow } from '#shared/flow/flow.schema.js';
import { familyOf } from '#shared/interview/track.js';
import { opensAt, SHEET_GRACE_MS, sheetsOf } from '#shared/rating/owed.js';
import type { RoomState, RoundNumber, Seat } from '#shared/room/state.js';
import { FlowLibrary } from '../flows/flow.library.js';
import { Refused } from '../http/refused.js';
import { RoomHandler } from '../rooms/room.handler.js';
import { buildReport, type Revealed } from './report.builder.js';
import { RevealStore } from './reveal.store.js';
import { SheetStore, type SheetRow } from './sheet.store.js';

/** Reading the debrief, and saying of each item about oneself whether it helped. */
@Injectable()
export class ReportService {
  constructor(
    private readonly rooms: RoomHandler,
    private readonly sheets: SheetStore,
    private readonly reveals: RevealStore,
    private readonly flows: FlowLibrary,
  ) {}

  async of(room: string, account: string): Promise<Report> {
    const { state, seat } = await this.place(room, account);
    const report = await this.revealed(state, seat, await this.reveals.usefulOf(room, account));
    return report ?? sealed(state, seat, await this.sheets.ofRoom(room));
  }

  /** A round as its interviewer reads it: without what its candidate said of themself. For staff. */
  async roundFor(room: string, round: RoundNumber): Promise<{ state: RoomState; round: ReportRound }> {
    const state = await this.rooms.state(room);
    const report = await this.revealed(state, state.rounds[round === 1 ? 0 : 1].interviewer, {});
    const found = report?.rounds.find((other) => other.round === round);
    if (!found) throw new Error(`room ${room} has no round ${round} to read`);
    return { state, round: found };
  }

  async markUseful(room: string, account: string, item: string, useful: boolean | null): Promise<void> {
    const report = await this.of(room, account);
    if (report.state === 'sealed') throw new Refused('SEALED', 'The ratings of this room are still sealed.');
    const items = report.rounds.flatMap((round) => {
      if (round.candidate !== report.seat || !round.peer) return [];
      const rated = round.peer.ratings.filter(({ score }) => score !== null).map(({ competency }) => competency);
      return [...rated, 'keep', 'change'].map((key) => `${round.round}:${key}`);
    });
    if (!items.includes(item)) throw new Refused('NOT_FOUND', 'There is no such item of feedback about you.');
    await this.reveals.markUseful(room, account, item, useful);
  }

  private async revealed(state: RoomState, seat: Seat, useful: Record<string, boolean>): Promise<Revealed | null> {
    const row = await this.reveals.of(state.id);
    if (!row?.revealed_at) return null;
    const flows: [Flow, Flow] = [this.flowOf(state, 0), this.flowOf(state, 1)];
    return buildReport({
      state,
      seat,
      sheets: await this.sheets.ofRoom(state.id),
      flows,
      rubrics: [this.flows.rubric(familyOf(flows[0].track)), this.flows.rubric(familyOf(flows[1].track))],
      revealedAt: row.revealed_at,
      counts: row.counts,
      useful,
    });
  }

  private async place(room: string, account: string): Promise<{ state: RoomState; seat: Seat }> {
    const seat = await this.rooms.seatOf(room, account);
    if (!seat) throw new Refused('NOT_FOUND', 'There is no such room.');
    return { state: await this.rooms.state(room), seat };
  }

  private flowOf(state: RoomState, index: 0 | 1): Flow {
    const ref = state.rounds[index].flow;
    if (!ref) throw new Error(`room ${state.id} has no flow in round ${index + 1}`);
    return this.flows.get(ref);
  }
}

function sealed(state: RoomState, seat: Seat, stored: SheetRow[]): Report {
  const missing = sheetsOf(state).filter(
    ({ round, kind }) => !stored.some((row) => row.round === round && row.sheet.kind === kind),
  );
  return {
    state: 'sealed',
    seat,
    opensAt: opensAt(state) ?? state.at + SHEET_GRACE_MS,
    owed: {
      A: missing.filter((sheet) => sheet.seat === 'A').length,
      B: missing.filter((sheet) => sheet.seat === 'B').length,
    },
  };
}
