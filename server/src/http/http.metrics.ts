import type { NextFunction, Request, Response } from 'express';
import { Histogram } from 'prom-client';
import { contextOf } from './request.context.js';

const duration = new Histogram({
  name: 'turnabout_http_request_seconds',
  help: 'How long HTTP requests take, by route of the contract and status.',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
});

/** Times every request. What is no route of the contract counts as `other`, so that no caller can invent labels. */
export function timeRequests(request: Request, response: Response, next: NextFunction): void {
  const started = performance.now();
  response.once('finish', () => {
    const labels = {
      method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].includes(request.method) ? request.method : 'other',
      route: contextOf(request)?.route ?? 'other',
      status: String(response.statusCode),
    };
    duration.observe(labels, (performance.now() - started) / 1000);
  });
  next();
}
