/** What became of a submitted row: in, or not in because its number or its command was taken. */
export type Outcome = 'stored' | 'lost';

interface Waiting<T> {
  row: T;
  /** Nobody waits for the answer any more: do not begin. */
  abandoned: () => boolean;
  resolve: (outcome: Outcome) => void;
  reject: (error: unknown) => void;
}

export class QueueFull extends Error {}
export class Abandoned extends Error {}

export interface GroupCommitOptions<T> {
  /** Writes rows in one durable statement and gives back those that went in. */
  write: (rows: T[]) => Promise<Set<T>>;
  /** The statement failed as a whole although the database is there: one of the rows is to blame. */
  isRowsFault: (error: unknown) => boolean;
  maxWaiting: number;
  maxRows: number;
  onFlush?: (rows: number) => void;
}

/**
 * Rows of many rooms become durable together: while one flush is under way the next gathers, so that durability costs
 * one write to disk a flush and not one a command.
 */
export class GroupCommit<T> {
  private waiting: Waiting<T>[] = [];
  private flushing = false;

  constructor(private readonly options: GroupCommitOptions<T>) {}

  submit(row: T, abandoned: () => boolean): Promise<Outcome> {
    if (this.waiting.length >= this.options.maxWaiting) return Promise.reject(new QueueFull());
    return new Promise((resolve, reject) => {
      this.waiting.push({ row, abandoned, resolve, reject });
      if (!this.flushing) void this.flush();
    });
  }

  private async flush(): Promise<void> {
    this.flushing = true;
    while (this.waiting.length > 0) {
      const taken = this.waiting.splice(0, this.options.maxRows);
      const batch: Waiting<T>[] = [];
      for (const waiting of taken) {
        if (waiting.abandoned()) waiting.reject(new Abandoned());
        else batch.push(waiting);
      }
      if (batch.length > 0) await this.write(batch);
    }
    this.flushing = false;
  }

  private async write(batch: Waiting<T>[]): Promise<void> {
    try {
      const stored = await this.options.write(batch.map(({ row }) => row));
      this.options.onFlush?.(batch.length);
      for (const { row, resolve } of batch) resolve(stored.has(row) ? 'stored' : 'lost');
    } catch (error) {
      if (batch.length > 1 && this.options.isRowsFault(error)) {
        // Nothing went in. One room's bad row must not cost the others their commands.
        for (const one of batch) await this.write([one]);
        return;
      }
      for (const { reject } of batch) reject(error);
    }
  }
}
