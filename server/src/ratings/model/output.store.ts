import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Answer } from './model.messages.js';
import type { CandidateOutput, Outputs } from './model.output.js';

/** Rows of one statement: with more of them it only takes more memory. */
const POINTS_AT_ONCE = 2_000;

/** Writes what the model says, always under an epoch: readers see the rows of one epoch and no other. */
@Injectable()
export class OutputStore {
  /** Replace what is written of these people. */
  async write(manager: EntityManager, epoch: number, outputs: Outputs): Promise<void> {
    await this.forget(manager, epoch, outputs);
    await this.writeCandidates(manager, epoch, outputs.candidates);
    await this.writePoints(manager, epoch, outputs.candidates);
    await manager.query(
      `INSERT INTO rating_rater (epoch, account_id, severity, se, sheets, vignettes, consistency, fit, spread, flags)
       SELECT $1, x.account, x.severity, x.se, x.sheets, x.vignettes, x.consistency, x.fit, x.spread, x.flags
       FROM jsonb_to_recordset($2) AS x (
         account uuid, severity float8, se float8, sheets int, vignettes int, consistency float8, fit float8,
         spread float8, flags jsonb)
       ON CONFLICT (epoch, account_id) DO UPDATE SET severity = excluded.severity, se = excluded.se,
         sheets = excluded.sheets, vignettes = excluded.vignettes, consistency = excluded.consistency,
         fit = excluded.fit, spread = excluded.spread, flags = excluded.flags`,
      [epoch, JSON.stringify(outputs.raters)],
    );
  }

  /** What a full solve says of pairs and of the whole platform. */
  async writeFigures(manager: EntityManager, epoch: number, { pairs, platform }: Answer<'figures'>): Promise<void> {
    await manager.query(
      `INSERT INTO rating_pair (epoch, a, b, effect, sheets)
       SELECT $1, x.a, x.b, x.effect, x.sheets
       FROM jsonb_to_recordset($2) AS x (a uuid, b uuid, effect float8, sheets int)`,
      [epoch, JSON.stringify(pairs)],
    );
    await manager.query('UPDATE rating_epoch SET platform = $2 WHERE id = $1', [epoch, JSON.stringify(platform)]);
  }

  private async forget(manager: EntityManager, epoch: number, { goneCandidates, goneRaters }: Outputs): Promise<void> {
    const gone = [epoch, JSON.stringify(goneCandidates)];
    for (const table of ['rating_candidate', 'rating_point']) {
      await manager.query(
        `DELETE FROM ${table} t USING jsonb_to_recordset($2) AS x (role text, account uuid)
         WHERE t.epoch = $1 AND t.role = x.role AND t.account_id = x.account`,
        gone,
      );
    }
    await manager.query('DELETE FROM rating_rater WHERE epoch = $1 AND account_id = ANY($2)', [epoch, goneRaters]);
  }

  private async writeCandidates(manager: EntityManager, epoch: number, rows: CandidateOutput[]): Promise<void> {
    const json = JSON.stringify(rows.map(({ points: _points, ...row }) => row));
    await manager.query(
      `INSERT INTO rating_candidate (epoch, role, account_id, shown, score, se, sheets, raters, level, bands,
                                     percentiles, explain, competencies, by_track, by_level, raters_like)
       SELECT $1, x.role, x.account, x.shown, x.score, x.se, x.sheets, x.raters, x.level, x.bands,
              x.percentiles, x.explain, x.competencies, x."byTrack", x."byLevel", x."ratersLike"
       FROM jsonb_to_recordset($2) AS x (
         role text, account uuid, shown text, score float8, se float8, sheets int, raters int, level text,
         bands jsonb, percentiles jsonb, explain jsonb,
         competencies jsonb, "byTrack" jsonb, "byLevel" jsonb, "ratersLike" jsonb)
       ON CONFLICT (epoch, role, account_id) DO UPDATE SET
         shown = excluded.shown, score = excluded.score, se = excluded.se, sheets = excluded.sheets,
         raters = excluded.raters, level = excluded.level,
         bands = excluded.bands, percentiles = excluded.percentiles, explain = excluded.explain,
         competencies = excluded.competencies, by_track = excluded.by_track, by_level = excluded.by_level,
         raters_like = excluded.raters_like`,
      [epoch, json],
    );
  }

  /** Where a sheet was comes from the ledger: the model does not know. */
  private async writePoints(manager: EntityManager, epoch: number, rows: CandidateOutput[]): Promise<void> {
    const people = rows.filter(({ role }) => role === 'candidate');
    const accounts = people.map(({ account }) => account);
    const points = people.flatMap(({ account, points: own }) => own.map((point) => ({ account, ...point })));
    const sheets = points.map(({ sheet }) => sheet);
    await manager.query(
      `DELETE FROM rating_point
       WHERE epoch = $1 AND role = 'candidate' AND account_id = ANY($2) AND sheet_id <> ALL ($3)`,
      [epoch, accounts, sheets],
    );
    for (let from = 0; from < points.length; from += POINTS_AT_ONCE) {
      await manager.query(
        `INSERT INTO rating_point AS p (epoch, role, account_id, at, sheet_id, room_id, round, track, level, raw, score,
                                        se, scores)
         SELECT $1, 'candidate', x.account, c.at, x.sheet, c.room_id, c.round, c.track, c.level, x.raw, x.score, x.se,
                x.scores
         FROM jsonb_to_recordset($2) AS x (account uuid, sheet uuid, raw float8, score float8, se float8, scores jsonb)
         JOIN LATERAL (
           SELECT * FROM counted_sheet l WHERE l.sheet_id = x.sheet ORDER BY l.version DESC LIMIT 1
         ) AS c ON true
         ON CONFLICT (epoch, role, account_id, at, sheet_id) DO UPDATE SET
           raw = excluded.raw, score = excluded.score, se = excluded.se, scores = excluded.scores
         WHERE (p.raw, p.score, p.se, p.scores) IS DISTINCT FROM (excluded.raw, excluded.score, excluded.se, excluded.scores)`,
        [epoch, JSON.stringify(points.slice(from, from + POINTS_AT_ONCE))],
      );
    }
  }
}
