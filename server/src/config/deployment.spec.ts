import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { packageRoot } from './package.root.js';

const read = (name: string) => readFileSync(join(packageRoot, name), 'utf8');
const compose = z
  .object({
    services: z.record(
      z.string(),
      z.looseObject({ ports: z.array(z.string()).optional(), cap_drop: z.array(z.string()).optional() }),
    ),
  })
  .parse(parse(read('docker-compose.yml'), { merge: true }));

describe('many processes behind a proxy', () => {
  it('are reached through the proxy alone, and that from this machine alone unless somebody says more', () => {
    const open = Object.entries(compose.services).flatMap(([name, { ports }]) => (ports ? [[name, ...ports]] : []));
    expect(open).toEqual([['proxy', '${HTTP_ADDRESS:-127.0.0.1}:${HTTP_PORT:-8080}:8080']]);
  });

  it('have no rights that they do not need', () => {
    expect(compose.services['web']?.cap_drop).toEqual(['ALL']);
    expect(compose.services['worker']?.cap_drop).toEqual(['ALL']);
    expect(read('Dockerfile').match(/^USER .*$/gm)).toEqual(['USER node']);
  });

  it('are told all addresses that a proxy before theirs has told, and those of callers are never taken for its own', () => {
    expect(read('.config/nginx.conf')).toContain('proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;');
  });

  it('have no answer compressed that could tell by its length what is in it', () => {
    expect(/gzip_types (.*);/.exec(read('.config/nginx.conf'))?.[1]).not.toMatch(/json|html/);
  });

  it('are explained: each variable that is asked for stands at the top', () => {
    const text = read('docker-compose.yml');
    const asked = new Set([...text.matchAll(/\$\{([A-Z_]+)/g)].map(([, name = '']) => name));
    const [head = ''] = text.split('x-app:');
    expect([...asked].filter((name) => !head.includes(name))).toEqual([]);
  });
});
