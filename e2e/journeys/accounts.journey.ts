import { expect, test } from '@playwright/test';
import { choose } from '../support/choice.js';
import { Person, PASSWORD } from '../support/person.js';

test('somebody signs up, confirms by mail, says what to practise, signs out and in again', async ({ browser }) => {
  const alice = await Person.arrives(browser, 'Alice');
  await alice.signsUp();
  await alice.opensTheLinkOfTheMail('Confirm your e-mail address');
  await alice.tellsWhatToPractise('Polski');
  await alice.signsOut();
  await alice.signsIn();

  await test.step('the address is where one is let in, and nobody else sees it', async () => {
    await alice.page.goto('/settings');
    await expect(alice.page.getByText(alice.email)).toBeVisible();
    await expect(alice.page.getByRole('checkbox', { name: 'Polski' })).toBeChecked();
    await expect(alice.page.getByRole('checkbox', { name: 'English' })).not.toBeChecked();
  });
});

test('the browser’s way back leads through the first questions, and keeps what was chosen', async ({ browser }) => {
  const alice = await Person.arrives(browser, 'Alice');
  const { page } = alice;
  await alice.signsUp();
  await alice.opensTheLinkOfTheMail('Confirm your e-mail address');
  await choose(page.getByRole('radio', { name: /^Senior/ }));
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(alice.heading('What should get better?')).toBeFocused();
  await page.goBack();
  await expect(alice.heading('What do you want to practise?')).toBeFocused();
  await expect(page.getByRole('radio', { name: /^Senior/ })).toBeChecked();
});

test('what is typed wrongly is said under its field, and a weak password is refused', async ({ browser }) => {
  const { page } = await Person.arrives(browser, 'Bela');
  await page.goto('/sign-up');
  await page.getByLabel('Display name').fill('B');
  await page.getByLabel('E-mail').fill('no address');
  await page.getByLabel('Password', { exact: true }).fill('short');
  await page.getByRole('button', { name: 'Sign up' }).click();
  await expect(page.getByLabel('Display name')).toBeFocused();
  for (const field of ['Display name', 'E-mail', 'Password']) {
    await expect(page.getByLabel(field, { exact: true })).toHaveAttribute('aria-invalid', 'true');
  }
  await expect(page.getByLabel('E-mail')).toHaveAccessibleDescription(/an address like name@example\.org/);

  await page.getByLabel('Display name').fill('Bela');
  await page.getByLabel('E-mail').fill('bela@journey.example');
  await page.getByLabel('Password', { exact: true }).fill('password123');
  await page.getByRole('button', { name: 'Sign up' }).click();
  await expect(page.getByLabel('Password', { exact: true })).toHaveAttribute('aria-invalid', 'true');
});

test('a wrong password and an address that nobody has are refused in the same words', async ({ browser }) => {
  const carla = await Person.member(browser, 'Carla');
  const elsewhere = await carla.onAnotherDevice(browser);
  await elsewhere.page.goto('/sign-in');
  await elsewhere.triesToSignIn('not the one I chose');
  const refusal = elsewhere.page.getByRole('alert');
  await expect(refusal).toContainText('No account has this e-mail address and this password');
  const words = await refusal.innerText();

  const nobody = await Person.arrives(browser, 'Nobody');
  await nobody.page.goto('/sign-in');
  await nobody.triesToSignIn(PASSWORD);
  await expect(nobody.page.getByRole('alert')).toHaveText(words);
});

test('without the link of the mail nobody is let in, and a new link can be had', async ({ browser }) => {
  const dora = await Person.arrives(browser, 'Dora');
  await dora.signsUp();
  await dora.page.goto('/sign-in');
  await dora.triesToSignIn(PASSWORD);
  await expect(dora.page.getByText('This address is not confirmed yet')).toBeVisible();
  await dora.page.getByRole('button', { name: 'Send it again' }).click();
  await expect(dora.page.getByText('A new link is on its way')).toBeVisible();
  await dora.opensTheLinkOfTheMail('Confirm your e-mail address');
  await expect(dora.heading('What do you want to practise?')).toBeVisible();
});

