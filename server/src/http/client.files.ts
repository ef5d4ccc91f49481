import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import compression from 'compression';
import type { NextFunction, Request, Response } from 'express';
import { packageRoot } from '../config/package.root.js';

const NOT_BUILT = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Turnabout</title></head>
<body><h1>The pages are not built yet</h1>
<p>The server is running, but there is nothing to show in a browser: run <code>npm run build</code> and reload.</p>
</body></html>
`;

/** Addresses that are never a page. */
const NO_PAGE = /^\/(api|health|metrics|socket\.io|assets)(\/|$)|\.[a-z0-9]{2,5}$/i;

/** Serve the built client: its files, and for every other address that could be a page, the one page there is. */
export function serveClient(app: NestExpressApplication, folder = join(packageRoot, 'dist', 'client')): void {
  const page = join(folder, 'index.html');
  // Files only: an answer that mixes secrets with what somebody else typed must not tell them by its length.
  const compress = compression();
  app.use((request: Request, response: Response, next: NextFunction) =>
    request.path.startsWith('/api/') ? next() : compress(request, response, next),
  );
  app.useStaticAssets(folder, {
    index: false,
    redirect: false,
    setHeaders: (response: Response, path: string) => {
      // Files in assets/ carry a hash of their content in their name.
      const hashed = path.startsWith(join(folder, 'assets'));
      response.setHeader('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  app.use((request: Request, response: Response, next: NextFunction) => {
    if ((request.method !== 'GET' && request.method !== 'HEAD') || NO_PAGE.test(request.path)) return next();
    response.setHeader('Cache-Control', 'no-cache');
    if (existsSync(page)) return response.sendFile(page, { cacheControl: false });
    response.status(503).type('html').send(NOT_BUILT);
  });
}
