import pg from 'pg';
import { ROLE, type Cluster } from './cluster.js';

/** Any number; whoever holds this lock owns the cluster. It is gone with the process, however that ends. */
const OWNER_LOCK = 1_764_000_001;

/** Address of a database of the cluster. */
export function clusterUrl(cluster: Cluster, port: number, database: string): string {
  return `postgres://${ROLE}:${cluster.password}@127.0.0.1:${port}/${database}`;
}

/** A connection that owns the cluster; `null` where somebody else does. Throws while Postgres does not answer yet. */
export async function connectOwner(cluster: Cluster, port: number): Promise<pg.Client | null> {
  const client = new pg.Client({
    connectionString: clusterUrl(cluster, port, 'postgres'),
    connectionTimeoutMillis: 2000,
    application_name: 'turnabout-owner',
    keepAlive: true,
  });
  // The server's end is noticed by its process; without a listener the broken connection would end ours.
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ owned: boolean }>('SELECT pg_try_advisory_lock($1) AS owned', [OWNER_LOCK]);
  if (rows[0]?.owned === true) return client;
  await client.end();
  return null;
}
