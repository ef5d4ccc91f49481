import { expect, test } from '@playwright/test';
import { routes } from '#shared/contract/http.js';
import { expectAccessible } from '../support/axe.js';
import { Person } from '../support/person.js';
import { STAFF_EMAIL } from '../support/staff.email.js';
import { StudioPage } from '../support/studio.page.js';

test('a flow of one’s own: written, broken, corrected, played through, published, and shared by staff', async ({
  browser,
}) => {
  const ada = await Person.member(browser, 'Ada');
  const studio = new StudioPage(ada);
  const title = `Books that come back late ${Date.now()}`;
  let privately = '';
  await studio.opens();
  await studio.beginsFromTheTemplate();
  await studio.changesTheLine('title:', 0, title.replace('Books that come back late', ''));
  await studio.isSaved();
  await expectAccessible(ada.page, 'the editor');

  await test.step('a fault shows at its line, with what to do, and keeps it from being published', async () => {
    await studio.changesTheLine('levels:', 1, ', expert]');
    const finding = studio.findings.getByRole('button').first();
    await expect(finding).toContainText('"expert" is not possible here.');
    await expect(finding).toContainText('Take one of junior, mid, senior.');
    await expect(finding).toContainText('Line 8');
    await expect(ada.page.locator('.cm-lintRange-error').first()).toContainText('expert');
    await ada.page.getByRole('button', { name: 'Publish…' }).click();
    await expect(ada.page.getByText('1 error to correct first')).toBeVisible();
    await expect(ada.page.getByRole('button', { name: 'Publish version 1' })).toBeDisabled();
    await ada.page.getByRole('button', { name: 'Not yet' }).click();
  });

  await test.step('the finding leads to its line; corrected, it goes', async () => {
    await studio.findings.getByRole('button').first().click();
    await ada.page.keyboard.press('End');
    await studio.deletes(', expert]'.length);
    await ada.page.keyboard.type(', sen');
    await ada.page.getByRole('option', { name: 'senior' }).click();
    await ada.page.keyboard.type(']');
    await studio.hasNoErrors();
    await studio.changesTheLine('levels:', ', senior]'.length, ']');
    await studio.hasNothingToCorrect();
  });

  await test.step('two cards are played alone, with the clock and the reasons of the suggestions', async () => {
    await studio.shows('Play through');
    await expect(studio.console.getByText(/^(Not heard yet|Nothing yet on)/).first()).toBeVisible();
    await ada.page.keyboard.press('1');
    await expect(studio.asked.getByText('Imagine the list is ready on Monday morning.')).toBeVisible();
    await ada.page.getByRole('button', { name: '+5 min' }).click();
    await expect(ada.page.getByRole('timer')).toHaveText('5:00 of 30:00');
    await ada.page.keyboard.press('n');
    await ada.page.keyboard.press('1');
    await expect(ada.page.getByText('2 of 14 cards played')).toBeVisible();
    await expectAccessible(ada.page, 'playing through');
  });

  await test.step('it is published, survives a reload, and is private', async () => {
    await studio.publishes(1);
    privately = ada.page.url();
    await ada.page.reload();
    await expect(ada.page.getByText('version 1 is published')).toBeVisible();
    expect(await titlesIn(ada)).not.toContain(title);
  });

  await test.step('exported and imported again, it is a draft with the same text', async () => {
    const downloading = ada.page.waitForEvent('download');
    await ada.page.getByRole('button', { name: 'More of this flow' }).click();
    await ada.page.getByRole('menuitem', { name: 'Export' }).click();
    const file = await (await downloading).path();
    await ada.page.getByRole('link', { name: 'Back to the studio' }).click();
    await ada.page.getByLabel('File to import').setInputFiles(file);
    await expect(ada.heading(title)).toBeVisible();
    await studio.hasNothingToCorrect();
    await expect(ada.page.getByText('version 1 is published')).toBeHidden();
    await ada.page.goBack();
    await expect(ada.page.getByRole('link', { name: title })).toHaveCount(2);
  });

  await test.step('staff share it, and it is in the list of flows', async () => {
    const steward = await Person.member(browser, 'Steward', {}, {}, STAFF_EMAIL);
    await new StudioPage(steward).opens();
    const row = steward.page.getByRole('listitem').filter({ hasText: title });
    await expectAccessible(steward.page, 'the studio of staff');
    await row.getByRole('button', { name: /^Share version 1/ }).click();
    await expect(row.getByText('Shared', { exact: true })).toBeVisible();
    expect(await titlesIn(ada)).toContain(title);
  });

  await test.step('somebody else forks it; the draft is theirs', async () => {
    const ben = await Person.member(browser, 'Ben');
    await new StudioPage(ben).opens();
    await ben.page.getByRole('button', { name: 'Fork a flow' }).click();
    await ben.page
      .getByRole('dialog')
      .getByRole('button', { name: new RegExp(title) })
      .click();
    await expect(ben.heading(title)).toBeVisible();
    await ben.page.goto(privately);
    await expect(ben.page.getByText('There is no such flow')).toBeVisible();
    expect([ada.faults, ben.faults]).toEqual([[], []]);
  });
});

async function titlesIn(person: Person): Promise<string[]> {
  const answer = await person.context.request.get(routes.listFlows.path);
  return routes.listFlows.response.parse(await answer.json()).flows.map(({ title }) => title);
}
