/** Something took longer than it may; what came of it is unknown. */
export class TookTooLong extends Error {
  override name = 'TookTooLong';
}

/** The promise, or `TookTooLong` after so many milliseconds. */
export function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new TookTooLong(`Took longer than ${ms} ms.`)), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
