import { get, type Agent } from 'node:http';
import { secretOf } from './bench.names.js';

/** What one of those who read asks for. */
export interface Request {
  account: string;
  path: string;
}

export interface Load {
  url: string;
  /** In turn. */
  requests: readonly Request[];
  /** Requests per second. */
  rate: number;
  seconds: number;
  agent: Agent;
  /** Done before each request is due, and no part of what it takes. */
  before?: ((account: string) => Promise<void>) | undefined;
  /** Others' requests, of which three come to one of these: at the rate of all, for as many seconds more, not measured. */
  among?: readonly Request[] | undefined;
}

/** In milliseconds, and how large an answer was in the middle. */
export interface Latencies {
  p50: number;
  p95: number;
  p99: number;
  most: number;
  bytes: number;
  count: number;
  errors: number;
}

const WARM_UP_S = 3;
/** One request in so many is measured where others' come in between. */
const ONE_IN = 4;

/** Open loop: every request is due at a fixed time, and its latency counts from then. The warm-up is dropped. */
export async function measure({ url, requests, rate, seconds, agent, before, among }: Load): Promise<Latencies> {
  const oneIn = among ? ONE_IN : 1;
  const took: number[] = [];
  const sizes: number[] = [];
  let errors = 0;
  const start = performance.now() + 50;
  const pending: Promise<void>[] = [];
  const total = Math.floor(rate * (seconds * oneIn + WARM_UP_S));
  for (let index = 0; index < total; index += 1) {
    const measured = index % oneIn === 0;
    const from = measured || !among ? requests : among;
    const { account, path } = from[Math.floor(index / (measured ? oneIn : 1)) % from.length] ?? {
      account: '',
      path: '',
    };
    if (measured) await before?.(account);
    const due = start + (1000 * index) / rate;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    const warm = index >= rate * WARM_UP_S;
    pending.push(
      ask(`${url}${path}`, account, agent).then((bytes) => {
        if (bytes === null) errors += 1;
        else if (warm && measured) {
          took.push(performance.now() - Math.min(due, performance.now()));
          sizes.push(bytes);
        }
      }),
    );
  }
  await Promise.all(pending);
  const at = (values: readonly number[], share: number): number => values[Math.ceil(share * values.length) - 1] ?? NaN;
  took.sort((a, b) => a - b);
  sizes.sort((a, b) => a - b);
  return {
    ...{ p50: at(took, 0.5), p95: at(took, 0.95), p99: at(took, 0.99), most: at(took, 1) },
    ...{ bytes: at(sizes, 0.5), count: took.length, errors },
  };
}

/** The answer, as somebody is given it. */
export async function read(url: string, account: string): Promise<unknown> {
  const answer = await fetch(url, { headers: { cookie: cookieOf(account) } });
  if (!answer.ok) throw new Error(`${url} was answered with ${answer.status}.`);
  return answer.json();
}

const cookieOf = (account: string): string => `turnabout=${secretOf(account)}`;

/** How many bytes the answer has; `null` where it was none. */
function ask(url: string, account: string, agent: Agent): Promise<number | null> {
  return new Promise((resolve) => {
    const request = get(url, { agent, headers: { cookie: cookieOf(account) } }, (answer) => {
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => (bytes += chunk.length));
      answer.on('end', () => resolve(answer.statusCode === 200 ? bytes : null));
    });
    request.on('error', () => resolve(null));
  });
}
