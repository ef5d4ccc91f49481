import { pino, type DestinationStream, type Logger, type LoggerOptions } from 'pino';
import type { LoggerService } from '@nestjs/common';
import type { Env } from './env.js';
import { codeOf } from './error.code.js';

/** Injection token of the log. */
export const LOG = Symbol('LOG');
export type Log = Logger;

/** JSON lines on standard output. What could be a secret is cut out wherever it stands. */
export function createLog(env: Pick<Env, 'logLevel'>, to: DestinationStream = pino.destination(1)): Log {
  const options: LoggerOptions = {
    level: env.logLevel,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeError },
    redact: {
      paths: [
        'password',
        'token',
        'cookie',
        '*.password',
        '*.token',
        '*.cookie',
        'headers',
        '*.headers',
        '*.parameters',
      ],
      remove: true,
    },
  };
  return pino(options, to);
}

/** Of an error what helps to find it, and not all that hangs on it: drivers attach whole connections, with settings. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack, cause } = error;
  const code = codeOf(error);
  return {
    name,
    message,
    ...(code === undefined ? {} : { code }),
    stack,
    ...(cause === undefined ? {} : { cause: describeError(cause) }),
  };
}

/** What the framework itself has to say, in the same log. */
export class FrameworkLog implements LoggerService {
  constructor(private readonly to: Log) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.to.debug({ context: rest.at(-1) }, String(message));
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.to.trace({ context: rest.at(-1) }, String(message));
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.to.trace({ context: rest.at(-1) }, String(message));
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.to.warn({ context: rest.at(-1) }, String(message));
  }

  error(message: unknown, ...rest: unknown[]): void {
    // Why the application could not be put together is thrown as well, and told once by whoever started it.
    if (rest.at(-1) === 'ExceptionHandler') return;
    const error = message instanceof Error ? message : undefined;
    this.to.error({ err: error, context: rest.at(-1) }, error?.message ?? String(message));
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.to.fatal({ context: rest.at(-1) }, String(message));
  }
}
