// `npm test`: everything that is checked, up to the first failure: the checks two at a time, as each keeps one core busy,
// and the tests, which share the cores among themselves, one after the other. `npm run check` runs the checks alone, all
// of them.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const summaries = join(root, '.cache/test-summaries');

const jest = (file) => ['--json', `--outputFile=${file}`];
const countJest = ({ numPassedTests, numFailedTests }) => ({ passed: numPassedTests, failed: numFailedTests });
const countPlaywright = ({ stats }) => ({ passed: stats.expected + stats.flaky, failed: stats.unexpected });

/** The longest first. */
const checks = [
  { script: 'types', title: 'Types', failure: 'The types do not hold.' },
  { script: 'lint', title: 'Lint rules', failure: 'The lines named above break a lint rule.' },
  { script: 'format', title: 'Formatting', failure: '`npm run format:fix` formats the files named above.' },
  { script: 'boundaries', title: 'Directions of imports', failure: 'An import points the wrong way.' },
  { script: 'unused', title: 'Unused files, exports, dependencies', failure: 'Something above is used by nobody.' },
  { script: 'flows:lint', title: 'Flows, cards, rubrics', failure: 'Content has errors; each line says what to do.' },
  {
    script: 'docs:check',
    title: 'Files that the documents name',
    failure: 'A document names a file that is not there.',
  },
];

const tests = [
  { script: 'test:unit', title: 'Unit tests: rules and server', args: jest, count: countJest },
  {
    script: 'test:client',
    title: 'Unit tests: client',
    args: (file) => ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    count: countJest,
  },
  { script: 'test:integration', title: 'Integration tests: real Postgres', args: jest, count: countJest },
  { script: 'build', title: 'Build', failure: 'The build failed.' },
  { script: 'test:cluster', title: 'Cluster: several processes over Redis', args: () => [], count: countPlaywright },
  { script: 'test:journeys', title: 'Journeys: real browsers', args: () => [], count: countPlaywright },
];

const checksOnly = process.argv.includes('--checks');
const total = { passed: 0, failed: 0 };
const failures = [];
rmSync(summaries, { recursive: true, force: true });
mkdirSync(summaries, { recursive: true });

await runAll(checks, 2);
if (!checksOnly) await runAll(tests, 1);

for (const { script, title, failure = 'A test failed.' } of failures) {
  console.error(`\nStopped by “${title}”: ${failure} To repeat it alone: npm run ${script}`);
}
if (!checksOnly && (failures.length === 0 || total.failed > 0)) {
  console.log(`${total.passed} passed, ${total.failed} failed`);
}
process.exitCode = failures.length > 0 ? 1 : 0;

/** So many at a time. Nothing is begun after a failure, unless all of it is to be known. */
async function runAll(steps, atOnce) {
  const waiting = [...steps];
  const lane = async () => {
    while (waiting.length > 0 && (checksOnly || failures.length === 0)) {
      const step = waiting.shift();
      if (!(await run(step, atOnce === 1))) failures.push(step);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}

/** What a step says is shown as it comes where it runs alone, and otherwise when it is done. */
async function run({ script, title, args, count }, alone) {
  const heading = `\n── ${title} (npm run ${script})\n`;
  if (alone) process.stdout.write(heading);
  const started = performance.now();
  const summary = join(summaries, `${script.replace(':', '-')}.json`);
  const { status, signal, said } = await npmRun(script, args?.(summary) ?? [], summary, alone);
  if (!alone) process.stdout.write(heading + said);
  if (signal) process.exit(1);
  console.log(`   ${status === 0 ? 'done' : 'failed'} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  if (count === undefined) return status === 0;
  const counted = existsSync(summary) ? count(JSON.parse(readFileSync(summary, 'utf8'))) : { passed: 0, failed: 0 };
  total.passed += counted.passed;
  total.failed += counted.failed;
  if (status === 0 && counted.passed === 0) {
    console.error(`   No test ran: ${relative(root, summary)} counts none.`);
    return false;
  }
  return status === 0;
}

function npmRun(script, args, summary, alone) {
  const env = { ...process.env, TEST_SUMMARY: summary };
  // A program that writes to a pipe leaves its colours away unless it is told that somebody sees them.
  if (!alone && process.stdout.isTTY && env.NO_COLOR === undefined) env.FORCE_COLOR ??= '1';
  const options = { cwd: root, stdio: alone ? 'inherit' : ['inherit', 'pipe', 'pipe'], env };
  const npm = process.env.npm_execpath;
  const command = ['run', '--silent', script, '--', ...args];
  const child = npm?.endsWith('.js')
    ? spawn(process.execPath, [npm, ...command], options)
    : spawn('npm', command, { ...options, shell: process.platform === 'win32' });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text) => (said += text));
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('close', (status, signal) => resolve({ status, signal, said }));
  });
}
