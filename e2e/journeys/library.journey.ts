import { expect, test } from '@playwright/test';
import { routes } from '#shared/contract/http.js';
import { flowWithTitle, secretsOf } from '../support/flow.words.js';
import { LibraryPage } from '../support/library.page.js';
import { Person } from '../support/person.js';
import { Wire } from '../support/wire.js';

const TITLE = 'Churn at a streaming service';
const flow = flowWithTitle(TITLE);
/** All that is not for everybody, brief and check included. */
const secrets = secretsOf(flow, []);

test('somebody finds a flow, reads its brief, passes its check, and reads its script', async ({ browser }) => {
  const alice = await Person.member(browser, 'Alice Moreau');
  const library = new LibraryPage(alice);
  const { page } = alice;

  await test.step('they look for it, and the address keeps what they look for', async () => {
    await page.goto('/home');
    await library.opens();
    await expect(alice.heading(/all of them new to you/)).toBeVisible();
    await library.filters('Track', 'ML case');
    await library.filters('Exercises all of', 'Proportionate solutions');
    await library.searches('Retention');
    await library.finds(/^1 of \d+ flows$/);
    await expect(page).toHaveURL(/\?q=Retention&track=ml-case&exercises=simplicity$/);
    await page.reload();
    await library.finds(/^1 of \d+ flows$/);
    await expect(page.getByRole('searchbox')).toHaveValue('Retention');
    await library.filters('What you know of it', 'Seen');
    await expect(page.getByText('No flow is all of that')).toBeVisible();
    await page.getByRole('button', { name: 'Look without it' }).click();
    await library.looksAt(TITLE);
    await library.goesBack();
    await library.finds(/^1 of \d+ flows$/);
    await library.looksAt(TITLE);
  });

  await test.step('they are warned before the brief opens, and may keep it unseen', async () => {
    const dialog = await library.isWarned();
    await dialog.getByRole('button', { name: 'Keep it unseen' }).click();
    await expect(dialog).toHaveCount(0);
    await page.reload();
    await expect(page.getByRole('button', { name: 'Read the brief' })).toBeVisible();
    await library.opensTheBrief();
    await page.reload();
    await expect(page.getByRole('heading', { name: 'The check' })).toBeVisible();
  });

  const order = await test.step('one wrong answer of three is explained, and licenses nobody', async () => {
    await page.getByRole('button', { name: 'Check my answers' }).click();
    await expect(page.getByText('Choose an answer to each question first.')).toBeVisible();
    const before = await library.answers(flow, 'once wrongly');
    await expect(page.getByRole('heading', { name: 'Two of three are right.' })).toBeFocused();
    for (const { because } of flow.checks) await expect(page.getByText(because)).toBeVisible();
    await expect(page.getByText('Your answer, wrong')).toHaveCount(1);
    await expect(library.part('The steps')).toHaveCount(0);
    return before;
  });

  await test.step('the second time the answers stand in another order, and all are right', async () => {
    await page.getByRole('button', { name: 'Try again' }).click();
    const again = await library.answers(flow, 'rightly');
    for (const [index, options] of again.entries()) expect(options).not.toBe(order[index]);
    await expect(page.getByRole('heading', { name: /^All three are right/ })).toBeFocused();
  });

  await test.step('the script is open, and stays so', async () => {
    await page.getByRole('link', { name: 'Read the script' }).click();
    await expect(library.part('What the candidate reads')).toBeInViewport();
    await page.goto(`/library/${flow.id}#step-${flow.steps.at(-1)?.id}`);
    await page.reload();
    const last = library.part('The steps').getByRole('region').last();
    await expect(last).toBeInViewport();
    await expect(last).toContainText(flow.steps.at(-1)?.script ?? '?');
    for (const card of flow.cards) await expect(library.part('The cards')).toContainText(card.good);
    await page.getByRole('navigation', { name: 'Contents of the script' }).getByRole('link', { name: 'Hints' }).click();
    await expect(page.getByRole('region', { name: /^Hints/ })).toBeFocused();
    await library.goesBack();
    await expect(library.flow(TITLE)).toContainText('Licensed');
  });
});

test('who has not earned a flow gets nothing of it over the wire', async ({ browser }) => {
  const ben = await Person.member(browser, 'Ben Tanaka');
  const toBen = Wire.on(ben.context);
  const library = new LibraryPage(ben);
  const { request } = ben.context;
  const at = (path: string) => path.replace(':flow', flow.id);

  await ben.page.goto('/library');
  await library.looksAt(TITLE);
  await expect(ben.page.getByRole('button', { name: 'Read the brief' })).toBeVisible();
  expect(secrets.length).toBeGreaterThan(200);
  expect(await toBen.holds([flow.title])).toEqual([flow.title]);
  expect(await toBen.holds(secrets)).toEqual([]);

  const answers = { version: 1, answers: [0, 0, 0] };
  const replies = [
    await request.get(at(routes.readBrief.path)),
    await request.get(at(routes.flowScript.path)),
    await request.post(at(routes.passCheck.path), { data: answers }),
  ];
  expect(replies.map((reply) => reply.status())).toEqual([409, 403, 409]);
  for (const reply of replies) {
    const text = await reply.text();
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  }

  await test.step('with the brief come its questions, and neither answers nor script', async () => {
    await library.opensTheBrief();
    const shown = [flow.brief, ...flow.checks.flatMap(({ question, options }) => [question, ...options])];
    const rest = secretsOf(flow, shown);
    expect(rest.length).toBeGreaterThan(150);
    expect(await toBen.holds(rest)).toEqual([]);
    expect(await toBen.holds(['"answer"', '"because"'])).toEqual([]);
  });
});

test('a page that can’t be had leaves one where one is, and can be asked for again', async ({ browser }) => {
  const alice = await Person.member(browser, 'Alice');
  const { page } = alice;
  await page.goto('/home');
  await alice.isHome();
  await alice.context.setOffline(true);
  await page.getByRole('link', { name: 'Library' }).click();
  await expect(page.getByText('That page can’t be reached at the moment.')).toBeVisible();
  await alice.isHome();
  await alice.context.setOffline(false);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(alice.heading(/flows, all of them new to you/)).toBeFocused();
});
