/** One thing at a time for each key, in the order asked; different keys do not wait for each other. */
export class Mailbox {
  private readonly tails = new Map<string, { tail: Promise<unknown>; length: number }>();

  constructor(private readonly maxWaiting: number) {}

  /** `null` where too many wait for this key already. */
  run<T>(key: string, work: () => Promise<T>): Promise<T> | null {
    const box = this.tails.get(key) ?? { tail: Promise.resolve(), length: 0 };
    if (box.length >= this.maxWaiting) return null;
    const result = box.tail.then(work);
    box.length += 1;
    box.tail = result.then(
      () => this.leave(key, box),
      () => this.leave(key, box),
    );
    this.tails.set(key, box);
    return result;
  }

  private leave(key: string, box: { length: number }): void {
    box.length -= 1;
    if (box.length === 0) this.tails.delete(key);
  }
}
