// Finds a Chromium for the journeys: one that is named, one that is installed, or one that can be installed.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const onPath = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The path of a browser that is there already, or undefined. */
export function installedBrowser() {
  for (const name of ['CHROMIUM_PATH', 'PLAYWRIGHT_CHROMIUM']) {
    const path = process.env[name];
    if (!path) continue;
    if (!runnable(path)) throw new Error(`${name} is set to ${path}, which is not a program that can be run.`);
    return path;
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const candidates = [
    ...onPath.flatMap((name) => folders.map((folder) => join(folder, name))),
    ...elsewhere,
    chromium.executablePath(),
  ];
  return candidates.find(runnable);
}

/** The path of a browser, installing one where there is none; throws with what to do where that fails. */
export function browserPath() {
  const found = installedBrowser() ?? installWithPlaywright() ?? installWithDebian();
  if (found) return found;
  throw new Error(
    'No Chromium was found and none could be installed. Install Chromium or Chrome, ' +
      'or set CHROMIUM_PATH to the path of one, and run this again.',
  );
}

function installWithPlaywright() {
  console.log('No browser found; trying Playwright’s installer.');
  run(process.execPath, [join('node_modules', '@playwright/test/cli.js'), 'install', 'chromium'], 180_000);
  return installedBrowser();
}

function installWithDebian() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  console.log('That did not work; trying Debian’s package.');
  if (run('apt-get', ['update', '-q'], 120_000)) {
    run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], 300_000);
  }
  return installedBrowser();
}

function run(command, args, timeout) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], timeout, env }).status === 0;
}

function runnable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
