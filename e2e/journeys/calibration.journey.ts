import { expect, test } from '@playwright/test';
import { expectAccessible } from '../support/axe.js';
import { Person } from '../support/person.js';
import { Rater, type Pair } from '../support/rater.js';

/** κ by its definition, apart from the product: how often each score met each reference, against mere chance. */
function kappaOf(pairs: Pair[]): number {
  const share = (holds: (pair: Pair) => boolean) => pairs.filter(holds).length / pairs.length;
  let seen = 0;
  let byChance = 0;
  for (const i of [1, 2, 3, 4, 5]) {
    for (const j of [1, 2, 3, 4, 5]) {
      const weight = (i - j) ** 2;
      seen += weight * share(({ score, reference }) => score === i && reference === j);
      byChance += weight * share(({ score }) => score === i) * share(({ reference }) => reference === j);
    }
  }
  return 1 - seen / byChance;
}

const WORDS = ['The same as', 'One', 'Two', 'Three', 'Four'];
function wordsFor({ score, reference }: Pair): string {
  if (score === reference) return 'The same as the reference.';
  return `${WORDS[Math.abs(score - reference)]} ${score > reference ? 'above' : 'below'} the reference.`;
}

test('a set of three from Home to the result, by keyboard', async ({ browser }) => {
  const alice = await Person.member(browser, 'Alice', { tracks: ['data-analytics'] });
  const rater = new Rater(alice);
  const { page } = alice;
  const pairs: Pair[] = [];

  await test.step('Home offers it, and the page says what is asked for', async () => {
    await page.goto('/home');
    const offer = page.getByRole('region', { name: 'How strict are you?' });
    await offer.getByRole('link', { name: 'How it works' }).click();
    await expect(alice.heading('How strict are you?')).toBeFocused();
    await expect(page.getByRole('region', { name: 'What “calibrated” means' })).toContainText('four in five');
    await expectAccessible(page, 'calibration, before');
    await page.getByRole('link', { name: 'Start: Data analytics' }).focus();
    await page.keyboard.press('Enter');
  });

  for (const [answer, scores] of [[2, 3, 1], [4, 5, 3], [3]].entries()) {
    await test.step(`answer ${answer + 1}: rated, then compared`, async () => {
      await rater.reads();
      await expect(page.getByText(`Answer ${answer + 1} of 3 in Data analytics`)).toBeVisible();
      await expect(page.getByText(/Reference: \d/)).toHaveCount(0);
      if (answer === 0) await expectAccessible(page, 'answer to rate');
      await rater.ratesByKeyboard(scores);
      const compared = await rater.seesTheReference();
      expect(compared.map(({ score }) => score)).toEqual(compared.map((_, row) => scores[row % scores.length]));
      for (const [row, pair] of compared.entries()) {
        const card = page.getByRole('article').nth(row);
        await expect(card).toContainText(wordsFor(pair));
        const quote = (await card.getByRole('button').textContent()) ?? '';
        const words = quote.replace(/^\d/, '').replace(' (show it in the answer)', '').trim();
        const spoken = (await page.getByRole('region', { name: 'The answer' }).textContent()) ?? '';
        expect(spoken.replaceAll(/\s+/g, ' ')).toContain(words.slice(0, 20));
      }
      await expect(page.locator('mark').first()).toBeVisible();
      if (answer === 0) await expectAccessible(page, 'comparison');
      pairs.push(...compared);
      if (answer < 2) {
        await page.getByRole('link', { name: 'Next answer' }).focus();
        await page.keyboard.press('Enter');
      }
    });
  }

  const within = pairs.filter(({ score, reference }) => Math.abs(score - reference) <= 1).length;
  const exact = pairs.filter(({ score, reference }) => score === reference).length;
  const mean = pairs.reduce((sum, { score, reference }) => sum + score - reference, 0) / pairs.length;
  const kappa = kappaOf(pairs);
  const passed = within / pairs.length >= 0.8 && kappa >= 0.5 && Math.abs(mean) <= 0.75;

  await test.step('the result is what one works out by oneself', async () => {
    const result = page.getByRole('region', {
      name: passed ? 'Data analytics: calibrated' : 'Data analytics: not yet',
    });
    const figures = `${within} of ${pairs.length} scores are within one of the reference, ${exact} of them the same.`;
    await expect(result).toContainText(figures);
    const shown = /Agreement beyond chance is (−?)(\d\.\d\d)/.exec((await result.textContent()) ?? '');
    expect(Math.abs(Number(shown?.[2]) * (shown?.[1] ? -1 : 1) - kappa)).toBeLessThan(0.011);
    const side = mean < 0 ? 'below the reference' : 'above the reference';
    const size = Math.abs(mean).toFixed(2);
    await expect(result).toContainText(
      size === '0.00' ? 'you are level with the reference' : `On average you are ${size} ${side}.`,
    );
    await expectAccessible(page, 'result of a set');
  });

  await test.step('and it is there to read again, also after a reload', async () => {
    await page.reload();
    expect(await rater.seesTheReference()).toEqual(pairs.slice(-(await page.getByRole('article').count())));
    await page.getByRole('link', { name: 'See how you rate' }).click();
    await expect(page.getByText(`${within} of ${pairs.length} scores over 3 answers are within one`)).toBeVisible();
    await expect(page.getByRole('region', { name: 'Answers you have rated' }).getByRole('link')).toHaveCount(3);
    const tile = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Data analytics' }) });
    await expect(tile).toContainText(passed ? 'calibrated' : 'Not yet');
    await expectAccessible(page, 'calibration, after');
    await page.goto('/home');
    await expect(page.getByRole('region', { name: 'Last sessions' })).toBeVisible();
    const again = page.getByRole('region', { name: 'A second try at calibrating' });
    await expect(again).toHaveCount(passed ? 0 : 1);
  });
  expect(alice.faults).toEqual([]);
});

