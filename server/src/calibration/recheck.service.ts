import { Injectable } from '@nestjs/common';
import type { Track } from '#shared/interview/track.js';
import type { Vignette } from '#shared/interview/vignette.js';
import { cycleOf, lastRecheck, recheckDue } from '#shared/rating/recheck.js';
import { CalibrationStore, type RatingRow, type RecheckRow } from './calibration.store.js';
import { handleOf } from './vignette.handle.js';
import { VignetteLibrary } from './vignette.library.js';

export interface DueRecheck {
  vignette: Vignette;
  cycle: number;
  handle: string;
}

/** Whether somebody still rates as the rubric does: after every ten interviews, two answers more. */
@Injectable()
export class RecheckService {
  constructor(
    private readonly library: VignetteLibrary,
    private readonly store: CalibrationStore,
  ) {}

  /** How many interviews somebody has rated, on which it rests whether something is due. */
  interviews(account: string): Promise<number> {
    return this.store.interviewsRated(account);
  }

  /** What is to be rated in a track whose sets are over, after so many interviews. */
  due(account: string, track: Track, rated: readonly RatingRow[], interviews: number): DueRecheck | null {
    const times = rated.map((row) => ({ vignette: row.vignette, at: row.rated_at.getTime() }));
    const vignettes = this.library.of(track);
    const id = recheckDue(account, interviews, vignettes, times, rated.filter(isRecheck));
    const vignette = vignettes.find((each) => each.id === id);
    if (!vignette) return null;
    const cycle = cycleOf(interviews);
    return { vignette, cycle, handle: recheckHandle(account, cycle, vignette) };
  }

  last(rated: readonly RatingRow[]): ReturnType<typeof lastRecheck> {
    return lastRecheck(rated.filter(isRecheck).map((row) => ({ ...row, at: row.rated_at.getTime() })));
  }
}

export function isRecheck(row: RatingRow): row is RecheckRow {
  return row.cycle !== null;
}

/** Another name in every cycle: the same answer may come once more. */
export function recheckHandle(account: string, cycle: number, vignette: Pick<Vignette, 'id' | 'version'>): string {
  return handleOf(`${account} ${cycle}`, vignette);
}
