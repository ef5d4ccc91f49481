import { resolve } from 'node:path';
import { z } from 'zod';
import { BootError } from './boot.error.js';

/** Injection token of the settings. */
export const ENV = Symbol('ENV');

const LOCAL_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

function wholeNumber(min: number, max: number) {
  const accepted = `a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, accepted)
    .transform(Number)
    .refine((value) => value >= min && value <= max, accepted);
}

function url(protocols: string[], example: string) {
  return z.string().refine((value) => {
    return URL.canParse(value) && protocols.includes(new URL(value).protocol);
  }, `an address like ${example}`);
}

const settings = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test'], 'development, production or test').default('development'),
  PORT: wholeNumber(0, 65_535).default(3000),
  /** Address to listen on. A server whose PUBLIC_URL is local is for this machine alone. */
  HOST: z.string().min(1).optional(),
  DATA_DIR: z.string().min(1).default('.data'),
  DATABASE_URL: url(['postgres:', 'postgresql:'], 'postgres://user:password@host:5432/turnabout').optional(),
  REDIS_URL: url(['redis:', 'rediss:'], 'redis://host:6379').optional(),
  PUBLIC_URL: url(['http:', 'https:'], 'https://practice.example.org').optional(),
  SMTP_URL: url(['smtp:', 'smtps:'], 'smtp://user:password@host:587').optional(),
  MAIL_FROM: z.string().min(3).optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, LOG_LEVELS.join(', ')).optional(),
  /** Job workers in the web process (`here`) or only in processes of their own (`elsewhere`). */
  WORKERS: z.enum(['here', 'elsewhere'], 'here or elsewhere').optional(),
  /** How many proxies in front set X-Forwarded-For and X-Forwarded-Proto. */
  TRUST_PROXY: wholeNumber(0, 10).default(0),
  /** Multiplies every rate limit: for load tests, or for a class behind one address. */
  RATE_LIMIT_FACTOR: wholeNumber(1, 10_000).default(1),
  DATABASE_POOL: wholeNumber(2, 200).default(12),
  /** The accounts that look after this instance, by their addresses. */
  STAFF_EMAILS: z
    .string()
    .transform((value) => value.split(/[\s,]+/).filter(Boolean))
    .refine(
      (emails) => emails.every((email) => z.email().safeParse(email).success),
      'e-mail addresses, parted by commas',
    )
    .default([]),
});

/** Everything that can be set from outside, checked. Read once at boot; nothing else reads `process.env`. */
export interface Env {
  nodeEnv: 'development' | 'production' | 'test';
  port: number;
  host: string;
  /** Absolute. */
  dataDir: string;
  databaseUrl: string | undefined;
  databasePool: number;
  redisUrl: string | undefined;
  /** Without a slash at the end. */
  publicUrl: string;
  /** Served over TLS: cookies are `Secure`, HSTS is sent. */
  secure: boolean;
  smtpUrl: string | undefined;
  mailFrom: string;
  logLevel: (typeof LOG_LEVELS)[number];
  /** Job workers run in this process. */
  runsWorkers: boolean;
  trustProxy: number;
  rateLimitFactor: number;
  /** In lower case. */
  staffEmails: readonly string[];
  /** Everybody in it is simulated: only where `npm run demo` says so. */
  demo: boolean;
}

/** A setting left empty counts as not given, as docker-compose passes it. */
function given(source: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(source).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''),
  );
}

/** Check the settings; `BootError` names the first bad one and says what would be accepted. */
export function loadEnv(kind: 'web' | 'worker', source: Record<string, string | undefined> = process.env): Env {
  const parsed = settings.safeParse(given(source));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new BootError(`The setting ${issue?.path.join('.')} is not usable: it should be ${issue?.message}.`);
  }
  const set = parsed.data;
  if (kind === 'worker' && set.DATABASE_URL === undefined) {
    throw new BootError('The setting DATABASE_URL is missing: a worker process needs the database of the web process.');
  }
  if (set.REDIS_URL !== undefined && set.DATABASE_URL === undefined) {
    throw new BootError('The setting DATABASE_URL is missing: with REDIS_URL several processes share one database.');
  }
  const publicUrl = (set.PUBLIC_URL ?? `http://localhost:${set.PORT}`).replace(/\/+$/, '');
  return {
    nodeEnv: set.NODE_ENV,
    port: set.PORT,
    host: set.HOST ?? (LOCAL_NAMES.has(new URL(publicUrl).hostname) ? '127.0.0.1' : '0.0.0.0'),
    dataDir: resolve(set.DATA_DIR),
    databaseUrl: set.DATABASE_URL,
    databasePool: set.DATABASE_POOL,
    redisUrl: set.REDIS_URL,
    publicUrl,
    secure: publicUrl.startsWith('https:'),
    smtpUrl: set.SMTP_URL,
    mailFrom: set.MAIL_FROM ?? `Turnabout <no-reply@${new URL(publicUrl).hostname}>`,
    logLevel: set.LOG_LEVEL ?? (set.NODE_ENV === 'production' ? 'info' : 'warn'),
    runsWorkers: kind === 'worker' || (set.WORKERS ?? (set.REDIS_URL === undefined ? 'here' : 'elsewhere')) === 'here',
    trustProxy: set.TRUST_PROXY,
    rateLimitFactor: set.RATE_LIMIT_FACTOR,
    staffEmails: set.STAFF_EMAILS.map((email) => email.toLowerCase()),
    demo: false,
  };
}
