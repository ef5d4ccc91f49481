import { expect, test, type Browser } from '@playwright/test';
import { SeededRandom } from '../load/seeded-random.js';
import { choose } from '../support/choice.js';
import { DebriefPage } from '../support/debrief.page.js';
import { PeerClient } from '../support/peer.client.js';
import { PASSWORD, Person } from '../support/person.js';
import { playSession } from '../support/scripted.session.js';
import { REVIEWER_EMAIL } from '../support/staff.email.js';
import { SYSTEM_URL } from '../support/system.url.js';

/** What the compile of others may keep waiting. */
const COMPILED = { timeout: 30_000 };
const WORDS = 'It speaks of the second case, which was not mine';

/** Two people and the debrief of the session that they have had. */
async function debriefed(browser: Browser): Promise<{ alice: Person; bob: Person; room: string }> {
  const alice = await Person.member(browser, 'Alice Moreau', { languages: ['pl'] });
  const bob = await Person.member(browser, 'Bob Tanaka', { languages: ['pl'] });
  const clients = [];
  for (const { email } of [alice, bob]) {
    const client = new PeerClient(SYSTEM_URL);
    await client.signIn(email, PASSWORD);
    clients.push(client);
  }
  const [one, other] = clients;
  if (!one || !other) throw new Error('It takes two.');
  return { alice, bob, room: await playSession(one, other, new SeededRandom(11)) };
}

test('a rating is corrected within the hour, disputed, decided, and is in the numbers as decided', async ({
  browser,
}) => {
  const { alice, bob, room } = await debriefed(browser);
  const [hers, his] = [new DebriefPage(alice, room), new DebriefPage(bob, room)];
  const reviewer = await Person.member(browser, 'Grace Hopper', {}, {}, REVIEWER_EMAIL);

  await test.step('Alice corrects what she has said, and Bob reads it without a reload', async () => {
    await his.opens();
    await hers.opens();
    await hers.correctsWhatToKeep('Bob', 'You asked for the cost of an error first.');
    await expect(hers.asInterviewer.getByText(/^Corrected at/)).toBeVisible();
    await expect(his.asCandidate.getByText('You asked for the cost of an error first.')).toBeVisible();
    await expect(his.asCandidate.getByText(/^Corrected at/)).toBeVisible();
    await expect(his.asCandidate.getByRole('button', { name: /^Correct your rating of Bob/ })).toHaveCount(0);
  });

  await test.step('Bob disputes it, and it leaves his numbers', async () => {
    await expect.poll(() => his.countedRatings(), COMPILED).toBe(1);
    await his.disputesTheRatingAsCandidate('It rates the wrong thing', WORDS);
    await expect(his.asCandidate.getByText(/^You disputed this rating/)).toBeVisible();
    await expect.poll(() => his.countedRatings(), COMPILED).toBe(0);
    await expect(his.asCandidate.getByText('You asked for the cost of an error first.')).toBeVisible();
  });

  await test.step('Alice sees that it is disputed, and no word of why', async () => {
    await expect(hers.asInterviewer.getByText(/^Bob disputes this rating/)).toBeVisible();
    await alice.page.reload();
    await expect(hers.asInterviewer.getByText(/^Bob disputes this rating/)).toBeVisible();
    expect(await alice.page.content()).not.toContain(WORDS);
  });

  await test.step('neither of them finds a page for staff', async () => {
    for (const address of ['/staff', '/staff/disputes']) {
      await bob.page.goto(address);
      await expect(bob.heading('There is nothing at this address')).toBeVisible();
    }
    await bob.page.goto('/home');
    await bob.page.getByRole('button', { name: 'Menu of Bob Tanaka' }).click();
    await expect(bob.page.getByRole('menuitem', { name: 'Studio' })).toBeVisible();
    await expect(bob.page.getByRole('menuitem', { name: 'Staff' })).toHaveCount(0);
  });

  await test.step('staff read it with all that was said, and count it again', async () => {
    const { page } = reviewer;
    await page.goto('/home');
    await page.getByRole('button', { name: 'Menu of Grace Hopper' }).click();
    await page.getByRole('menuitem', { name: 'Staff' }).click();
    await expect(reviewer.heading('Looking after this instance')).toBeVisible();
    await page.getByRole('link', { name: 'Disputes' }).click();
    await page.getByRole('link', { name: /^Alice Moreau’s rating of Bob Tanaka as candidate/ }).click();
    await expect(page.getByText(WORDS)).toBeVisible();
    await expect(page.getByText('You asked for the cost of an error first.')).toBeVisible();
    await page.getByText(/Version 1, written/).click();
    await choose(page.getByRole('radio', { name: 'Count it again' }));
    await page.getByRole('textbox', { name: 'Why' }).fill('The timeline shows that it is about your case.');
    await page.getByRole('button', { name: 'Decide for good' }).click();
    await expect(page.getByText(/^Grace Hopper decided on/)).toBeVisible();
  });

  await test.step('the numbers return, and Bob reads why', async () => {
    await expect.poll(() => his.countedRatings(), COMPILED).toBe(1);
    await his.opens();
    await expect(his.asCandidate.getByText('The timeline shows that it is about your case.')).toBeVisible();
    await expect(his.asCandidate.getByRole('button', { name: /^Dispute this rating/ })).toHaveCount(0);
    await expect(hers.asInterviewer.getByText(/Staff have looked at it: it counts/)).toBeVisible();
  });

  await test.step('staff have everything solved anew, and see when that is done', async () => {
    const { page } = reviewer;
    await page.getByRole('link', { name: 'Ratings' }).click();
    await expect(page).toHaveURL(/\/staff\/ratings$/);
    // Others practise meanwhile: a solve that they bring about is there already, and ours with it, or is there first.
    await expect(async () => {
      await page.reload();
      await page.getByRole('button', { name: 'Solve everything anew now' }).click();
      await expect(page.getByText('because staff asked for it', { exact: false }).first()).toBeVisible();
    }).toPass({ timeout: 60_000 });
    await expect(page.getByRole('progressbar')).toHaveCount(0);
  });

  await test.step('all of it stands in the log', async () => {
    const { page } = reviewer;
    await page.goto('/staff/audit');
    await expect(page.getByRole('link', { name: 'decided a dispute: counts again' }).first()).toBeVisible();
    await expect(page.getByRole('link', { name: 'read a dispute' }).first()).toBeVisible();
    await expect(page.getByText('had everything solved anew').first()).toBeVisible();
  });

  expect([...alice.faults, ...bob.faults, ...reviewer.faults]).toEqual([]);
});
