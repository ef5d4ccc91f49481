/** Why the server cannot start, in one sentence for whoever started it: shown without a stack. */
export class BootError extends Error {
  override name = 'BootError';
}
