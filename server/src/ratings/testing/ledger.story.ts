import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { INestApplication } from '@nestjs/common';
import { COMPETENCIES, INTERVIEWER_SKILLS } from '#shared/interview/competency.js';
import type { Level, Track } from '#shared/interview/track.js';
import { Transaction } from '../../database/transaction.js';
import { EpochSolver } from '../model/epoch.solver.js';
import { LedgerStore } from '../model/ledger.store.js';
import type { CandidateOutput } from '../model/model.output.js';
import { ModelWriter } from '../model/model.writer.js';
import { ReplicaService } from '../model/replica.service.js';

type Score = 1 | 2 | 3 | 4 | 5;

/** One round that was held and rated: what the interviewer gave, and what the candidate gave the interviewer. */
export interface RatedRound {
  candidate: string;
  interviewer: string;
  scores: Readonly<Record<string, Score>>;
  skills?: Readonly<Record<string, Score>>;
  /** Days after the first of January 2026. */
  day: number;
  flow?: string;
  track?: Track;
  level?: Level;
}

export interface Written {
  candidates: unknown[];
  points: unknown[];
  raters: unknown[];
}

const DAY_MS = 86_400_000;
const START = Date.UTC(2026, 0, 1);
const nothing = (): Promise<void> => Promise.resolve();

/** Rooms that were rated and revealed, put where they end up without being played. */
export class LedgerStory {
  constructor(private readonly app: INestApplication) {}

  sql(text: string, values: unknown[] = []): Promise<unknown> {
    return this.app.get(DataSource, { strict: false }).query(text, values);
  }

  /** A room with one rated round; `peer` and `interviewer` are the ids of its sheets. */
  async rates(round: RatedRound): Promise<{ room: string; peer: string; interviewer: string }> {
    const ids = { room: randomUUID(), peer: randomUUID(), interviewer: randomUUID() };
    const { candidate, interviewer, track = 'ml-case', level = 'mid', flow = 'churn' } = round;
    const at = new Date(START + round.day * DAY_MS);
    await this.sql(
      `INSERT INTO room (id, status, seq, track, level, length, phase, created_at, closed_at, close_reason)
       VALUES ($1, 'closed', 1, $2, $3, 'short', 'closed', $4, $4, 'completed')`,
      [ids.room, track, level, at],
    );
    await this.sql(
      `INSERT INTO room_peer (room_id, seat, account_id, open) VALUES ($1, 'A', $2, false), ($1, 'B', $3, false)`,
      [ids.room, interviewer, candidate],
    );
    await this.sql(
      `INSERT INTO room_rating (room_id, counts, check_at, revealed_at, compiled_at) VALUES ($1, true, $2, $2, $2)`,
      [ids.room, at],
    );
    await this.sql(
      `INSERT INTO held_round (room_id, round, track, flow_id, flow_version, candidate_level, interviewer_level, ended_at)
       VALUES ($1, 1, $2, $3, 1, $4, $4, $5)`,
      [ids.room, track, flow, level, at],
    );
    await this.sheet(ids.peer, ids.room, 'peer', interviewer, candidate, at, {
      ratings: COMPETENCIES.flatMap((competency) => {
        const score = round.scores[competency];
        return score === undefined ? [] : [{ competency, score, evidence: [] }];
      }),
      ...{ overall: 'yes', keep: 'Asks first', change: 'Land it' },
    });
    if (round.skills) {
      await this.sheet(ids.interviewer, ids.room, 'interviewer', candidate, interviewer, at, {
        ratings: INTERVIEWER_SKILLS.map((skill) => ({ skill, score: round.skills?.[skill] ?? null })),
        ...{ keep: '', change: '' },
      });
    }
    return ids;
  }

  /** What `compile-sheet` does with the model. */
  async compiles(room: string): Promise<void> {
    await this.app.get(ModelWriter, { strict: false }).advance({ room, prepare: nothing, finish: nothing });
  }

  /** Whatever was rated and is not in the ledger comes in, all at once. */
  async entersAll(): Promise<void> {
    const store = this.app.get(LedgerStore, { strict: false });
    const rooms = z
      .array(z.object({ room_id: z.uuid() }))
      .parse(await this.sql('SELECT room_id FROM held_round WHERE room_id NOT IN (SELECT room_id FROM counted_sheet)'));
    await this.app.get(Transaction, { strict: false }).run(async ({ manager }) => {
      for (const { room_id } of rooms) await store.enter(manager, room_id);
      await store.assign(manager);
    });
  }

  /** The facts of an account that a compile of a played room writes. */
  async hasFacts(account: string): Promise<void> {
    await this.sql(
      `INSERT INTO progress_summary (account_id, compiled_at, sessions, partners, as_interviewer, signals, self)
       VALUES ($1, now(), 1, 1, '{"sheets": 0, "skills": []}', '[]', '{}')`,
      [account],
    );
  }

  /** A new epoch, as every night. */
  async solvesAnew(): Promise<void> {
    if (!(await this.app.get(EpochSolver, { strict: false }).solve('test')))
      throw new Error('It is being solved already.');
  }

  async ratesAndCompiles(round: RatedRound): Promise<{ room: string; peer: string; interviewer: string }> {
    const ids = await this.rates(round);
    await this.compiles(ids.room);
    return ids;
  }

  async rebuilds(): Promise<void> {
    await this.app.get(EpochSolver, { strict: false }).rebuild();
  }

  async compilesWaiting(): Promise<void> {
    await this.app.get(ModelWriter, { strict: false }).advanceWaiting();
  }

  /** What this process's copy of the model says of these people as candidates, by account. */
  async says(accounts: readonly string[]): Promise<{ account: string; candidate: CandidateOutput | undefined }[]> {
    const replica = this.app.get(ReplicaService, { strict: false });
    const state = await this.app.get(LedgerStore, { strict: false }).state();
    return replica.exclusively(async () => {
      await replica.catchUp(state);
      const all: CandidateOutput[] = [];
      for await (const { candidates } of replica.everybody(3)) all.push(...candidates);
      return [...accounts].sort().map((account) => ({
        account,
        candidate: all.find((each) => each.account === account && each.role === 'candidate'),
      }));
    });
  }

  /** The process forgets its copy of the model, as one that starts has none. */
  restarts(): Promise<void> {
    return this.app.get(ReplicaService, { strict: false }).discard();
  }

  /** All that is written under the epoch that is read, without its number. */
  async written(): Promise<Written> {
    const read = async (table: string, order: string) =>
      z
        .array(z.object({ row: z.unknown() }))
        .parse(
          await this.sql(
            `SELECT to_jsonb(t) - 'epoch' AS row FROM ${table} t
             WHERE epoch = (SELECT epoch FROM rating_state) ORDER BY ${order}`,
          ),
        )
        .map(({ row }) => row);
    return {
      candidates: await read('rating_candidate', 'role, account_id'),
      points: await read('rating_point', 'account_id, at, sheet_id'),
      raters: await read('rating_rater', 'account_id'),
    };
  }

  private async sheet(
    id: string,
    room: string,
    kind: string,
    author: string,
    about: string,
    at: Date,
    content: object,
  ): Promise<void> {
    await this.sql(
      `INSERT INTO sheet (id, room_id, round, kind, author_id, about_id, content, submitted_at)
       VALUES ($1, $2, 1, $3, $4, $5, $6, $7)`,
      [id, room, kind, author, about, JSON.stringify(content), at],
    );
  }
}
