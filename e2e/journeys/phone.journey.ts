import { expect, test } from '@playwright/test';
import { Candidate } from '../support/candidate.js';
import { Interviewer } from '../support/interviewer.js';
import { meet, Person } from '../support/person.js';
import { endInterview } from '../support/room.page.js';

const PHONE = { width: 390, height: 844 };

test('on a phone the chat fills the window, and what comes next begins in sight', async ({ browser }) => {
  const alice = await Person.member(browser, 'Alice', { languages: ['it'] });
  const bob = await Person.member(browser, 'Bob', { languages: ['it'] }, { viewport: PHONE });
  const [interviewer, candidate] = [new Interviewer(alice), new Candidate(bob)];
  await meet(alice, bob, { track: 'ML case', length: '15 minutes a round' });
  await Promise.all([interviewer.isInTheBriefing(), candidate.isInTheBriefing()]);
  await candidate.isReady();
  await interviewer.isReady();
  await expect(interviewer.console).toBeVisible();

  await test.step('Bob writes to Alice at the foot of the window', async () => {
    await bob.page.getByRole('tab', { name: /^Chat/ }).click();
    await candidate.says('I am on my phone.');
    const field = await bob.page.getByRole('textbox', { name: 'Message to Alice' }).boundingBox();
    expect(field && PHONE.height - field.y - field.height).toBeLessThan(32);
  });

  await test.step('the interview ends while he is in the chat, and he is asked to rate', async () => {
    await endInterview(interviewer, candidate);
    await expect(bob.page.getByRole('tab', { name: 'Now' })).toHaveAttribute('aria-selected', 'true');
    await expect(bob.page.getByRole('heading', { name: 'You as candidate' })).toBeInViewport();
  });
});
