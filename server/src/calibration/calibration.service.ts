import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type {
  Calibration,
  Comparison,
  NextVignette,
  rateVignetteSchema,
  TrackStanding,
  VignetteRatingRow,
  VignetteScore,
} from '#shared/contract/calibration.js';
import { TRACKS, type Track } from '#shared/interview/track.js';
import type { Vignette } from '#shared/interview/vignette.js';
import { strictnessByCompetency, strictnessOf, trackCalibration } from '#shared/rating/calibration.js';
import { Transaction } from '../database/transaction.js';
import { Refused } from '../http/refused.js';
import { RaterCalibrationService } from '../ratings/rater-calibration.service.js';
import { CalibrationStore, type RatingRow, type SetRow } from './calibration.store.js';
import { isRecheck, recheckHandle, RecheckService } from './recheck.service.js';
import { handleOf } from './vignette.handle.js';
import { VignetteLibrary } from './vignette.library.js';

export type VignetteSheet = z.output<typeof rateVignetteSchema>;

/** People rate answers whose scores are known, and learn how far off they are. */
@Injectable()
export class CalibrationService {
  constructor(
    private readonly library: VignetteLibrary,
    private readonly store: CalibrationStore,
    private readonly transaction: Transaction,
    private readonly raters: RaterCalibrationService,
    private readonly rechecks: RecheckService,
  ) {}

  async of(account: string): Promise<Calibration> {
    const rated = await this.store.of(account);
    const sets = rated.filter(isOfSet);
    const tracks = TRACKS.map((track) => this.standing(account, track, rated).progress);
    const over = tracks.filter(isOver);
    const interviews = over.length > 0 ? await this.rechecks.interviews(account) : 0;
    const further = over.filter(({ track }) => this.rechecks.due(account, track, rated, interviews) !== null);
    return {
      tracks,
      overall: strictnessOf(sets),
      competencies: strictnessByCompetency(sets),
      further: further.map(({ track }) => track),
      recheck: this.rechecks.last(rated),
    };
  }

  async next(account: string, track: Track): Promise<NextVignette> {
    const rated = await this.store.of(account);
    const { progress, toRate } = this.standing(account, track, rated);
    const [ofSet] = toRate;
    const due = ofSet
      ? { vignette: ofSet, handle: handleOf(account, ofSet) }
      : await this.further(account, progress, rated);
    if (!due) return { progress, vignette: null };
    const { vignette, handle } = due;
    const { title, level, question, answer, scores } = vignette;
    const competencies = scores.map(({ competency }) => competency);
    return { progress, vignette: { handle, title, level, question, answer, competencies } };
  }

  async rate(account: string, sheet: VignetteSheet): Promise<Comparison> {
    // In this order: of two that come at once, the later one finds the earlier here or at the insert.
    const rated = await this.store.of(account);
    const before = await this.store.byId(sheet.id);
    if (before) return this.again(account, sheet, before);
    const row = await this.rowFor(account, sheet, rated);
    if (await this.keep(row)) return await this.compare(account, row, [row, ...rated]);
    const meanwhile = await this.store.byId(sheet.id);
    if (!meanwhile) throw alreadyRated();
    return this.again(account, sheet, meanwhile);
  }

  async ratings(account: string, track: Track | undefined): Promise<{ ratings: VignetteRatingRow[] }> {
    const rows = await this.store.of(account);
    const wanted = rows.filter((row) => isOfSet(row) && (track === undefined || row.track === track));
    return { ratings: wanted.map((row) => ({ ...this.summary(row), scores: row.scores })) };
  }

  async rating(account: string, id: string): Promise<Comparison> {
    const row = await this.store.byId(id);
    if (row?.account_id !== account) throw new Refused('NOT_FOUND', 'There is no such rating.');
    return this.compare(account, row, await this.store.of(account));
  }

  /** For good, and for what is known of how strict the account is; `false` where it was rated before. */
  private keep(row: RatingRow): Promise<boolean> {
    return this.transaction.run(async (tx) => {
      const isNew = await this.store.insert(tx.manager, row);
      if (isNew) await this.raters.rated(tx, row.account_id);
      return isNew;
    });
  }

