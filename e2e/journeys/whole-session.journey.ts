import { expect, test } from '@playwright/test';
import { Candidate } from '../support/candidate.js';
import { Interviewer } from '../support/interviewer.js';
import { Person } from '../support/person.js';
import { RatingDesk } from '../support/rating.desk.js';
import { beginInterview, endInterview } from '../support/room.page.js';

test('two people meet, interview each other, rate, talk it over, and see it in their numbers', async ({ browser }) => {
  const alice = await Person.arrives(browser, 'Alice Moreau');
  const bob = await Person.arrives(browser, 'Bob Tanaka');

  await test.step('they sign up', async () => {
    for (const person of [alice, bob]) {
      await person.signsUp();
      await person.opensTheLinkOfTheMail('Confirm your e-mail address');
      await person.tellsWhatToPractise('Français');
    }
  });

  await test.step('they are matched, and both accept', async () => {
    await alice.practises({ track: 'ML case', first: 'Interviewing' });
    await expect(alice.heading('Finding you a partner')).toBeVisible();
    await bob.practises({ track: 'ML case', first: 'Answering' });
    await expect(alice.page.getByRole('dialog')).toContainText('Bob Tanaka');
    await alice.acceptsTheMatch();
    await expect(bob.page.getByText('Alice Moreau has accepted.')).toBeVisible();
    await bob.acceptsTheMatch();
    await Promise.all([alice.isInTheRoom(), bob.isInTheRoom()]);
  });

  const firstQuestion = await test.step('round 1: Alice interviews Bob', async () => {
    const interviewer = new Interviewer(alice);
    const candidate = new Candidate(bob);
    await beginInterview(interviewer, candidate);

    const question = await candidate.readsTheQuestion();
    await interviewer.says('Take your time, and think aloud.');
    await candidate.reads('Take your time, and think aloud.');
    await interviewer.says('We can talk here: https://call.example/turnabout-7');
    await candidate.canFollow('https://call.example/turnabout-7');
    await interviewer.opensTheSharedNotes();
    await candidate.opensTheSharedNotes();
    await candidate.writesInTheNotes('Goal: who acts on the score, and when?\n');
    await interviewer.seesInTheNotes('who acts on the score');
    await interviewer.writesInTheNotes('Today: a rule of thumb\n');
    await candidate.seesInTheNotes('a rule of thumb');

    await interviewer.marks(1, 'Unprompted');
    await interviewer.notesAMoment('strong', 'Asked who acts on the prediction before naming any model');
    await candidate.sees(await interviewer.playsACard());
    await candidate.sees(await interviewer.goesDeeper());
    await interviewer.marks(2, 'After a card');
    await interviewer.givesAFact();
    await interviewer.seesWhatToSayWithoutAFact();
    await candidate.seesAFact();
    await interviewer.goesOnToTheNextStep();
    await candidate.isAskedSomethingElseThan(question);
    await interviewer.marks(1, 'Missed');
    await interviewer.notesAMoment('weak', 'Took the labels as given; did not ask when they are known');
    await candidate.writesOnTheScratchPad('Ask about the labels');
    await candidate.asksForAHint();
    await interviewer.seesThatAHintIsAskedFor();
    await interviewer.givesTheHint();
    await candidate.getsAHint();
    await candidate.says('So precision < 0.8 & recall > 0.5, <b>at once</b>?');
    await interviewer.reads('So precision < 0.8 & recall > 0.5, <b>at once</b>?');
    await candidate.sees(await interviewer.playsACard());
    await interviewer.writesAPrivateNote('Come back to the threshold');
    await endInterview(interviewer, candidate);
    return question;
  });

  await test.step('both rate, and nobody sees what the other writes', async () => {
    const aliceRates = new RatingDesk(alice);
    const bobRates = new RatingDesk(bob);
    await bobRates.ratesThemself(['4', '4', '3', '5']);
    await bobRates.ratesTheInterviewer(alice.name, ['5', '4', '4', '5']);
    await bobRates.isDone();
    await expect(bob.page.getByText('Alice Moreau still has one sheet to go.')).toBeVisible();
    await aliceRates.fillsInAboutTheCandidate(bob.name, ['2', '3', '4', '3'], {
      keep: 'You asked who acts on the score first.',
      change: 'Name the cost of an error sooner.',
      rests: 'Took the labels as given',
    });
    await aliceRates.submitsTheSheet(`${bob.name} as candidate`);
  });

  await test.step('round 2: the seats are swapped, and the case is another', async () => {
    const interviewer = new Interviewer(bob);
    const candidate = new Candidate(alice);
    await expect(alice.page.getByText('Seats swapped: round 2')).toBeVisible();
    await beginInterview(interviewer, candidate);
    expect(await candidate.readsTheQuestion()).not.toBe(firstQuestion);
    await candidate.opensTheSharedNotes();
    await candidate.hasEmptyNotes();
    await interviewer.hasNoPrivateNote();
    await interviewer.marks(1, 'Unprompted');
    await interviewer.marks(2, 'Unprompted');
    await interviewer.notesAMoment('strong', 'Wrote the goal down before the data');
    await endInterview(candidate, interviewer);
    await new RatingDesk(alice).ratesThemself(['3', '3', '4', '3']);
    await new RatingDesk(alice).ratesTheInterviewer(bob.name, ['4', '4', '3', '5']);
    await new RatingDesk(bob).ratesTheCandidate(alice.name, ['5', '4', '4', '3'], {
      keep: 'Wrote the goal down before the data.',
      change: 'Land the conclusion a minute earlier.',
    });
  });

  await test.step('the debrief opens for both at once', async () => {
    await expect(bob.page.getByText('Name the cost of an error sooner.')).toBeVisible();
    await expect(alice.page.getByText('Land the conclusion a minute earlier.')).toBeVisible();
    const notes = (person: Person) => person.page.getByRole('region', { name: 'Your private notes' });
    await expect(notes(alice)).toContainText('Come back to the threshold');
    await expect(notes(bob)).toContainText('Ask about the labels');
    await expect(notes(bob)).not.toContainText('threshold');
    const asCandidate = bob.page.getByRole('region', { name: 'You as candidate' });
    const framing = bob.page.getByRole('heading', { name: 'Problem framing' });
    const rated = asCandidate.getByRole('article').filter({ has: framing });
    await expect(rated.getByText('Took the labels as given')).toBeVisible();
    const useful = asCandidate.getByRole('group', { name: 'What to change: was it useful?' });
    await useful.getByRole('button', { name: 'Yes' }).click();
    await expect(useful.getByRole('button', { name: 'Yes' })).toHaveAttribute('aria-pressed', 'true');
  });

  await test.step('they finish, and the numbers change by themselves', async () => {
    const numbers = await alice.inAnotherTab();
    await numbers.page.goto('/progress');
    await expect(numbers.heading('Your first ratings are in.')).toBeVisible({ timeout: 20_000 });
    await expect(numbers.page.getByText('One session with one partner so far.')).toBeVisible();
    await new Interviewer(bob).finishes();
    await new Candidate(alice).finishes();
    await new Interviewer(bob).isClosed('That was your session');
    await numbers.page.reload();
    const sessions = numbers.page.getByRole('region', { name: 'Sessions' });
    await expect(sessions.getByRole('row').filter({ hasText: 'Bob Tanaka' })).toContainText('Completed');
  });

  await test.step('the debrief stays, and both are free to practise again', async () => {
    await bob.page.getByRole('link', { name: 'Read your debrief' }).click();
    await expect(bob.page.getByText('Name the cost of an error sooner.')).toBeVisible();
    await expect(
      bob.page.getByRole('group', { name: 'What to change: was it useful?' }).getByRole('button', { name: 'Yes' }),
    ).toHaveAttribute('aria-pressed', 'true');
    await bob.page.goto('/home');
    await bob.isHome();
  });

  expect([...alice.faults, ...bob.faults]).toEqual([]);
});
