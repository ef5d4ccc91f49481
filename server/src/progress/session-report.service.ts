import { Injectable } from '@nestjs/common';
import { SessionListStore } from './session-list.store.js';

/** A room that is over and compiled is written down once for each of the two, as it stands in their list. */
@Injectable()
export class SessionReportService {
  constructor(private readonly store: SessionListStore) {}

  /** Nothing while the room is open, or before its sheets are compiled. Repeatable. */
  async write(room: string): Promise<void> {
    await this.store.report([room]);
  }

  /** What closed after its compile, and what a crash has lost. */
  async writeLost(): Promise<void> {
    const rooms = await this.store.unreported();
    if (rooms.length > 0) await this.store.report(rooms);
  }
}
