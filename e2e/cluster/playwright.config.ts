import { defineConfig } from '@playwright/test';

/** Several processes over Redis, and no browser: the tests speak the protocol themselves. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.cluster.ts',
  outputDir: '../../test-results/cluster',
  workers: 1,
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: process.env.TEST_SUMMARY ? [['list'], ['json', { outputFile: process.env.TEST_SUMMARY }]] : [['list']],
});