test('in the queue a match interrupts, and the half-done rating is still there afterwards', async ({ browser }) => {
  const languages = ['uk' as const];
  const alice = await Person.member(browser, 'Alice', { languages });
  const bob = await Person.member(browser, 'Bob', { languages });
  const carol = await Person.member(browser, 'Carol', { languages });
  const rater = new Rater(alice);
  const wish = { track: 'ML case' };

  await test.step('Alice begins to rate while she waits', async () => {
    await alice.practises(wish);
    await alice.page.getByRole('button', { name: 'Rate the first answer' }).click();
    await expect(alice.heading('Finding you a partner')).toBeVisible();
    expect((await rater.reads()).length).toBeGreaterThanOrEqual(2);
    await rater.gives(0, 2);
    await rater.gives(1, 4);
    await expectAccessible(alice.page, 'answer in the queue');
  });

  await test.step('a match calls over it; Bob does not come, and she goes on where she was', async () => {
    await bob.practises(wish);
    await alice.isOfferedAMatch();
    await bob.declinesTheMatch();
    await expect(alice.page.getByRole('dialog')).toHaveCount(0);
    await expect(alice.page.getByText('You kept your place')).toBeVisible();
    await expect(rater.score(0, 2)).toBeChecked();
    await expect(rater.score(1, 4)).toBeChecked();
    await expect(rater.score(1, 4)).toBeFocused();
  });

  await test.step('the next match leads into a room, and the rating waits for her', async () => {
    await carol.practises(wish);
    await alice.acceptsTheMatch();
    await carol.acceptsTheMatch();
    await alice.isInTheRoom();
    await alice.page.goto('/calibration/ml-case');
    const rows = await rater.reads();
    await expect(rater.score(0, 2)).toBeChecked();
    await expect(rater.score(1, 4)).toBeChecked();
    for (let row = 2; row < rows.length; row += 1) await rater.gives(row, 3);
    await rater.compares();
    const pairs = await rater.seesTheReference();
    expect(pairs.slice(0, 2).map(({ score }) => score)).toEqual([2, 4]);
  });
  expect(alice.faults).toEqual([]);
});
