import { Catch, HttpException, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { LOG, type Log } from '../config/log.js';
import { bodyLimitKb } from './body.limits.js';
import { statusOf } from './refusal.status.js';
import { Refused, toRefusal } from './refused.js';

/** Turns everything thrown on the way of an HTTP request into a refusal; what was not meant is logged, never shown. */
@Catch()
export class RefusedFilter implements ExceptionFilter {
  constructor(@Inject(LOG) private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    // Sockets have a filter of their own that answers through the acknowledgement.
    if (host.getType() !== 'http') throw error;
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    const { refusal, unexpected } = toRefusal(translated(error, request.url));
    if (unexpected) (request.log ?? this.log).error({ err: error, code: refusal.code }, 'a request failed');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (refusal.retryAfterMs !== undefined) {
      response.setHeader('Retry-After', String(Math.ceil(refusal.retryAfterMs / 1000)));
    }
    response.status(statusOf(refusal.code)).json(refusal);
  }
}

/** What the framework and the body parser throw, in our own words. */
function translated(error: unknown, url: string): unknown {
  const status = error instanceof HttpException ? error.getStatus() : statusIn(error);
  if (status === 404) return new Refused('NOT_FOUND', 'There is nothing at this address.');
  if (status === 413) {
    return new Refused('PAYLOAD_TOO_LARGE', `The body is too large: at most ${bodyLimitKb(url)} KB are accepted.`);
  }
  if (status !== undefined && status >= 400 && status < 500) {
    return new Refused('BAD_REQUEST', 'The request is malformed: a body has to be well-formed JSON in UTF-8.');
  }
  return error;
}

/** The body parser marks its errors with a status and with `expose` where the caller is to blame. */
function statusIn(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('status' in error) || !('expose' in error)) return undefined;
  return typeof error.status === 'number' && error.expose === true ? error.status : undefined;
}
