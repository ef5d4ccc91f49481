import { Injectable } from '@nestjs/common';
import { CompileService } from './compile.service.js';
import { EpochStore } from './model/epoch.store.js';
import { RevealEffects } from './reveal.effects.js';
import { RevealService } from './reveal.service.js';
import { RevealStore } from './reveal.store.js';

/** A compile that has not come this long after the reveal was lost on the way and is done here. */
const LOST_AFTER_MS = 5_000;
/** However little has changed: averages stand still between two full solves. */
const SOLVE_EVERY_MS = 24 * 3_600_000;

/** What time brings (sheets open after 48 h at the latest) and what a crash left undone (G10). */
@Injectable()
export class RatingSweep {
  constructor(
    private readonly store: RevealStore,
    private readonly reveals: RevealService,
    private readonly compiles: CompileService,
    private readonly epochs: EpochStore,
    private readonly effects: RevealEffects,
  ) {}

  async run(): Promise<void> {
    for (const room of await this.store.due(new Date())) await this.reveals.consider(room);
    for (const room of await this.store.uncompiled(new Date(Date.now() - LOST_AFTER_MS))) {
      await this.compiles.compile(room);
    }
    await this.compiles.compileWaiting();
    await this.solveInTime();
  }

  /**
   * A solve that is on its way has its job already, and asking again adds nothing; one whose process died begins anew,
   * and one that was wished for while that job was still clearing up begins now.
   * Where it died after the new epoch had taken its place, what is left of the old one goes, a part at each turn.
   */
  private async solveInTime(): Promise<void> {
    const { finished_at, moved, abandoned, unsolved, wished, uncleared } = await this.epochs.staleness();
    const old = moved && finished_at.getTime() < Date.now() - SOLVE_EVERY_MS;
    if (wished) await this.effects.solve('staff');
    else if (old || abandoned || unsolved) await this.effects.solve(old ? 'nightly' : 'again');
    else if (uncleared) await this.epochs.clearSome();
  }
}
