import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { browserPath } from './support/find-browser.mjs';
import { AUDITOR_EMAIL, REVIEWER_EMAIL, STAFF_EMAIL } from './support/staff.email.js';

// BASE_URL runs the journeys against a system that is up already; without it they start one of their own. Playwright
// reads this file again in every worker: what is decided here once is handed on in the environment.
const own = process.env.BASE_URL === undefined || process.env.JOURNEY_PORT !== undefined;
process.env.CHROMIUM_PATH ??= browserPath();
if (own) {
  process.env.JOURNEY_PORT ??= String(await freePort());
  process.env.BASE_URL = `http://localhost:${process.env.JOURNEY_PORT}`;
}

// Who is pictured has a past, which takes a system whose clock can be set back.
const pictures = Boolean(process.env.SCREENSHOTS);
if (pictures) process.env.CLOCK_FILE ??= join(tmpdir(), `turnabout-clock-${process.pid}`);
const pictured = {
  CLOCK_FILE: process.env.CLOCK_FILE ?? '',
  NODE_OPTIONS: `--import ${new URL('./support/shifted-clock.mjs', import.meta.url).href}`,
};

/** Three minutes of it are a wait for somebody who does not come: it begins first, and the others go on beside it. */
const WAITS = 'journeys/rehearsal.journey.ts';
const BESIDE = Number(process.env.JOURNEY_WORKERS ?? 2);

export default defineConfig({
  testDir: '.',
  // SCREENSHOTS=1 takes the pictures of the README instead, which takes ten minutes.
  projects: pictures
    ? [{ name: 'pictures', testMatch: 'pictures/*.picture.ts' }]
    : [
        { name: 'waits', testMatch: WAITS, workers: 1 },
        {
          name: 'busy',
          testMatch: ['journeys/**/*.journey.ts', 'security/**/*.attack.ts'],
          testIgnore: WAITS,
          workers: BESIDE,
        },
      ],
  outputDir: '../test-results',
  workers: BESIDE + 1,
  forbidOnly: true,
  retries: 0,
  timeout: 180_000,
  expect: { timeout: 10_000 },
  reporter: process.env.TEST_SUMMARY ? [['list'], ['json', { outputFile: process.env.TEST_SUMMARY }]] : [['list']],
  ...(own && {
    webServer: {
      command: 'node e2e/support/run-system.mjs',
      cwd: '..',
      port: Number(process.env.JOURNEY_PORT),
      env: {
        PORT: process.env.JOURNEY_PORT ?? '',
        RATE_LIMIT_FACTOR: '100',
        STAFF_EMAILS: `${STAFF_EMAIL},${REVIEWER_EMAIL},${AUDITOR_EMAIL}`,
        ...(pictures && pictured),
      },
      timeout: 60_000,
      gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
    },
  }),
  use: {
    baseURL: process.env.BASE_URL,
    actionTimeout: 15_000,
    navigationTimeout: 20_000,
    // Recording costs as much as the journeys themselves; TRACE=1 keeps what led to a failure.
    trace: process.env.TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--use-fake-device-for-media-stream',
        '--use-fake-ui-for-media-stream',
        '--allow-loopback-in-peer-connection',
      ],
    },
  },
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No free port was given.');
  return address.port;
}
