import type pg from 'pg';
import { SIMULATED_FROM, SimulatedWorld } from '#shared/rating/simulation/simulate.js';
import type { DrillKind } from './bench.drills.js';
import { idOf, type BenchFlow } from './bench.names.js';
import { Histories, personRows, practiceRows, vignetteRows } from './bench.people.js';
import { roomRows } from './bench.rooms.js';
import { inOrder, sessionsOf, type SimulatedSession } from './bench.sessions.js';
import { BenchTables } from './bench.tables.js';
import { veteransIn, veteranSessions } from './bench.veterans.js';

const DAY_MS = 86_400_000;
/** The platform is as old as this, and its last session so long ago that a drill begun after it can have lapsed. */
const DAYS = 4 * 365;
const SILENT_DAYS = 20;
/** The number of somebody who has a drill open: all veterans have. */
const OPEN_DRILL = 5;
/** By how much veterans were off on the answers of their calibration. */
const VETERAN_ERRORS = [0.25, -0.125, 0.5, 0, -0.375, 0.125];

/** Somebody who was rated, as far as is asked for afterwards. `last`: epoch milliseconds of the last session. */
export interface Known {
  account: string;
  sessions: number;
  last: number;
  veteran: boolean;
  drill: DrillKind;
}

export interface BenchSize {
  people: number;
  sheets: number;
}

/** Accounts and rated rooms of a simulated world, put where they end up without being played. */
export class BenchWorld {
  private readonly tables: BenchTables;
  private readonly histories = new Histories();
  private readonly shift: number;

  /** `now`: epoch milliseconds; all was some days before. */
  constructor(
    private readonly client: pg.Client,
    private readonly flows: readonly BenchFlow[],
    private readonly now: number,
  ) {
    this.tables = new BenchTables(client);
    this.shift = now - (DAYS + SILENT_DAYS) * DAY_MS - SIMULATED_FROM;
  }

  /** Returns those who were rated. `watch` hears how many sheets are in. */
  async load({ people, sheets }: BenchSize, watch: (done: number) => void): Promise<Known[]> {
    await this.client.query('SET session_replication_role = replica');
    await this.client.query('SET synchronous_commit = on');
    const { people: veterans, sessions } = veteransIn(sheets);
    const others = sheets - 2 * veterans.length * sessions;
    const world = new SimulatedWorld({ seed: 1, people, sheets: others, days: DAYS });
    const calibration = world.calibration();
    const errorsOfVeterans = veterans.map((rater) => ({ rater, errors: VETERAN_ERRORS }));
    for (const { rater, errors } of [...calibration, ...errorsOfVeterans]) {
      await this.tables.add(vignetteRows(rater, errors, SIMULATED_FROM + this.shift - DAY_MS));
    }
    const partners = calibration.map(({ rater }) => rater);
    const time = { from: SIMULATED_FROM, to: SIMULATED_FROM + DAYS * DAY_MS };
    const theirs = veteranSessions({ people: veterans, sessions, partners, ...time });
    let done = 0;
    for (const session of inOrder(sessionsOf(world.sheets()), theirs)) {
      await this.session(session, veterans);
      done += session.second ? 2 : 1;
      watch(done);
    }
    const known = await this.everybody(veterans);
    await this.tables.flush();
    await this.client.query('ANALYZE');
    return known;
  }

  private async session(session: SimulatedSession, veterans: readonly string[]): Promise<void> {
    const { first } = session;
    const isTheirs = veterans.includes(first.rater) || veterans.includes(first.candidate);
    const marked = isTheirs ? ['keep', 'change', 'data'] : ['keep'];
    await this.tables.add(roomRows(session, { flows: this.flows, shift: this.shift, marked }));
    this.histories.add(session, first.at + this.shift);
  }

  private async everybody(veterans: readonly string[]): Promise<Known[]> {
    const ids = new Set(veterans.map(idOf));
    const known: Known[] = [];
    let number = 0;
    for (const [account, history] of this.histories.all()) {
      const veteran = ids.has(account);
      const { kind, rows } = practiceRows(account, history, veteran ? OPEN_DRILL : (number += 1), this.now);
      await this.tables.add({ ...personRows(account, history, this.now), ...rows });
      known.push({ account, sessions: history.sessions, last: history.last, veteran, drill: kind });
    }
    return known;
  }
}
