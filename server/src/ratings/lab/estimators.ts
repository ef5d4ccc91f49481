import type { Estimated } from '#shared/rating/model/filter.js';
import type { RatedSheet } from '#shared/rating/model/ledger.js';
import type { CandidateEstimate } from '#shared/rating/model/outcome.js';
import { RatingModel } from '#shared/rating/model/rating-model.js';
import { RawMean } from '#shared/rating/model/raw-mean.js';

/** A sheet, and what the candidate said of the interviewer on it. */
export interface LabSheet extends RatedSheet {
  raterLevel: string;
  quality?: Readonly<Record<string, number>>;
}

export interface Prediction {
  overall?: Estimated;
  competencies?: Record<string, Estimated>;
  severity?: Estimated;
  quality?: Estimated;
  show?: CandidateEstimate['show'];
  explain?: CandidateEstimate['explain'];
}

/** What the command lines do with a method: all of it over whole files. */
export interface Estimator {
  add(sheet: LabSheet): void;
  calibrate(rater: string, errors: readonly number[]): void;
  /** After the last sheet. */
  finish(): void;
  people(): readonly string[];
  predict(person: string): Prediction;
}

/** The sheet that the candidate wrote: the interviewer is who is rated. */
function swapped({ quality, raterLevel, candidate, rater, ...sheet }: LabSheet): RatedSheet | null {
  if (!quality || Object.keys(quality).length === 0) return null;
  return { ...sheet, candidate: rater, rater: candidate, level: raterLevel, scores: quality };
}

/** Which share of the sheets may be new before everything is solved for anew. */
const NEW_SHARE = 0.1;

/** Both directions of the model: of candidates, and with the roles swapped of interviewers. */
export class ModelEstimator implements Estimator {
  private readonly candidates = new RatingModel();
  private readonly interviewers = new RatingModel();

  /** With `incremental` every sheet is relaxed as it comes, and all is solved for when a tenth of them is new. */
  constructor(private readonly incremental: boolean) {}

  add(sheet: LabSheet): void {
    this.candidates.insert(sheet);
    const other = swapped(sheet);
    if (other) this.interviewers.insert(other);
    if (!this.incremental) return;
    if (this.candidates.changes > NEW_SHARE * this.candidates.size) {
      this.solve();
    } else {
      this.candidates.relax();
      this.interviewers.relax();
    }
  }

  calibrate(rater: string, errors: readonly number[]): void {
    this.candidates.calibrate(rater, errors);
  }

  finish(): void {
    if (!this.incremental) this.solve();
  }

  private solve(): void {
    this.candidates.solve();
    this.interviewers.solve();
  }

  people(): readonly string[] {
    return this.candidates.people();
  }

  predict(person: string): Prediction {
    const known = this.candidates.candidate(person);
    const quality = this.interviewers.candidate(person)?.overall;
    const severity = this.candidates.severity(person) ?? undefined;
    if (!known) return { severity, quality };
    const { overall, competencies, show, explain } = known;
    return { overall, competencies, severity, quality, show, explain };
  }
}

/** The plain mean, to be compared with. */
export class RawEstimator implements Estimator {
  private readonly candidates = new RawMean();
  private readonly interviewers = new RawMean();
  private readonly seen = new Set<string>();

  add(sheet: LabSheet): void {
    this.seen.add(sheet.candidate).add(sheet.rater);
    this.candidates.insert(sheet);
    const other = swapped(sheet);
    if (other) this.interviewers.insert(other);
  }

  calibrate(): void {
    // A plain mean knows nothing of vignettes.
  }

  finish(): void {
    // It is always finished.
  }

  people(): readonly string[] {
    return [...this.seen];
  }

  predict(person: string): Prediction {
    return {
      ...this.candidates.candidate(person),
      severity: this.candidates.severity(person) ?? undefined,
      quality: this.interviewers.candidate(person)?.overall,
    };
  }
}
