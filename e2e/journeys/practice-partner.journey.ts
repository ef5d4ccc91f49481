import { expect, test } from '@playwright/test';
import { Candidate } from '../support/candidate.js';
import { Interviewer } from '../support/interviewer.js';
import { Person } from '../support/person.js';
import { RatingDesk } from '../support/rating.desk.js';
import { startScriptedPartner, type ScriptedPartner } from '../support/scripted.partner.js';

let partner: ScriptedPartner;
test.afterEach(() => partner.stop());

// The only journey in this track: a scripted partner takes whoever waits in it.
test('somebody alone sees a whole session with the scripted partner, and it counts for nothing', async ({
  browser,
}) => {
  const alice = await Person.member(browser, 'Alice');
  await alice.practises({ track: 'ML debugging', first: 'Interviewing' });
  await expect(alice.page.getByText('npm run partner')).toBeVisible();
  partner = startScriptedPartner('ml-debugging', 0.1);
  await expect(alice.page.getByRole('dialog').getByText('scripted partner')).toBeVisible({ timeout: 20_000 });
  await alice.acceptsTheMatch();
  await alice.isInTheRoom();

  await test.step('Alice interviews; the partner answers', async () => {
    const interviewer = new Interviewer(alice);
    await interviewer.isReady();
    await expect(interviewer.console).toBeVisible();
    await interviewer.marks(1, 'Unprompted');
    await interviewer.playsACard();
    await expect(alice.page.getByRole('list', { name: 'Messages' }).getByRole('listitem')).not.toHaveCount(0);
    await interviewer.chooses('Propose to end the interview');
    await interviewer.isRating();
    const words = { keep: 'Kept to the plan', change: 'Say what is uncertain' };
    await new RatingDesk(alice).ratesTheCandidate('Pip', ['3', '4'], words);
  });

  await test.step('the partner interviews, step by step, and proposes to end', async () => {
    const candidate = new Candidate(alice);
    await candidate.isReady();
    await expect(candidate.asked).toBeVisible();
    const question = await candidate.readsTheQuestion();
    await candidate.says('I would begin with what changed, and when.');
    await candidate.isAskedSomethingElseThan(question);
    await expect(alice.page.getByText(/proposes to end the interview now/)).toBeVisible({ timeout: 60_000 });
    await candidate.agreesToEnd();
    await candidate.isRating();
    await new RatingDesk(alice).ratesThemself(['3']);
    await new RatingDesk(alice).ratesTheInterviewer('Pip', ['4']);
  });

  await test.step('the debrief is there to read, and says that it counts for nothing', async () => {
    const banner = alice.page.getByRole('status').filter({ hasText: 'reaches your numbers' });
    await expect(banner).toContainText('script');
    await expect(alice.page.getByRole('region', { name: 'You as candidate' })).toBeVisible();
    await new Candidate(alice).finishes();
    await new Candidate(alice).isClosed('That was your session');
    expect(await partner.ended).toBe(0);
  });

  await test.step('and the numbers stay empty', async () => {
    await alice.hasNothingLeftToCompile();
    await alice.page.goto('/progress');
    await expect(alice.heading('Your numbers start with your first session.')).toBeVisible();
    const row = alice.page.getByRole('region', { name: 'Sessions' }).getByRole('row').nth(1);
    await expect(row).toContainText('Pip');
    await expect(row).toContainText('does not count');
  });
});
