import type { NestExpressApplication } from '@nestjs/platform-express';
import type { IncomingMessage } from 'node:http';
import type { NextFunction, Request, Response } from 'express';
import type { Env } from '../config/env.js';
import type { Log } from '../config/log.js';
import { BODY_KB, bodyLimitKb, TEXT_KB } from './body.limits.js';
import { serveClient } from './client.files.js';
import { timeRequests } from './http.metrics.js';
import { Refused } from './refused.js';
import { requestLog } from './request.log.js';
import { securityHeaders } from './security.headers.js';

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
  app.useBodyParser('json', { limit: `${TEXT_KB}kb`, strict: true, type: bringsText });
  app.useBodyParser('json', { limit: `${BODY_KB}kb`, strict: true, type: 'application/json' });
  serveClient(app);
}

function bringsText({ url, headers }: IncomingMessage): boolean {
  return bodyLimitKb(url ?? '') === TEXT_KB && /^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '');
}

/** A form of another site can send many types, but not this one without asking first. */
function jsonOnly(request: Request, _response: Response, next: NextFunction): void {
  const { 'content-length': length, 'transfer-encoding': encoding, 'content-type': type } = request.headers;
  const hasBody = encoding !== undefined || (length !== undefined && length !== '0');
  if (!hasBody || /^application\/json\s*(;|$)/i.test(type ?? '')) return next();
  next(new Refused('BAD_REQUEST', 'Only JSON is accepted: send the body with Content-Type: application/json.'));
}
