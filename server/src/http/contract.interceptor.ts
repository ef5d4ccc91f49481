import {
  Injectable,
  StreamableFile,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import type { Request } from 'express';
import { map, type Observable } from 'rxjs';
import { routes } from '#shared/contract/http.js';
import { answeredInTime, answerWithin } from './deadline.js';
import { parseInput } from './input.parser.js';
import { contextOf } from './request.context.js';

/**
 * What arrives is parsed by the contract, whether or not the controller asks for it. Answers are too: what the contract
 * does not name never leaves, and a wrong answer is our own error.
 */
@Injectable()
export class ContractInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const request = context.switchToHttp().getRequest<Request>();
    const known = contextOf(request);
    if (known === undefined) return next.handle();
    const route = routes[known.route];
    known.input = parseInput(route, request);
    return next.handle().pipe(
      answeredInTime(answerWithin(known.route)),
      map((value) => {
        // A file was put together by the contract's shapes when it was made, and is too long to be read again.
        if (value instanceof StreamableFile) return value;
        return route.status === 204 ? undefined : route.response.parse(value ?? {});
      }),
    );
  }
}
