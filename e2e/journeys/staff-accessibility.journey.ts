import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { SeededRandom } from '../load/seeded-random.js';
import { expectAccessible } from '../support/axe.js';
import { choose } from '../support/choice.js';
import { PeerClient } from '../support/peer.client.js';
import { PASSWORD, Person } from '../support/person.js';
import { playSession } from '../support/scripted.session.js';
import { flagsOfAllKinds, isAnswered, jobsThatDied, ratingsOfMany } from '../support/staff.answers.js';
import { AUDITOR_EMAIL } from '../support/staff.email.js';
import { SYSTEM_URL } from '../support/system.url.js';

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

  await test.step('ratings, as they are and while many are solved anew', async () => {
    await page.goto('/staff/ratings');
    await expect(page.getByRole('region', { name: 'The solution in use' })).toBeVisible();
    await expectAccessible(page, 'ratings');
    await isAnswered(page, 'staffRatings', ratingsOfMany());
    await page.reload();
    await expect(page.getByRole('progressbar')).toBeVisible();
    await expect(page.getByRole('group', { name: 'Reliability of sheets' })).toBeVisible();
    await expectAccessible(page, 'ratings of many');
  });
  await test.step('flags of all kinds, and what was found', async () => {
    await isAnswered(page, 'staffFlags', flagsOfAllKinds());
    await page.goto('/staff/flags');
    await expect(page.getByText('Stricter than others')).toBeVisible();
    await expectAccessible(page, 'flags');
    await expect(
      page.getByRole('button', { name: 'Put it back (Ravi Menon and Lena Fuchs)', exact: true }),
    ).toBeVisible();
    await page.getByRole('button', { name: 'I have looked at it (Theo Brandt)', exact: true }).click();
    await expect(page.getByRole('dialog', { name: 'Theo Brandt' })).toBeVisible();
    await expectAccessible(page, 'looking at a flag');
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
