import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pinoHttp, type HttpLogger } from 'pino-http';
import { describeError, type Log } from '../config/log.js';

const REQUEST_ID = /^[\w-]{8,64}$/;

/** The path alone: a query may hold a token. */
function pathOf(url: string | undefined): string {
  return (url ?? '').split('?', 1)[0] ?? '';
}

/** One line per request with its id, which the answer carries as `X-Request-Id`; a caller may bring their own. */
export function requestLog(log: Log): HttpLogger {
  return pinoHttp({
    logger: log,
    genReqId: (request: IncomingMessage, response: ServerResponse) => {
      const brought = request.headers['x-request-id'];
      const id = typeof brought === 'string' && REQUEST_ID.test(brought) ? brought : randomUUID();
      response.setHeader('X-Request-Id', id);
      return id;
    },
    quietReqLogger: true,
    customLogLevel: (_request, response, error) => (error || response.statusCode >= 500 ? 'error' : 'info'),
    autoLogging: { ignore: (request) => /^\/(health|metrics|assets)/.test(pathOf(request.url)) },
    wrapSerializers: false,
    serializers: {
      err: describeError,
      req: (request: { method: string; url: string }) => ({ method: request.method, path: pathOf(request.url) }),
      res: (response: { statusCode: number }) => ({ status: response.statusCode }),
    },
  });
}
