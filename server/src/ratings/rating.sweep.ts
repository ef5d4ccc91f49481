import { Injectable } from '@nestjs/common';
import { CompileService } from './compile.service.js';
import { RevealService } from './reveal.service.js';
import { RevealStore } from './reveal.store.js';

/** A compile that has not come this long after the reveal was lost on the way and is done here. */
const LOST_AFTER_MS = 5_000;

/** What time brings (sheets open after 48 h at the latest) and what a crash left undone (G10). */
@Injectable()
export class RatingSweep {
  constructor(
    private readonly store: RevealStore,
    private readonly reveals: RevealService,
    private readonly compiles: CompileService,
  ) {}

  async run(): Promise<void> {
    for (const room of await this.store.due(new Date())) await this.reveals.consider(room);
    for (const room of await this.store.uncompiled(new Date(Date.now() - LOST_AFTER_MS))) {
      await this.compiles.compile(room);
    }
  }
}
