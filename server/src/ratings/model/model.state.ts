import type { RatedSheet } from '#shared/rating/model/ledger.js';
import { RatingModel } from '#shared/rating/model/rating-model.js';
import type { Answer, Ask, Batch, CountedSheet, Exchange, RaterCalibration } from './model.messages.js';
import { candidateOutput, raterOutput } from './model.people.js';
import { ROLES, type Outputs, type Role } from './model.output.js';

/** Beyond this share of sheets that came or went since the last full solve it is time for the next one. */
const CHANGES_DUE = 0.1;

/**
 * The state of both models, of candidates and of interviewers, after a batch. It follows from the epoch's sheets and
 * the batches since, and from nothing else: every process that is given the same has the same, to the bit.
 */
export class ModelState {
  private readonly models: Record<Role, RatingModel> = { candidate: new RatingModel(), interviewer: new RatingModel() };
  /** Who has moved since it was last written, and by which batch last, with what is known of them after it. */
  private readonly moved = new Map<string, { batch: number; outputs: Outputs }>();

  readonly answers: { [E in Exchange]: (ask: Ask<E>) => Answer<E> } = {
    load: ({ sheets, calibrated }) => {
      for (const sheet of sheets) this.models[sheet.role].insert(ratedSheet(sheet));
      for (const each of calibrated) this.calibrate(each);
      return {};
    },
    solve: () => this.solve(),
    apply: ({ batches, written }) => {
      for (const batch of batches) this.apply(batch, written);
      const sheets = this.sum(({ size }) => size);
      const due = ROLES.some((role) => this.models[role].changes > CHANGES_DUE * this.models[role].size);
      return { sheets, changes: this.sum(({ changes }) => changes), due };
    },
    moved: ({ written }) => this.movedAfter(written),
    everybody: ({ from, count }) => this.everybody(from, count),
    figures: () => {
      const { candidate } = this.models;
      return {
        platform: { reliability: candidate.reliability(), holdOut: candidate.holdOut() },
        pairs: candidate.pairs(),
      };
    },
  };

  private sum(of: (model: RatingModel) => number): number {
    return ROLES.reduce((sum, role) => sum + of(this.models[role]), 0);
  }

  private solve(): Answer<'solve'> {
    this.moved.clear();
    this.roster = null;
    const solutions = ROLES.map((role) => this.models[role].solve());
    return {
      sheets: this.sum(({ size }) => size),
      people: this.people().length,
      sweeps: Math.max(...solutions.map(({ sweeps }) => sweeps)),
      change: Math.max(...solutions.map(({ change }) => change).filter(Number.isFinite), 0),
    };
  }

  private apply({ batch, removed, added, calibrated }: Batch, written: number): void {
    for (const { role, id } of [...removed].sort(byId)) this.models[role].remove(id);
    for (const sheet of [...added].sort(byId)) this.models[sheet.role].insert(ratedSheet(sheet));
    for (const each of calibrated) this.calibrate(each);
    this.roster = null;
    for (const role of ROLES) {
      const { candidates, raters } = this.models[role].relax().moved;
      if (batch <= written) continue;
      for (const account of candidates) {
        this.moved.set(`${role} ${account}`, { batch, outputs: this.outputsOf([{ role, account }], []) });
      }
      if (role === 'interviewer') continue;
      for (const account of raters) this.moved.set(account, { batch, outputs: this.outputsOf([], [account]) });
    }
  }

  private calibrate({ account, errors }: RaterCalibration): void {
    this.models.candidate.calibrate(account, errors);
  }

  private movedAfter(written: number): Outputs {
    for (const [key, { batch }] of this.moved) if (batch <= written) this.moved.delete(key);
    return joined([...this.moved.values()].map(({ outputs }) => outputs));
  }

  /** Everybody of whom anything is known, by account: worked out once for all parts. */
  private roster: string[] | null = null;

  private people(): string[] {
    this.roster ??= [...new Set(ROLES.flatMap((role) => this.models[role].people()))].sort();
    return this.roster;
  }

  private everybody(from: number, count: number): Answer<'everybody'> {
    const people = this.people();
    const part = people.slice(from, from + count);
    const candidates = part.flatMap((account) => ROLES.map((role) => ({ role, account })));
    const { candidates: known, raters } = this.outputsOf(candidates, part);
    const next = from + count < people.length ? from + count : null;
    return { outputs: { candidates: known, raters, goneCandidates: [], goneRaters: [] }, next };
  }

  private outputsOf(candidates: readonly { role: Role; account: string }[], raters: readonly string[]): Outputs {
    const outputs = empty();
    for (const { role, account } of candidates) {
      const known = candidateOutput(this.models[role], role, account);
      if (known) outputs.candidates.push(known);
      else outputs.goneCandidates.push({ role, account });
    }
    for (const account of raters) {
      const known = raterOutput(this.models.candidate, account);
      if (known) outputs.raters.push(known);
      else outputs.goneRaters.push(account);
    }
    return outputs;
  }
}

const empty = (): Outputs => ({ candidates: [], raters: [], goneCandidates: [], goneRaters: [] });

function joined(all: readonly Outputs[]): Outputs {
  return {
    candidates: all.flatMap(({ candidates }) => candidates),
    raters: all.flatMap(({ raters }) => raters),
    goneCandidates: all.flatMap(({ goneCandidates }) => goneCandidates),
    goneRaters: all.flatMap(({ goneRaters }) => goneRaters),
  };
}

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);

/** A flow belongs to one track, so that the question names both. */
function ratedSheet({ role: _role, flow, track, ...sheet }: CountedSheet): RatedSheet {
  return { ...sheet, question: `${track}/${flow}` };
}
