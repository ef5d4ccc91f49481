import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Request } from 'express';
import { map, type Observable } from 'rxjs';
import { routes } from '#shared/contract/http.js';
import { contextOf } from './request.context.js';

/** Answers are parsed by the contract too: what it does not name never leaves, and a wrong answer is our own error. */
@Injectable()
export class ResponseInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const name = contextOf(context.switchToHttp().getRequest<Request>())?.route;
    if (name === undefined) return next.handle();
    const route = routes[name];
    return next.handle().pipe(map((value) => (route.status === 204 ? undefined : route.response.parse(value ?? {}))));
  }
}
