import { expect, test, type Page } from '@playwright/test';
import { expectAccessible } from '../support/axe.js';
import { Candidate } from '../support/candidate.js';
import { flowWithTitle } from '../support/flow.words.js';
import { Interviewer } from '../support/interviewer.js';
import { LibraryPage } from '../support/library.page.js';
import { Person, PASSWORD } from '../support/person.js';
import { RatingDesk } from '../support/rating.desk.js';
import { beginInterview, endInterview } from '../support/room.page.js';

const LICENSED = flowWithTitle('Churn at a streaming service');

test('every main screen, in light and in dark', async ({ browser }) => {
  const nobody = await Person.arrives(browser, 'Nobody');
  for (const [path, heading] of [
    ['/', /Practise the interview aloud/],
    ['/sign-up', 'Sign up'],
    ['/sign-in', 'Sign in'],
    ['/forgot-password', 'Forgot your password'],
    ['/mailbox', 'Mailbox'],
    ['/no-such-page', /./],
  ] as const) {
    await nobody.page.goto(path);
    await expect(nobody.heading(heading)).toBeVisible();
    await expectAccessible(nobody.page, path);
  }
  const alice = await Person.member(browser, 'Alice', { languages: ['ja'] });
  for (const [path, heading] of [
    ['/onboarding', 'What do you want to practise?'],
    ['/home', /./],
    ['/settings', 'Settings'],
    ['/library', /flows/],
    ['/library?track=ml-case&q=nothing+like+that', /flows/],
    [`/library/${LICENSED.id}`, LICENSED.title],
    ['/progress', 'Your numbers start with your first session.'],
    ['/progress/interviewer', 'Nobody has rated you as interviewer yet.'],
  ] as const) {
    await alice.page.goto(path);
    await expect(alice.heading(heading)).toBeVisible();
    await expectAccessible(alice.page, path);
  }
});

test('a flow of the library, from the warning to its script, in light and in dark', async ({ browser }) => {
  const alice = await Person.member(browser, 'Alice', { languages: ['ja'] });
  const library = new LibraryPage(alice);
  await alice.page.goto(`/library/${LICENSED.id}`);
  await library.isWarned();
  await expectAccessible(alice.page, 'warning before a brief');
  await alice.page.keyboard.press('Escape');
  await library.opensTheBrief();
  await expectAccessible(alice.page, 'brief and check');
  await library.answers(LICENSED, 'once wrongly');
  await expect(alice.page.getByRole('button', { name: 'Try again' })).toBeVisible();
  await expectAccessible(alice.page, 'check not passed');
  await alice.page.getByRole('button', { name: 'Try again' }).click();
  await library.answers(LICENSED, 'rightly');
  await expect(library.part('The cards')).toBeVisible();
  await expectAccessible(alice.page, 'script');
});

test('the queue and the room from both seats, in light and in dark', async ({ browser }) => {
  const alice = await Person.member(browser, 'Alice', { languages: ['zh'] });
  const bob = await Person.member(browser, 'Bob', { languages: ['zh'] });
  const wish = { track: 'ML system design' };
  const interviewer = new Interviewer(alice);
  const candidate = new Candidate(bob);

  await test.step('queue and match', async () => {
    await alice.practises({ ...wish, first: 'Interviewing' });
    await expect(alice.heading('Finding you a partner')).toBeVisible();
    await expectAccessible(alice.page, 'queue');
    await bob.practises({ ...wish, first: 'Answering' });
    await alice.isOfferedAMatch();
    await expectAccessible(alice.page, 'match');
    await alice.acceptsTheMatch();
    await bob.acceptsTheMatch();
  });
  await test.step('briefing', async () => {
    await Promise.all([interviewer.isInTheBriefing(), candidate.isInTheBriefing()]);
    await expectAccessible(alice.page, 'interviewer’s briefing');
    await expectNoScrollbar(alice.page);
    await expectAccessible(bob.page, 'candidate’s briefing');
  });
  await test.step('interview, and the interviewer’s keys', async () => {
    await beginInterview(interviewer, candidate);
    await interviewer.marks(1, 'Unprompted');
    await usesTheKeys(interviewer, candidate);
    await expectAccessible(alice.page, 'console');
    await expectNoScrollbar(alice.page);
    await expectAccessible(bob.page, 'candidate’s side');
    await expectNoScrollbar(bob.page);
    await endInterview(interviewer, candidate);
  });
  await test.step('rating', async () => {
    await new RatingDesk(alice).fillsInAboutTheCandidate('Bob', ['4', '5'], { keep: 'The plan', change: 'The pace' });
    await expectAccessible(alice.page, 'rating');
    await expectNoScrollbar(alice.page);
    await new RatingDesk(bob).ratesThemself(['3']);
    await new RatingDesk(bob).ratesTheInterviewer('Alice', ['4']);
    await expectAccessible(bob.page, 'sealed');
    await new RatingDesk(alice).submitsTheSheet('Bob as candidate');
  });
  await test.step('debrief, closed room, progress', async () => {
    await beginInterview(new Interviewer(bob), new Candidate(alice));
    await endInterview(new Interviewer(bob), new Candidate(alice));
    await new RatingDesk(bob).ratesTheCandidate('Alice', ['4'], { keep: 'The summary', change: 'The pace' });
    await new RatingDesk(alice).ratesThemself(['4']);
    await new RatingDesk(alice).ratesTheInterviewer('Bob', ['5']);
    await expect(alice.page.getByText('The summary')).toBeVisible();
    await expectAccessible(alice.page, 'debrief');
    await expectNoScrollbar(alice.page);
    await new Candidate(alice).finishes();
    await new Interviewer(bob).finishes();
    await new Candidate(alice).isClosed('That was your session');
    await expectAccessible(alice.page, 'closed room');
    await alice.hasNothingLeftToCompile();
    await alice.page.goto('/progress');
    await expect(alice.heading('Your first ratings are in.')).toBeVisible();
    await expectAccessible(alice.page, 'progress');
  });
});

