import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { expectAccessible } from '../support/axe.js';
import { practisesWith } from '../support/past.js';
import { Person } from '../support/person.js';

/** Read as numbers, `− 0.3` and `+ 0.3` too, in tenths. */
const tenths = (cell: string) => Math.round(Number(cell.replace('−', '-').replaceAll(/[+\s]/g, '')) * 10);

test('after four sessions the numbers are there, explained, compared, aimed at and taken along', async ({
  browser,
}) => {
  const nora = await Person.member(browser, 'Nora', { languages: ['tr'] });
  await practisesWith(nora, ['Mei', 'Jonas', 'Priya', 'Ewa']);
  await nora.hasNothingLeftToCompile();
  const { page } = nora;
  const part = (name: string) => page.getByRole('region', { name, exact: true });

  await test.step('from home to a page whose heading keeps the focus', async () => {
    await page.goto('/home');
    await page.getByRole('link', { name: 'Progress', exact: true }).first().click();
    await expect(part('Overall')).toBeVisible();
    await expect(page.getByText('Four sessions with four partners so far.')).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
    await expectAccessible(page, 'progress with four partners');
  });

  await test.step('a chart is walked over by keys, and is a table too', async () => {
    const chart = page.getByRole('slider', { name: /^Overall over time/ });
    await chart.focus();
    await page.keyboard.press('End');
    await expect(chart).toHaveAttribute('aria-valuetext', /given \d\.\d\. (Estimate|Band) after it: \d/);
    await expect(part('Overall').getByRole('link', { name: 'Open the debrief' })).toBeVisible();
    await page.getByRole('button', { name: 'Show as table: Overall' }).click();
    await expect(part('Overall').getByRole('row')).toHaveCount(5);
  });

  await test.step('a score is explained, and what it is made of adds up', async () => {
    await part('Overall').getByRole('button', { name: 'How it comes about' }).click();
    await expect(page).toHaveURL(/explain=overall/);
    await page.reload();
    const dialog = page.getByRole('dialog', { name: /^Why .* overall\?$/ });
    await dialog.getByText('As a table').click();
    const cells = (await dialog.getByRole('cell').allInnerTexts()).map(tenths);
    const total = cells.pop();
    expect(cells.reduce((all, cell) => all + cell, 0)).toBe(total);
    await expectAccessible(page, 'a score explained');
    await page.keyboard.press('Escape');
    await expect(page).not.toHaveURL(/explain/);
  });

  await test.step('a goal is set, changed, and taken back', async () => {
    const goal = part('Your goal');
    for (const [press, name] of [
      ['Choose a goal', 'Metric judgement'],
      ['Change', 'Live execution'],
    ] as const) {
      await goal.getByRole('button', { name: press, exact: true }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText(name, { exact: true }).click();
      await dialog.getByRole('button', { name: 'Make it my goal' }).click();
      await expect(goal.getByText(name)).toBeVisible();
    }
    await expect(goal.getByText('Too early to tell')).toBeVisible();
    await page.reload();
    await expect(goal.getByText('Live execution')).toBeVisible();
    await goal.getByRole('button', { name: 'Take it back' }).click();
    await expect(goal.getByRole('button', { name: 'Choose a goal' })).toBeVisible();
  });

  await test.step('the range and the filter are in the address', async () => {
    await page.getByText('30 days', { exact: true }).click();
    await page.getByLabel('Track', { exact: true }).selectOption('ML debugging');
    await expect(page).toHaveURL(/range=30.*track=ml-debugging/);
    await expect(part('Sessions').getByText('You have had no session of ML debugging yet.')).toBeVisible();
    await part('Sessions').getByRole('button', { name: 'Show all' }).click();
    await expect(part('Sessions').getByRole('row')).toHaveCount(5);
  });

  await test.step('everything can be taken along', async () => {
    await page.getByRole('button', { name: 'Export' }).click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Sessions, CSV' }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/^turnabout-sessions-.*\.csv$/);
    expect((await readFile(await file.path(), 'utf8')).trim().split('\r\n')).toHaveLength(5);
  });

  await test.step('the interviewer has a page of their own', async () => {
    await page.getByRole('link', { name: 'As an interviewer' }).click();
    await expect(page.getByRole('heading', { level: 1, name: /interview/ })).toBeVisible();
    await expect(part('What candidates say')).toBeVisible();
    await expect(part('How you rate')).toBeVisible();
    await expect(part('Calibration').getByRole('link', { name: /Start/ }).first()).toBeVisible();
    await expectAccessible(page, 'progress as an interviewer');
  });
  expect(nora.faults).toEqual([]);
});
