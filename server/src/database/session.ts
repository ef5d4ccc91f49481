import type { ClientBase } from 'pg';
import type { Log } from '../config/log.js';
import { boundAnswers } from './answer.bound.js';

/** No statement of a request or a job takes so long; only migrations and commands that somebody waits for may. */
export const STATEMENT_MS = 15_000;
/** An answer may be so much longer on its way. */
const ON_ITS_WAY_MS = 5_000;

/** A peer that has said nothing for so long is asked whether it is there, at both ends of the connection. */
const SILENT_S = 10;

/**
 * What Postgres is asked to hold for a session of ours: a host that vanishes with a connection open (power, network) has
 * said no goodbye, and would keep its locks and its open transactions until TCP notices, which takes hours. So it loses
 * them within half a minute. They count for TCP alone; over a Unix socket, where nobody vanishes, Postgres ignores them.
 */
const VANISHING = {
  tcp_keepalives_idle: SILENT_S,
  tcp_keepalives_interval: 5,
  tcp_keepalives_count: 3,
  // The same where an answer is on its way and is never acknowledged: nobody is asked anything then.
  tcp_user_timeout: 25_000,
};

export interface SessionOptions {
  /** As Postgres shows it among its sessions. */
  name: string;
  /** Longer than this no statement runs; 0: as long as it takes. */
  statementMs: number;
  settings?: Record<string, string>;
  log: Log;
}

/**
 * How every connection of ours is opened, whichever pool it belongs to, in the words of node-postgres. What is asked of
 * Postgres goes with the first message and costs no round trip.
 */
export function session(databaseUrl: string, { name, statementMs, settings = {}, log }: SessionOptions) {
  const { bare, given } = withoutOptions(databaseUrl);
  return {
    connectionString: bare,
    application_name: name,
    options: [asOptions(VANISHING), given, asOptions(settings)].filter(Boolean).join(' '),
    statement_timeout: statementMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: SILENT_S * 1000,
    onConnect: (client: ClientBase): void => {
      // One that breaks in the very moment between being opened and being handed out has no other listener.
      client.on('error', (err) => log.debug({ err }, 'a database connection broke'));
      if (statementMs === 0) return;
      boundAnswers(client, statementMs + ON_ITS_WAY_MS, () => {
        log.warn({ connection: name }, 'a statement was not answered: its connection is broken off');
      });
    },
  };
}

/** An address may bring options of its own, and node-postgres would take those instead of ours. */
function withoutOptions(databaseUrl: string): { bare: string; given: string } {
  const address = new URL(databaseUrl);
  const given = address.searchParams.get('options');
  if (given === null) return { bare: databaseUrl, given: '' };
  address.searchParams.delete('options');
  return { bare: address.href, given };
}

function asOptions(settings: Record<string, string | number>): string {
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ');
}
