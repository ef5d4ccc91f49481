import {
  applyDecorators,
  createParamDecorator,
  Delete,
  Get,
  HttpCode,
  Patch,
  Post,
  Put,
  SetMetadata,
  type ExecutionContext,
} from '@nestjs/common';
import type { Request } from 'express';
import type { z } from 'zod';
import { routes, type Route, type RouteName } from '#shared/contract/http.js';
import { contextOf } from './request.context.js';

/** Metadata key: the name of the route that a method serves. */
export const ROUTE = 'turnabout:route';
/** Metadata key: this method is no part of the contract, and open to anybody. */
export const OPEN = 'turnabout:open';

const METHODS = { GET: Get, POST: Post, PUT: Put, PATCH: Patch, DELETE: Delete };

type Parsed<N extends RouteName, K extends 'params' | 'query' | 'body'> = (typeof routes)[N] extends {
  [P in K]: infer S extends z.ZodType;
}
  ? { [P in K]: z.output<S> }
  : unknown;
/** What a controller gets: params, query and body, as far as the route has them, checked. */
export type ParsedInput<N extends RouteName> = Parsed<N, 'params'> & Parsed<N, 'query'> & Parsed<N, 'body'>;

/** Serve a route of the contract: its method, path, status and access. */
export function Serve(name: RouteName): MethodDecorator {
  const route: Route = routes[name];
  return applyDecorators(METHODS[route.method](route.path), HttpCode(route.status), SetMetadata(ROUTE, name));
}

/** Serve something that is no part of the contract (health, metrics), to anybody. */
export function ServeOpen(path: string): MethodDecorator {
  return applyDecorators(Get(path), SetMetadata(OPEN, true));
}

/** Params, query and body, as the route's schemas made them. */
export const Input = createParamDecorator((_: unknown, context: ExecutionContext) => {
  return contextOf(context.switchToHttp().getRequest<Request>())?.input;
});

/** Who is signed in; on public routes `null` for nobody. */
export const Who = createParamDecorator((_: unknown, context: ExecutionContext) => {
  return contextOf(context.switchToHttp().getRequest<Request>())?.who ?? null;
});
