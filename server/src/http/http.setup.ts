import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import type { Env } from '../config/env.js';
import type { Log } from '../config/log.js';
import { serveClient } from './client.files.js';
import { timeRequests } from './http.metrics.js';
import { Refused } from './refused.js';
import { requestLog } from './request.log.js';
import { securityHeaders } from './security.headers.js';

/** The largest body that is read. */
export const BODY_LIMIT = '64kb';

/** Everything that happens to a request before it reaches a controller, in this order. */
export function setUpHttp(app: NestExpressApplication, env: Env, log: Log): void {
  app.set('trust proxy', env.trustProxy);
  app.set('query parser', 'simple');
  app.set('etag', false);
  app.disable('x-powered-by');
  app.use(requestLog(log));
  app.use(securityHeaders(env));
  app.use(timeRequests);
  app.use(jsonOnly);
  app.useBodyParser('json', { limit: BODY_LIMIT, strict: true, type: 'application/json' });
  serveClient(app);
}

/** A form of another site can send many types, but not this one without asking first. */
function jsonOnly(request: Request, _response: Response, next: NextFunction): void {
  const { 'content-length': length, 'transfer-encoding': encoding, 'content-type': type } = request.headers;
  const hasBody = encoding !== undefined || (length !== undefined && length !== '0');
  if (!hasBody || /^application\/json\s*(;|$)/i.test(type ?? '')) return next();
  next(new Refused('BAD_REQUEST', 'Only JSON is accepted: send the body with Content-Type: application/json.'));
}
