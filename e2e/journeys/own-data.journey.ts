import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { ERASURE_PHRASE, exportFileSchema, type ExportFile } from '#shared/contract/owndata.js';
import { expectAccessible } from '../support/axe.js';
import { PeerClient } from '../support/peer.client.js';
import { PASSWORD, Person } from '../support/person.js';
import { playSession } from '../support/scripted.session.js';
import { SYSTEM_URL } from '../support/system.url.js';

/** The same person at the protocol. */
async function scripted(person: Person): Promise<PeerClient> {
  const client = new PeerClient(SYSTEM_URL);
  await client.signIn(person.email, PASSWORD);
  return client;
}

class SettingsPage {
  constructor(private readonly person: Person) {}

  get page() {
    return this.person.page;
  }

  get data() {
    return this.page.getByRole('region', { name: 'Your data' });
  }

  get dialog() {
    return this.page.getByRole('dialog', { name: 'Delete your account for good?' });
  }

  async opens(): Promise<void> {
    await this.page.goto('/settings');
    await expect(this.person.heading('Settings')).toBeVisible();
  }

  async exports(): Promise<ExportFile> {
    await this.data.getByRole('button', { name: 'Make an export' }).click();
    const link = this.data.getByRole('link', { name: /^Download/ });
    await expect(link).toBeVisible({ timeout: 30_000 });
    const [download] = await Promise.all([this.page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toMatch(/^turnabout-data-\d{4}-\d\d-\d\d\.json$/);
    return exportFileSchema.parse(JSON.parse(await readFile(await download.path(), 'utf8')));
  }

  async wantsToGo(phrase: string, password: string): Promise<void> {
    await this.dialog.getByLabel(`Type “${ERASURE_PHRASE}”`).fill(phrase);
    await this.dialog.getByLabel('Your password', { exact: true }).fill(password);
  }
}

test('somebody takes their data along, deletes the account, and the partner’s report still opens', async ({
  browser,
}) => {
  const gwen = await Person.member(browser, 'Gwen Pell', { languages: ['ko'] });
  const owen = await Person.member(browser, 'Owen Marsh', { languages: ['ko'] });
  const room = await playSession(await scripted(gwen), await scripted(owen));
  const settings = new SettingsPage(gwen);

  await test.step('the export holds what is hers, and of the partner what she could see', async () => {
    await settings.opens();
    const file = await settings.exports();
    expect(file.account).toMatchObject({ displayName: 'Gwen Pell', email: gwen.email });
    expect(file.rooms).toMatchObject([{ room, partner: { displayName: 'Owen Marsh', bot: false } }]);
    expect(file.rooms[0]?.report).toMatchObject({ state: 'revealed' });
    expect(file.rooms[0]?.sheets.length).toBeGreaterThan(0);
    expect(JSON.stringify(file)).not.toContain(owen.email);
    await expectAccessible(gwen.page, 'settings with an export');
  });

  await test.step('a slip deletes nothing', async () => {
    await gwen.page.getByRole('button', { name: 'Delete my account' }).click();
    await expect(settings.dialog).toBeVisible();
    await expectAccessible(gwen.page, 'the dialog before deleting');
    const confirm = settings.dialog.getByRole('button', { name: 'Delete for good' });
    await settings.wantsToGo('delete it', PASSWORD);
    await expect(confirm).toBeDisabled();
    await settings.wantsToGo(ERASURE_PHRASE, 'not my password');
    await confirm.click();
    await expect(settings.dialog.getByRole('alert')).toContainText('This is not your password');
    await settings.dialog.getByRole('button', { name: 'Keep my account' }).click();
    await expect(settings.dialog).toBeHidden();
  });

  await test.step('the account is deleted, everywhere at once', async () => {
    const laptop = await gwen.onAnotherDevice(browser);
    await laptop.signsIn();
    await laptop.page.goto('/progress');
    await expect(laptop.heading(/./)).toBeVisible();
    await gwen.page.getByRole('button', { name: 'Delete my account' }).click();
    await settings.wantsToGo(ERASURE_PHRASE, PASSWORD);
    await gwen.page.keyboard.press('Enter');
    await expect(gwen.heading('Your account is deleted')).toBeVisible();
    await expectAccessible(gwen.page, 'goodbye');
    await expect(laptop.heading('Sign in')).toBeVisible({ timeout: 2_000 });
    await gwen.page.goto('/sign-in');
    await gwen.triesToSignIn(PASSWORD);
    await expect(gwen.page.getByRole('alert')).toContainText('No account has this');
  });

  await test.step('the partner’s report opens, without her words', async () => {
    await owen.page.goto(`/room/${room}/report`);
    await expect(async () => {
      await owen.page.reload();
      await expect(owen.heading('Your partner’s account was deleted.')).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await expect(owen.page.getByRole('region', { name: 'You as candidate' })).toBeVisible();
    await expect(owen.page.getByText('Gwen')).toHaveCount(0);
    await expectAccessible(owen.page, 'a report whose partner is gone');
  });

  await test.step('a last mail says that it is done', async () => {
    await expect(async () => expect(await gwen.lastMail()).toContain('has been deleted')).toPass({ timeout: 60_000 });
  });
  expect([...gwen.faults, ...owen.faults]).toEqual([]);
});
