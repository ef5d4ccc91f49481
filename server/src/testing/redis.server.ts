import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** Where no redis-server is installed there is nothing to test with one. */
export const redisInstalled = spawnSync('redis-server', ['--version']).status === 0;

export interface Redis {
  url: string;
  kill(signal?: NodeJS.Signals): void;
}

/** A Redis of one's own that keeps nothing. */
export async function startRedis(): Promise<Redis> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  const redis = spawn('redis-server', ['--port', String(port), '--save', '', '--appendonly', 'no'], { stdio: 'pipe' });
  await new Promise<void>((resolve) =>
    redis.stdout.on('data', (text: Buffer) => (text.includes('Ready to accept') ? resolve() : undefined)),
  );
  return { url: `redis://127.0.0.1:${port}`, kill: (signal) => void redis.kill(signal) };
}
