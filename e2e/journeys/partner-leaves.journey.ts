import { expect, test } from '@playwright/test';
import { Candidate } from '../support/candidate.js';
import { Interviewer } from '../support/interviewer.js';
import { meet, Person } from '../support/person.js';
import { beginInterview } from '../support/room.page.js';

const wish = { track: 'ML case', length: '15 minutes a round' } as const;

test('a partner who is away for a moment is waited for, and one who leaves for good sets both free', async ({
  browser,
}) => {
  const alice = await Person.member(browser, 'Alice', { languages: ['it'] });
  const bob = await Person.member(browser, 'Bob', { languages: ['it'] });
  const room = await meet(alice, bob, wish);
  const interviewer = new Interviewer(alice);
  await beginInterview(interviewer, new Candidate(bob));
  await interviewer.notesAMoment('strong', 'Began with the goal');
  const question = await new Candidate(bob).readsTheQuestion();

  await test.step('Bob closes his only tab: Alice learns of it, and his seat is held', async () => {
    await bob.page.close();
    await expect(interviewer.absence).toBeVisible();
    await expect(alice.page.getByRole('button', { name: /^End without/ })).toHaveCount(0);
  });

  const back = await test.step('he comes back to where they were', async () => {
    const tab = await bob.inAnotherTab();
    await tab.page.goto('/home');
    await tab.page.getByRole('link', { name: 'Back to your room' }).first().click();
    await expect(tab.page).toHaveURL(`/room/${room}`);
    expect(await new Candidate(tab).readsTheQuestion()).toBe(question);
    await expect(interviewer.absence).toHaveCount(0);
    await interviewer.says('There you are.');
    await new Candidate(tab).reads('There you are.');
    return tab;
  });

  await test.step('he leaves for good, is asked once more, and it is over for both', async () => {
    const leaving = new Candidate(back);
    await leaving.chooses('Leave for good…');
    await back.page.getByRole('dialog').getByRole('button', { name: 'Stay' }).click();
    await interviewer.isConnected();
    await leaving.chooses('Leave for good…');
    await back.page.getByRole('dialog').getByRole('button', { name: 'Leave for good' }).click();
    await leaving.isClosed('You left the session');
    await interviewer.isClosed('Bob has left');
    await expect(alice.page.getByText(/This costs you nothing/)).toBeVisible();
  });

  await test.step('both can queue again at once', async () => {
    await back.practises({ track: 'ML system design', length: '15 minutes a round' });
    await expect(back.heading('Finding you a partner')).toBeVisible();
    await back.page.getByRole('button', { name: 'Leave the queue' }).click();
    await back.isHome();
    await alice.practises({ track: 'ML system design', length: '15 minutes a round' });
    await expect(alice.heading('Finding you a partner')).toBeVisible();
    await alice.page.getByRole('button', { name: 'Leave the queue' }).click();
    await alice.isHome();
  });
});

test('who does not accept gives the place back, and the other keeps theirs', async ({ browser }) => {
  const carla = await Person.member(browser, 'Carla', { languages: ['ru'] });
  const dan = await Person.member(browser, 'Dan', { languages: ['ru'] });
  await carla.practises(wish);
  await dan.practises(wish);
  await carla.acceptsTheMatch();
  await expect(carla.page.getByText('Waiting for Dan')).toBeVisible();
  await dan.declinesTheMatch();
  await expect(dan.heading('You are not in the queue')).toBeVisible();
  await expect(carla.heading('Finding you a partner')).toBeVisible();
  await expect(carla.page.getByText('You kept your place and your waiting time counts.')).toBeVisible();

  const eva = await Person.member(browser, 'Eva', { languages: ['ru'] });
  await eva.practises(wish);
  await expect(carla.page.getByRole('dialog', { name: 'We found a partner' })).toContainText('Eva');
  await carla.declinesTheMatch();
  await eva.page.getByRole('button', { name: 'Leave the queue' }).click();
  await eva.isHome();
});

test('leaving before the interview began is agreed on or costs nothing', async ({ browser }) => {
  const fred = await Person.member(browser, 'Fred', { languages: ['it'] });
  const gwen = await Person.member(browser, 'Gwen', { languages: ['it'] });
  await meet(fred, gwen, wish);
  const [one, other] = [new Interviewer(fred), new Candidate(gwen)];
  await Promise.all([one.isInTheBriefing(), other.isInTheBriefing()]);
  await one.chooses('Propose to end the session');
  await gwen.page.getByRole('button', { name: 'Go on' }).click();
  await expect(fred.page.getByText(/^You propose to end/)).toHaveCount(0);
  await other.chooses('Something does not work…');
  await gwen.page.getByLabel('In a few words').fill('The notes do not open.');
  await gwen.page.getByRole('button', { name: 'Propose to void' }).click();
  await one.agreesToEnd();
  await one.isClosed('The session is void');
  await other.isClosed('The session is void');
});
