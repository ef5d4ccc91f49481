import { expect, test } from '@playwright/test';
import { expectAccessible } from '../support/axe.js';
import { Candidate } from '../support/candidate.js';
import { flowWithTitle, secretsOf, signalNames } from '../support/flow.words.js';
import { Interviewer } from '../support/interviewer.js';
import { meet, Person } from '../support/person.js';
import { RatingDesk } from '../support/rating.desk.js';
import { Rehearser } from '../support/rehearser.js';
import { beginInterview } from '../support/room.page.js';
import { Wire } from '../support/wire.js';

test('whose partner does not come back turns the time into a rehearsal of their own case', async ({ browser }) => {
  // A seat is held for three minutes, and they are waited out.
  test.setTimeout(480_000);
  const alice = await Person.member(browser, 'Alice', { languages: ['pt'] });
  const bob = await Person.member(browser, 'Bob', { languages: ['pt'] });
  const toAlice = Wire.on(alice.context);
  const room = await meet(alice, bob, { track: 'ML case', length: '15 minutes a round' });
  await beginInterview(new Interviewer(alice), new Candidate(bob));
  const rehearser = new Rehearser(alice);

  await test.step('Bob closes his tab and stays away', async () => {
    await bob.page.close();
    await expect(rehearser.absence).toBeVisible();
    await expect(alice.page.getByRole('button', { name: 'Rehearse alone' })).toHaveCount(0);
    await rehearser.waitsUntilTheSeatIsHeldNoLonger();
    await expect(alice.page.getByText(/you answer the case of round 2, alone and against the clock/)).toBeVisible();
  });

  const told: string[] = [];
  await test.step('Alice, who interviewed, answers the case of round 2 alone', async () => {
    await rehearser.turnsTheTimeIntoARehearsal();
    await rehearser.isAlone('Bob');
    told.push(await rehearser.readsTheQuestion());
    told.push(await rehearser.drawsACard());
    await rehearser.goesOn();
    await rehearser.isAskedSomethingElseThan(told[0] ?? '');
    told.push(await rehearser.readsTheQuestion());
    told.push(...(await rehearser.drawsUntilNoneIsLeft()));
    await rehearser.writesOnTheScratchPad('Say what an error costs');
    await alice.page.reload();
    await rehearser.sees(told.at(-1) ?? '');
    await expectAccessible(alice.page, 'the rehearsal');
  });

  const title = await alice.page.getByRole('heading', { level: 1 }).innerText();
  const flow = flowWithTitle(title);
  const secrets = secretsOf(flow, told);

  await test.step('no word of a card that was not drawn has reached her', async () => {
    expect(secrets.length).toBeGreaterThan(200);
    expect(await toAlice.holds(told)).toEqual(told);
    expect(await toAlice.holds(secrets)).toEqual([]);
    expect(toAlice.framesHold([`"${flow.id}"`, ...signalNames(flow)])).toEqual([]);
  });

  await test.step('Bob comes back to be told, and is free to go', async () => {
    const tab = await bob.inAnotherTab();
    await tab.page.goto('/home');
    await expect(tab.page.getByRole('link', { name: 'Back to your room' })).toHaveCount(0);
    await tab.page.goto(`/room/${room}`);
    await expect(tab.page.getByRole('heading', { name: 'Alice goes on alone' })).toBeVisible();
    await expect(tab.page.getByRole('complementary', { name: 'Console' })).toHaveCount(0);
    await expectAccessible(tab.page, 'who was away');
    await tab.page.getByRole('link', { name: 'Go home' }).click();
    await tab.isHome();
  });

  await test.step('she ends it, rates herself and nobody else', async () => {
    await rehearser.endsTheRehearsal();
    await expect(new RatingDesk(alice).sheet('Bob as interviewer')).toHaveCount(0);
    await new RatingDesk(alice).ratesThemself(['3', '4', '3']);
  });

  await test.step('and reads the flow in the debrief, in the room and after it', async () => {
    await expect(alice.page.getByRole('heading', { name: 'You went through it alone.' })).toBeVisible();
    const opened = alice.page.getByRole('region', { name: 'What an interviewer would have had' });
    await expect(opened.getByText(flow.steps[0]?.signals[0]?.heard ?? '')).toBeVisible();
    await expectAccessible(alice.page, 'the debrief of a rehearsal');
    await alice.page.getByRole('button', { name: 'Finish' }).click();
    await rehearser.isClosed('That was your rehearsal');
    await alice.page.getByRole('link', { name: 'Read your debrief' }).click();
    await expect(alice.heading('You went through it alone.')).toBeVisible();
  });

  await test.step('it is among her sessions, and in no number', async () => {
    await alice.hasNothingLeftToCompile();
    await alice.page.goto('/progress');
    await expect(alice.page.getByText(/^Rehearsal/).first()).toBeVisible();
    await expect(alice.page.getByText('does not count').first()).toBeVisible();
    await alice.practises({ track: 'ML system design', length: '15 minutes a round' });
    await alice.page.getByRole('button', { name: 'Leave the queue' }).click();
    await alice.isHome();
    expect(alice.faults).toEqual([]);
  });
});