  /** The very same rating again gets its first answer; the id with another body is refused. */
  private async again(account: string, sheet: VignetteSheet, row: RatingRow): Promise<Comparison> {
    const same =
      row.account_id === account &&
      nameOf(account, row) === sheet.vignette &&
      sheet.scores.length === row.scores.length &&
      row.scores.every(({ competency, score }) => given(sheet, competency)[0] === score);
    if (!same) throw new Refused('COMMAND_ID_REUSED', 'This id was used for another rating; make a new one.');
    return this.compare(account, row, await this.store.of(account));
  }

  private async rowFor(account: string, sheet: VignetteSheet, rated: RatingRow[]): Promise<RatingRow> {
    if (rated.some((row) => nameOf(account, row) === sheet.vignette)) throw alreadyRated();
    for (const track of TRACKS) {
      const { progress, toRate } = this.standing(account, track, rated);
      const ofSet = toRate.find((vignette) => handleOf(account, vignette) === sheet.vignette);
      const due = ofSet ? null : await this.further(account, progress, rated);
      const vignette = ofSet ?? (due?.handle === sheet.vignette ? due.vignette : null);
      if (!vignette) continue;
      const kind = due ? { attempt: null, cycle: due.cycle } : { attempt: progress.attempt, cycle: null };
      const { id, version } = vignette;
      const scores = scoresFor(vignette, sheet);
      return { id: sheet.id, account_id: account, track, ...kind, vignette: id, version, scores, rated_at: new Date() };
    }
    throw new Refused('NOT_FOUND', 'There is no such answer for you to rate.');
  }

  /** An answer that is asked for although the sets of its track are over. */
  private async further(account: string, progress: TrackStanding, rated: RatingRow[]) {
    if (!isOver(progress)) return null;
    return this.rechecks.due(account, progress.track, rated, await this.rechecks.interviews(account));
  }

  private standing(account: string, track: Track, rated: RatingRow[]): { progress: TrackStanding; toRate: Vignette[] } {
    const vignettes = this.library.of(track);
    const { progress, toRate } = trackCalibration(account, track, vignettes, rated.filter(isOfSet));
    return { progress, toRate: toRate.flatMap((id) => vignettes.find((vignette) => vignette.id === id) ?? []) };
  }

  private async compare(account: string, row: RatingRow, rated: RatingRow[]): Promise<Comparison> {
    const vignette = this.library.find(row.vignette, row.version);
    const scores = row.scores.map((pair) => {
      const known = vignette?.scores.find(({ competency }) => competency === pair.competency);
      return { ...pair, quote: known?.quote ?? null, because: known?.because ?? null };
    });
    const { progress } = this.standing(account, row.track, rated);
    const more = progress.standing === 'open' || (await this.further(account, progress, rated)) !== null;
    return { rating: this.summary(row), scores, vignette, progress, more };
  }

  private summary({ id, track, attempt, vignette, version, rated_at }: RatingRow): Omit<VignetteRatingRow, 'scores'> {
    return { id, track, attempt, at: rated_at.getTime(), title: this.library.find(vignette, version)?.title ?? null };
  }
}

function isOver({ standing }: TrackStanding): boolean {
  return standing === 'calibrated' || standing === 'used-up';
}

function isOfSet(row: RatingRow): row is SetRow {
  return row.attempt !== null;
}

/** What a vignette was called towards somebody when they rated it. */
function nameOf(account: string, row: RatingRow): string {
  const vignette = { id: row.vignette, version: row.version };
  return isRecheck(row) ? recheckHandle(account, row.cycle, vignette) : handleOf(account, vignette);
}

/** What was given, in the order of the vignette, each beside its reference. */
function scoresFor(vignette: Vignette, sheet: VignetteSheet): RatingRow['scores'] {
  const scores = vignette.scores.flatMap(({ competency, score: reference }) =>
    given(sheet, competency).map((score) => ({ competency, score, reference })),
  );
  const each = new Set(scores.map(({ competency }) => competency)).size;
  if (each === vignette.scores.length && each === sheet.scores.length) return scores;
  const all = vignette.scores.map(({ competency }) => competency).join(', ');
  throw new Refused('SHEET_INCOMPLETE', `Rate each of these once, and no other: ${all}.`);
}

function given({ scores }: VignetteSheet, competency: string): VignetteScore[] {
  return scores.filter((one) => one.competency === competency).map(({ score }) => score);
}

function alreadyRated(): Refused {
  return new Refused('ALREADY_SUBMITTED', 'You have rated this answer already, and a rating is final.');
}
