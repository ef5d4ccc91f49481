import { get, type Agent } from 'node:http';
import { secretOf } from './bench.world.js';

export interface Load {
  url: string;
  path: string;
  accounts: readonly string[];
  /** Requests per second. */
  rate: number;
  seconds: number;
  agent: Agent;
}

/** In milliseconds. */
export interface Latencies {
  p50: number;
  p95: number;
  p99: number;
  most: number;
  count: number;
  errors: number;
}

const WARM_UP_S = 3;

/** Open loop: every request is due at a fixed time, and its latency counts from then. The warm-up is dropped. */
export async function measure({ url, path, accounts, rate, seconds, agent }: Load): Promise<Latencies> {
  const took: number[] = [];
  let errors = 0;
  const start = performance.now() + 50;
  const pending: Promise<void>[] = [];
  const total = Math.floor(rate * (seconds + WARM_UP_S));
  for (let index = 0; index < total; index += 1) {
    const due = start + (1000 * index) / rate;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    const account = accounts[index % accounts.length] ?? '';
    const warm = index >= rate * WARM_UP_S;
    pending.push(
      ask(`${url}${path}`, account, agent).then((ok) => {
        if (!ok) errors += 1;
        else if (warm) took.push(performance.now() - Math.min(due, performance.now()));
      }),
    );
  }
  await Promise.all(pending);
  took.sort((a, b) => a - b);
  const at = (share: number): number => took[Math.ceil(share * took.length) - 1] ?? NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), most: at(1), count: took.length, errors };
}

function ask(url: string, account: string, agent: Agent): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get(url, { agent, headers: { cookie: `turnabout=${secretOf(account)}` } }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode === 200));
    });
    request.on('error', () => resolve(false));
  });
}