test('a link works once, and one that was made up never', async ({ browser }) => {
  const emil = await Person.arrives(browser, 'Emil');
  await emil.signsUp();
  const link = /\/confirm\?token=\S+/.exec(await emil.lastMail())?.[0] ?? '';
  await emil.page.goto(link);
  await expect(emil.heading('What do you want to practise?')).toBeVisible();

  const stranger = await Person.arrives(browser, 'Stranger');
  await stranger.page.goto(link);
  await expect(stranger.heading('This link no longer works')).toBeVisible();
  await stranger.page.goto(`/confirm?token=${'x'.repeat(43)}`);
  await expect(stranger.heading('This link no longer works')).toBeVisible();
  await stranger.page.goto(`/reset-password?token=${'x'.repeat(43)}`);
  await stranger.page.getByLabel('New password').fill('another long password');
  await stranger.page.getByRole('button', { name: 'Change the password' }).click();
  await expect(stranger.heading('This link no longer works')).toBeVisible();
});

test('a forgotten password is set anew, the old one and the old sessions are over', async ({ browser }) => {
  const fay = await Person.member(browser, 'Fay');
  await fay.page.goto('/home');
  const elsewhere = await fay.onAnotherDevice(browser);
  await elsewhere.page.goto('/sign-in');
  await elsewhere.page.getByRole('link', { name: 'Forgot it?' }).click();
  // The page before has a field of the same name, as long as it is there.
  await expect(elsewhere.heading('Forgot your password')).toBeVisible();
  await elsewhere.page.getByLabel('E-mail').fill(fay.email);
  await elsewhere.page.getByRole('button', { name: 'Send the link' }).click();
  await elsewhere.opensTheLinkOfTheMail('Set a new password');
  await elsewhere.page.getByLabel('New password').fill('eight loud herons');
  await elsewhere.page.getByRole('button', { name: 'Change the password' }).click();
  await expect(elsewhere.heading('Sign in')).toBeVisible();

  await test.step('where one was signed in, one is not any more', async () => {
    await fay.page.getByRole('link', { name: 'Progress' }).click();
    await expect(fay.heading('Sign in')).toBeVisible();
  });
  await elsewhere.triesToSignIn(PASSWORD);
  await expect(elsewhere.page.getByRole('alert')).toBeVisible();
  await elsewhere.signsIn('eight loud herons');
});

test('ending a session from the list ends it on that device within two seconds', async ({ browser }) => {
  const gita = await Person.member(browser, 'Gita', { languages: ['tr'] });
  const laptop = await gita.onAnotherDevice(browser);
  const hungUp = new Promise<void>((resolve) => {
    laptop.page.on('websocket', (socket) => socket.on('close', () => resolve()));
  });
  await laptop.signsIn();
  await laptop.practises({ track: 'ML case' });
  await expect(laptop.heading('Finding you a partner')).toBeVisible();

  await gita.page.goto('/settings');
  const sessions = gita.page.getByRole('region', { name: 'Where you are signed in' });
  await expect(sessions.getByRole('listitem')).toHaveCount(2);
  await expect(sessions.getByRole('listitem').filter({ hasText: 'this one' })).toHaveCount(1);
  await sessions.getByRole('button', { name: 'Sign out' }).click();
  await expect(gita.page.getByText('That device is signed out.')).toBeVisible();
  const endedAt = Date.now();
  await hungUp;
  await expect(laptop.heading('Sign in')).toBeVisible({ timeout: 2000 });
  expect(Date.now() - endedAt).toBeLessThan(2000);
  await expect(sessions.getByRole('listitem')).toHaveCount(1);
});

test('pages behind the sign-in lead there and on to where one was headed', async ({ browser }) => {
  const hana = await Person.member(browser, 'Hana');
  const elsewhere = await hana.onAnotherDevice(browser);
  await elsewhere.page.goto('/settings');
  await expect(elsewhere.heading('Sign in')).toBeVisible();
  await elsewhere.triesToSignIn(PASSWORD);
  await expect(elsewhere.heading('Settings')).toBeVisible();
});
