import { rmSync } from 'node:fs';

export default async function teardown() {
  const { stop, folder } = globalThis.integrationPostgres ?? {};
  if (stop === undefined) return;
  await stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
