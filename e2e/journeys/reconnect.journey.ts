import { expect, test } from '@playwright/test';
import { Candidate } from '../support/candidate.js';
import { Interviewer } from '../support/interviewer.js';
import { Line } from '../support/line.js';
import { meet, Person } from '../support/person.js';
import { RatingDesk } from '../support/rating.desk.js';
import { beginInterview, endInterview } from '../support/room.page.js';

test('reloads and broken lines lose nothing, in any phase and from either seat', async ({ browser }) => {
  const alice = await Person.member(browser, 'Alice', { languages: ['de'] });
  const bob = await Person.member(browser, 'Bob', { languages: ['de'] });
  const [aliceLine, bobLine] = [await Line.of(alice.page), await Line.of(bob.page)];
  const interviewer = new Interviewer(alice);
  const candidate = new Candidate(bob);
  await meet(alice, bob, { track: 'ML case', length: '15 minutes a round' });

  await test.step('briefing: who was ready is ready after a reload', async () => {
    await Promise.all([interviewer.isInTheBriefing(), candidate.isInTheBriefing()]);
    await candidate.isReady();
    await bob.page.reload();
    await expect(bob.page.getByText('You are ready')).toBeVisible();
    await alice.page.reload();
    await expect(alice.page.getByText('Bob is ready. The interview begins when you are.')).toBeVisible();
    // The questions come by a request of their own: whoever is faster begins without being reminded of them.
    await expect(alice.page.getByRole('region', { name: 'Three questions before you ask yours' })).toBeVisible();
    await aliceLine.cut();
    await interviewer.hasLostTheLine();
    await interviewer.isReady();
    await aliceLine.mend();
    await expect(interviewer.console).toBeVisible();
    await expect(candidate.asked).toBeVisible();
  });

  const card =
    await test.step('interview: what the interviewer does without a line happens once it is back', async () => {
      await candidate.opensTheSharedNotes();
      await interviewer.opensTheSharedNotes();
      await aliceLine.cut();
      await interviewer.hasLostTheLine();
      await interviewer.writesInTheNotes('From the interviewer, without a line.\n');
      await interviewer.triesToWriteAPrivateNote('Typed in the dark');
      const words = await interviewer.triesToPlayACard();
      await aliceLine.mend();
      await candidate.sees(words);
      await candidate.seesInTheNotes('From the interviewer, without a line.');
      await interviewer.isConnected();
      await alice.page.reload();
      await expect(interviewer.console).toBeVisible();
      expect(await interviewer.readsThePrivateNote()).toBe('Typed in the dark');
      await expect(candidate.asked.getByText(words)).toHaveCount(1);
      return words;
    });

  await test.step('interview: the candidate goes on writing too, and the partner is told of the absence', async () => {
    await bobLine.cut();
    await candidate.hasLostTheLine();
    await expect(interviewer.absence).toBeVisible();
    await candidate.writesInTheNotes('From the candidate, without a line.\n');
    await candidate.pad.fill('Thought in the dark');
    await candidate.triesToSay('Can you hear me?');
    await interviewer.marks(1, 'Unprompted');
    await interviewer.goesOnToTheNextStep();
    await bobLine.mend();
    await interviewer.reads('Can you hear me?');
    await expect(interviewer.absence).toHaveCount(0);
    await bob.page.reload();
    await candidate.sees(card);
    await expect(candidate.pad).toHaveValue('Thought in the dark');
    await candidate.opensTheSharedNotes();
    for (const who of ['interviewer', 'candidate']) {
      await candidate.seesInTheNotes(`From the ${who}, without a line.`);
    }
    await interviewer.opensTheSharedNotes();
    await interviewer.seesInTheNotes('From the candidate, without a line.');
  });

  await test.step('a second tab shows the same, and closing it is not leaving', async () => {
    const second = await bob.inAnotherTab();
    await second.page.goto(bob.page.url());
    const there = new Candidate(second);
    expect(await there.readsTheQuestion()).toBe(await candidate.readsTheQuestion());
    await there.says('From my second tab.');
    await candidate.reads('From my second tab.');
    await second.page.close();
    await candidate.says('And from my first.');
    await interviewer.reads('And from my first.');
    await expect(interviewer.absence).toHaveCount(0);
    await endInterview(interviewer, candidate);
  });

  await test.step('rating: a half-filled sheet survives a reload, and one is submitted through a broken line', async () => {
    const [aliceRates, bobRates] = [new RatingDesk(alice), new RatingDesk(bob)];
    const words = { keep: 'Wrote the goal down', change: 'Name the cost' };
    await aliceRates.fillsInAboutTheCandidate(bob.name, ['4', '3'], words);
    await aliceRates.isSaved();
    await alice.page.reload();
    await expect(aliceRates.sheet('Bob as candidate').getByLabel(/^One thing to keep/)).toHaveValue(words.keep);
    await expect(aliceRates.sheet('Bob as candidate').getByRole('radio', { name: '4', checked: true })).not.toHaveCount(
      0,
    );

    await bobLine.cut();
    await bobRates.fillsInAboutThemself(['4', '4', '3']);
    await bobRates.isKeptOnThisDevice();
    await bobRates.triesToSubmit('You as candidate');
    await expect(bob.page.getByText('Not in yet: we can’t reach Turnabout')).toBeVisible();
    await bobLine.mend();
    await expect(bobRates.sheet('Alice as interviewer')).toBeVisible({ timeout: 20_000 });
    await bobRates.ratesTheInterviewer('Alice', ['4', '4', '4', '4']);
    await aliceRates.submitsTheSheet('Bob as candidate');
    await Promise.all([interviewer.isInTheBriefing(), candidate.isInTheBriefing()]);
  });

  await test.step('round 2 and debrief: the seats are swapped, and a reload changes nothing', async () => {
    const [asking, answering] = [new Interviewer(bob), new Candidate(alice)];
    await beginInterview(asking, answering);
    await asking.marks(1, 'Missed');
    await bob.page.reload();
    await expect(asking.console.getByRole('button', { name: 'Missed', pressed: true })).toHaveCount(1);
    await endInterview(answering, asking);
    await new RatingDesk(bob).ratesTheCandidate('Alice', ['3'], { keep: 'The plan', change: 'The pace, at the end' });
    await new RatingDesk(alice).ratesThemself(['4']);
    await new RatingDesk(alice).ratesTheInterviewer('Bob', ['4']);
    await expect(alice.page.getByText('The pace, at the end')).toBeVisible();
    await alice.page.reload();
    await expect(alice.page.getByText('The pace, at the end')).toBeVisible();
    await aliceLine.cut();
    await answering.hasLostTheLine();
    await asking.finishes();
    await aliceLine.mend();
    await expect(alice.page.getByText('Bob is done.')).toBeVisible();
    await answering.finishes();
    await asking.isClosed('That was your session');
  });
});

test('who arrives first waits, also over a reload, and the session begins by itself', async ({ browser }) => {
  const alice = await Person.member(browser, 'Alice', { languages: ['hi'] });
  const bob = await Person.member(browser, 'Bob', { languages: ['hi'] });
  const wish = { track: 'ML system design', length: '15 minutes a round' } as const;
  await alice.practises(wish);
  await bob.practises(wish);
  await bob.acceptsTheMatchAndStaysAway();
  await alice.acceptsTheMatch();
  const room = await alice.isInTheRoom();
  const waiting = alice.page.getByRole('heading', { name: 'Waiting for Bob' });
  await expect(waiting).toBeVisible();
  await alice.page.reload();
  await expect(waiting).toBeVisible();
  await bob.page.goto(`/room/${room}`);
  const [one, other] = [new Interviewer(alice), new Interviewer(bob)];
  await Promise.all([one.isInTheBriefing(), other.isInTheBriefing()]);
  await one.chooses('Propose to end the session');
  await other.agreesToEnd();
  await one.isClosed('You both ended the session');
  await other.isClosed('You both ended the session');
});
