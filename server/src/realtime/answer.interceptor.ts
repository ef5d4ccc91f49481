import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { catchError, throwError, timeout, TimeoutError, type Observable } from 'rxjs';
import { Refused } from '../http/refused.js';

const ANSWER_MS = 1_900;

/** Every event is answered in time, if only with "try again": a database that hangs must not look like a lost line. */
export class AnswerInterceptor implements NestInterceptor {
  intercept(_context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(
      timeout(ANSWER_MS),
      catchError((error: unknown) => throwError(() => (error instanceof TimeoutError ? late() : error))),
    );
  }
}

function late(): Refused {
  return new Refused('UNAVAILABLE', 'This takes too long right now. Send it again, with the same id.', {
    retryAfterMs: 1_000,
  });
}
