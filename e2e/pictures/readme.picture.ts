import { test, type Page } from '@playwright/test';
import { Candidate } from '../support/candidate.js';
import { flowWithTitle } from '../support/flow.words.js';
import { Interviewer } from '../support/interviewer.js';
import { LibraryPage } from '../support/library.page.js';
import { givePast } from '../support/past.js';
import { Person } from '../support/person.js';
import { RatingDesk } from '../support/rating.desk.js';
import { beginInterview, endInterview } from '../support/room.page.js';
import { takeScreenshot } from '../support/screenshot.js';

interface Said {
  notes: string;
  asks: string;
  answers: string;
  strong: string;
  weak: string;
}

/** The case that the interviewer is licensed for, and so rather gets than another. */
const LICENSED = flowWithTitle('Churn at a streaming service');
/** What the two say, by the case that they happen to get. */
const SAID: Record<string, Said> = {
  'Churn at a streaming service': {
    notes:
      'churn = cancels by own choice, within the next calendar month\nwho acts: retention team, on the 1st\noffer: 6 €, credited without a click\ntoday: nothing watched for 21 days -> e-mail\n\nlabel: what was known on the last evening of the month before\n',
    asks: 'How many people leave in a normal month?',
    answers: 'Good question. You see it on your side now.',
    strong: 'Asked who acts on the list, and on which day, before naming a model',
    weak: 'Took the status field as the label; did not ask when it is written',
  },
  'Card fraud at a payment provider': {
    notes:
      'decision: accept / refuse / ask for a second proof, at the moment of "pay"\n\nfraud accepted: the amount + 20 €\ngood one refused: 10 €\nsecond proof: some good customers give up\n\ntoday: 60 rules, 5,000 refusals a day\n',
    asks: 'How much of the traffic is fraud?',
    answers: 'Good question. You see it on your side now.',
    strong: 'Wrote down all the outcomes with what each one costs, before any metric',
    weak: 'Quoted accuracy, though one payment in a thousand is fraud',
  },
};
/** What can be said of any case. */
const OF_ANY: Said = {
  notes:
    'who acts on it, and when?\nwhat happens today without a model?\n\ntarget: in one sentence, with the moment at which it is known\ncost of a false alarm / of a miss\n',
  asks: 'What happens today without a model?',
  answers: 'Good question. You see it on your side now.',
  strong: 'Asked who acts on the result, and when, before naming a model',
  weak: 'Took the label as given; did not ask when it is written',
};
const PAST = ['Noor', 'Jonas Weber', 'Mei', 'Priya R.', 'Sam', 'Ewa', 'Tomás'];

/** The interview takes its time: the pictures show a timeline, not a heap. */
const passes = (page: Page, minutes: number) => page.waitForTimeout(minutes * 60_000);

test('the pictures of the README', async ({ browser }) => {
  test.setTimeout(20 * 60_000);
  const alice = await Person.member(browser, 'Alice Moreau', { languages: ['fr'], goals: ['metrics'] });
  const bob = await Person.member(browser, 'Bob Tanaka', { languages: ['fr'] });
  const wish = { track: 'ML case', length: '15 minutes a round' } as const;
  await givePast(alice, PAST);
  await alice.hasNothingLeftToCompile();
  await alice.page.goto('/progress');
  await alice.page.getByRole('region', { name: 'Sessions' }).getByRole('row').nth(1).waitFor();
  // Charts draw themselves from the left.
  await alice.page.waitForTimeout(3_000);
  await takeScreenshot(alice.page, 'progress');

  const library = new LibraryPage(alice);
  await alice.page.goto(`/library/${LICENSED.id}`);
  // One of those of her past may have had her interview with it already.
  const unread = alice.page.getByRole('button', { name: 'Read the brief' });
  await library.part('The cards').or(unread).waitFor();
  if (await unread.isVisible()) {
    await library.opensTheBrief();
    await library.answers(LICENSED, 'rightly');
    await library.part('The cards').waitFor();
  }
  await alice.page.goto('/home');
  await alice.practises({ ...wish, first: 'Interviewing' });
  await passes(alice.page, 0.5);
  await takeScreenshot(alice.page, 'queue');
  await bob.practises({ ...wish, first: 'Answering' });
  await alice.acceptsTheMatch();
  await bob.acceptsTheMatch();

  const interviewer = new Interviewer(alice);
  const candidate = new Candidate(bob);
  await beginInterview(interviewer, candidate);
  const said = SAID[await bob.page.getByRole('heading', { level: 1 }).innerText()] ?? OF_ANY;
  await candidate.opensTheSharedNotes();
  await passes(alice.page, 0.5);
  await candidate.says(said.asks);
  await interviewer.givesAFact();
  await interviewer.says(said.answers);
  await interviewer.marks(1, 'Unprompted');
  await passes(alice.page, 0.6);
  await interviewer.notesAMoment('strong', said.strong);
  await interviewer.goesOnToTheNextStep();
  await passes(alice.page, 0.7);
  await interviewer.playsACard();
  await passes(alice.page, 0.6);
  await candidate.writesInTheNotes(said.notes);
  await interviewer.marks(1, 'After a card');
  await passes(alice.page, 0.6);
  await interviewer.marks(2, 'Unprompted');
  await interviewer.goesOnToTheNextStep();
  await passes(alice.page, 0.8);
  await interviewer.notesAMoment('weak', said.weak);
  await candidate.asksForAHint();
  await interviewer.givesTheHint();
  await candidate.writesOnTheScratchPad('Say the cost of both errors\nThen the threshold');
  await passes(alice.page, 0.6);
  await interviewer.marks(1, 'Missed');
  await candidate.pad.blur();
  await takeScreenshot(alice.page, 'console');
  await takeScreenshot(bob.page, 'candidate');
  await endInterview(interviewer, candidate);

  const desk = new RatingDesk(alice);
  await desk.fillsInAboutTheCandidate(bob.name, ['5', '2', '3', '4'], {
    keep: 'You asked who acts on the result before you chose a method.',
    change: 'Name what an error costs before you name a metric.',
    rests: said.strong,
  });
  await desk.isSaved();
  await alice.page.getByRole('radiogroup').first().scrollIntoViewIfNeeded();
  await takeScreenshot(alice.page, 'rating');
});
