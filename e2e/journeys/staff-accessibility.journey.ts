import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { routes } from '#shared/contract/http.js';
import { SeededRandom } from '../load/seeded-random.js';
import { expectAccessible } from '../support/axe.js';
import { choose } from '../support/choice.js';
import { PeerClient } from '../support/peer.client.js';
import { PASSWORD, Person } from '../support/person.js';
import { startSystem, type System } from '../support/run-system.mjs';
import { playSession } from '../support/scripted.session.js';
import { flagsOfRaters, isAnswered, jobsThatDied, ratingsBeingSolved } from '../support/staff.answers.js';
import { AUDITOR_EMAIL } from '../support/staff.email.js';
import { SYSTEM_URL } from '../support/system.url.js';

/** Looks after every demonstration. */
const DEMO_STAFF_EMAIL = 'staff@demo.example';

/** Somebody who practises; nobody else who does so at the same time speaks their language. */
async function member(displayName: string): Promise<PeerClient> {
  const client = new PeerClient(SYSTEM_URL);
  await client.signUp({
    email: `${displayName.toLowerCase()}-${randomUUID()}@journey.example`,
    displayName,
    password: PASSWORD,
    bot: false,
    profile: { tracks: ['ml-case'], level: 'mid', languages: ['hi'], goals: [], timeZone: 'UTC' },
  });
  return client;
}

test('the pages for staff with all that can stand on them, in light and in dark', async ({ browser }) => {
  const [alba, bruno] = [await member('Alba'), await member('Bruno')];
  const room = await playSession(alba, bruno, new SeededRandom(13));
  await bruno.call('disputeSheet', {
    params: { room, round: '1', kind: 'peer' },
    body: { id: randomUUID(), reason: 'not-said', text: 'I had said who acts on it, and when.' },
  });
  const grace = await Person.member(browser, 'Grace', {}, {}, AUDITOR_EMAIL);
  const { page } = grace;

  await test.step('ratings, as they are and while they are solved anew', async () => {
    await page.goto('/staff/ratings');
    await expect(page.getByRole('region', { name: 'The solution in use' })).toBeVisible();
    await expectAccessible(page, 'ratings');
    await isAnswered(page, 'staffRatings', ratingsBeingSolved());
    await page.reload();
    await expect(page.getByRole('progressbar')).toBeVisible();
    await expectAccessible(page, 'ratings being solved');
  });
  await test.step('flags of raters', async () => {
    await isAnswered(page, 'staffFlags', flagsOfRaters());
    await page.goto('/staff/flags');
    await expect(page.getByText('Stricter than others')).toBeVisible();
    await expectAccessible(page, 'flags');
  });
  await test.step('a dispute, from the list to its decision', async () => {
    await page.goto('/staff/disputes');
    const line = page.getByRole('link', { name: /^Alba’s rating of Bruno as candidate/ });
    await expect(line).toBeVisible();
    await expectAccessible(page, 'disputes');
    await line.click();
    await expect(page.getByText('I had said who acts on it, and when.')).toBeVisible();
    await expectAccessible(page, 'dispute');
    await page.getByRole('button', { name: 'Decide for good' }).click();
    await expect(page.getByText('Choose one of the two.')).toBeVisible();
    await expectAccessible(page, 'dispute without a decision');
    await choose(page.getByRole('radio', { name: 'Keep it out' }));
    await page.getByRole('textbox', { name: 'Why' }).fill('The timeline has both.');
    await page.getByRole('button', { name: 'Decide for good' }).click();
    await expect(page.getByText(/^Grace decided on/)).toBeVisible();
    await expectAccessible(page, 'decided dispute');
    await page.goto('/staff/disputes?state=settled');
    await expect(line).toBeVisible();
    await expectAccessible(page, 'settled disputes');
  });
  await test.step('jobs, dead ones among them', async () => {
    await isAnswered(page, 'staffJobs', jobsThatDied());
    await page.goto('/staff/jobs');
    await expect(page.getByRole('button', { name: 'Replay all' })).toBeVisible();
    await expectAccessible(page, 'dead jobs');
  });
  await test.step('the log of all of it', async () => {
    await page.goto('/staff/audit');
    await expect(page.getByRole('link', { name: 'decided a dispute: kept out' }).first()).toBeVisible();
    await expectAccessible(page, 'audit log');
  });
  expect(grace.faults).toEqual([]);
});

test('the pages for staff of an instance with a history', async ({ browser }) => {
  test.setTimeout(300_000);
  const demonstration = await startDemonstration();
  const staff = await Person.arrives(browser, 'Staff', { baseURL: demonstration.url }, DEMO_STAFF_EMAIL);
  const { page } = staff;
  try {
    await staff.signsIn();
    await hasBeenCompiled(staff);

    await test.step('what its ratings are worth, and how well they predict', async () => {
      await page.goto('/staff/ratings');
      await expect(page.getByRole('group', { name: 'Reliability of sheets' })).toBeVisible();
      await expect(page.getByRole('region', { name: 'Earlier solutions' }).getByRole('row')).not.toHaveCount(0);
      await expectAccessible(page, 'ratings of many');
    });
    await test.step('a pair that stands out, looked at and put back', async () => {
      await page.goto('/staff/flags');
      const first = page.getByRole('listitem').filter({ hasText: 'More for each other than for others' }).first();
      await expect(first).toBeVisible();
      await expectAccessible(page, 'flags');
      await first.getByRole('button', { name: /^I have looked at it/ }).click();
      await page.getByRole('textbox', { name: /^What did you find/ }).fill('They share an office, and say so.');
      await expectAccessible(page, 'looking at a flag');
      await page.getByRole('dialog').getByRole('button', { name: 'I have looked at it' }).click();
      await expect(page.getByText('They share an office, and say so.', { exact: false })).toBeVisible();
      await expectAccessible(page, 'a flag that was looked at');
      await page.getByRole('button', { name: /^Put it back/ }).click();
      await expect(page.getByRole('button', { name: /^Put it back/ })).toHaveCount(0);
    });
    await test.step('all of it is in the log', async () => {
      await page.goto('/staff/audit');
      await expect(page.getByText('They share an office, and say so.', { exact: false }).first()).toBeVisible();
      await expectAccessible(page, 'audit log of flags');
    });
    expect(staff.faults).toEqual([]);
  } finally {
    await staff.context.close();
    await demonstration.stop();
  }
});

/** Simulated people with a history of months, and whoever looks after them. */
function startDemonstration(): Promise<System> {
  return startSystem({
    program: 'demo/demo.js',
    args: ['--small'],
    log: '.cache/demonstration.log',
    patienceMs: 90_000,
  });
}

/** Once several looks in a row have found no job under way, all that was rated is in the numbers. */
async function hasBeenCompiled({ context }: Person): Promise<void> {
  let quiet = 0;
  await expect
    .poll(
      async () => {
        const answer = await context.request.get(routes.staffJobs.path);
        const { waiting, active } = routes.staffJobs.response.parse(await answer.json());
        quiet = waiting + active > 0 ? 0 : quiet + 1;
        return quiet;
      },
      { timeout: 90_000, intervals: [1000] },
    )
    .toBeGreaterThan(5);
}
