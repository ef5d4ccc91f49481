import { defineConfig } from '@playwright/test';

/** Several processes over Redis, and no browser: the tests speak the protocol themselves. */
export default defineConfig({
  testDir: '.',
  projects: [
    { name: 'killed', testMatch: ['compile.cluster.ts', 'solve.cluster.ts'] },
    // How soon something is heard is measured here, so that nothing else runs beside it. `--no-deps` runs it alone.
    { name: 'nodes', testMatch: 'nodes.cluster.ts', dependencies: ['killed'] },
  ],
  outputDir: '../../test-results/cluster',
  // Each file has a cluster of its own; a database that is given is one for all.
  workers: process.env.DATABASE_URL === undefined ? 2 : 1,
  forbidOnly: true,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: process.env.TEST_SUMMARY ? [['list'], ['json', { outputFile: process.env.TEST_SUMMARY }]] : [['list']],
});