/** The room fills the window: its panels scroll, the page does not. */
async function expectNoScrollbar(page: Page): Promise<void> {
  const excess = () => page.evaluate('document.documentElement.scrollHeight - innerHeight');
  await expect.poll(excess).toBe(0);
}

/** Strong, weak, note, a card, the deck, help and the next step, each by its key. */
async function usesTheKeys(interviewer: Interviewer, candidate: Candidate): Promise<void> {
  const { page } = interviewer;
  await page.keyboard.press('s');
  await interviewer.writesTheMoment('Named the decision first');
  await page.keyboard.press('w');
  await interviewer.writesTheMoment('Left the cost open');
  await page.keyboard.press('e');
  await expect(page.getByRole('textbox', { name: 'Your private notes' })).toBeFocused();
  await page.keyboard.type('swn1');
  await page.keyboard.press('Escape');
  await page.keyboard.press('d');
  await expect(page.getByRole('dialog', { name: 'The whole deck' })).toBeVisible();
  await expectAccessible(page, 'deck');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const question = await candidate.readsTheQuestion();
  await page.keyboard.press('n');
  await candidate.isAskedSomethingElseThan(question);
  await candidate.page.keyboard.press('h');
  await interviewer.seesThatAHintIsAskedFor();
}

test('from the landing page to the first question without a mouse', async ({ browser }) => {
  const kim = await Person.arrives(browser, 'Kim');
  const { page } = kim;
  await page.goto('/');
  await tabsTo(page, 'link', 'Start practising');
  await page.keyboard.press('Enter');
  await expect(kim.heading('Sign up')).toBeFocused();
  await tabsTo(page, 'textbox', 'Display name');
  await page.keyboard.type('Kim');
  await page.keyboard.press('Tab');
  await page.keyboard.type(kim.email);
  await page.keyboard.press('Tab');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(kim.heading('Check your mail')).toBeVisible();
  await page.goto(/\/confirm\?token=\S+/.exec(await kim.lastMail())?.[0] ?? '');
  await expect(kim.heading('What do you want to practise?')).toBeVisible();
  await tabsTo(page, 'checkbox', 'Product sense');
  await page.keyboard.press('Space');
  await expect(page.getByRole('checkbox', { name: 'Product sense' })).toBeChecked();
  await tabsTo(page, 'radio', 'Mid');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: 'Senior' })).toBeChecked();
  await page.keyboard.press('Enter');
  await expect(kim.heading('What should get better?')).toBeFocused();
  await tabsTo(page, 'button', 'Skip the rest');
  await page.keyboard.press('Enter');
  await kim.isHome();
});

/** Presses Tab until the focus is where it is wanted; gives up after as many stops as a page may reasonably have. */
async function tabsTo(
  page: Page,
  role: 'link' | 'button' | 'textbox' | 'checkbox' | 'radio',
  name: string,
): Promise<void> {
  const target = page.getByRole(role, { name }).first();
  await expect(target).toBeVisible();
  for (let stops = 0; stops < 60; stops += 1) {
    if (await target.evaluate((element) => element.matches(':focus'))) return;
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
}
