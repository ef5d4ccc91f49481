import { randomUUID } from 'node:crypto';
import { expect, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from '@playwright/test';
import type { Profile } from '#shared/contract/account.js';
import { routes } from '#shared/contract/http.js';
import { choose } from './choice.js';

export const PASSWORD = 'seven quiet herons';

/** What somebody says of themself where a journey is about something else. */
const PROFILE: Profile = { tracks: ['ml-case'], level: 'mid', languages: ['en'], goals: [], timeZone: 'UTC' };

export interface Wish {
  /** As the page names it: "ML case". */
  track: string;
  first?: 'Either' | 'Interviewing' | 'Answering';
  length?: '30 minutes a round' | '15 minutes a round';
}

/** Somebody with a browser of their own. What they do reads like the story; where they look is named by role. */
export class Person {
  /** What went wrong in the page without anybody seeing it: errors thrown, and what its security policy held back. */
  readonly faults: string[] = [];

  private constructor(
    readonly name: string,
    readonly email: string,
    readonly context: BrowserContext,
    readonly page: Page,
  ) {
    page.on('pageerror', (error) => this.faults.push(String(error)));
    page.on('console', (message) => {
      // That the server said no is no fault of the page.
      const refused = message.text().startsWith('Failed to load resource');
      if (message.type() === 'error' && !refused) this.faults.push(message.text());
    });
  }

  static async arrives(
    browser: Browser,
    name: string,
    options: BrowserContextOptions = {},
    own?: string,
  ): Promise<Person> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
    const email = own ?? `${name.toLowerCase().replaceAll(/[^a-z]+/g, '-')}-${randomUUID()}@journey.example`;
    return new Person(name, email, context, await context.newPage());
  }

  /** Somebody who has been through sign-up before. `profile.languages` keeps journeys that run side by side apart. */
  static async member(
    browser: Browser,
    name: string,
    profile: Partial<Profile> = {},
    options: BrowserContextOptions = {},
    email?: string,
  ): Promise<Person> {
    const person = await Person.arrives(browser, name, options, email);
    const { request } = person.context;
    await request.post(routes.signUp.path, {
      data: { email: person.email, displayName: name, password: PASSWORD },
    });
    const token = /token=([\w-]+)/.exec(await person.lastMail())?.[1];
    const confirmed = await request.post(routes.confirmEmail.path, { data: { token } });
    expect(confirmed.status(), `${name} confirms the address`).toBe(200);
    const told = await request.patch(routes.updateMe.path, { data: { profile: { ...PROFILE, ...profile } } });
    expect(told.status(), `${name} has a profile`).toBe(200);
    return person;
  }

  /** The same person on another device: signed in nowhere yet. */
  async onAnotherDevice(browser: Browser): Promise<Person> {
    const context = await browser.newContext();
    return new Person(this.name, this.email, context, await context.newPage());
  }

  /** The same person in one more tab. */
  async inAnotherTab(): Promise<Person> {
    return new Person(this.name, this.email, this.context, await this.context.newPage());
  }

  /** From the landing page through the form. */
  async signsUp(): Promise<void> {
    await this.page.goto('/');
    await this.page.getByRole('link', { name: 'Start practising' }).first().click();
    await this.page.getByLabel('Display name').fill(this.name);
    await this.page.getByLabel('E-mail').fill(this.email);
    await this.page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await this.page.getByRole('button', { name: 'Sign up' }).click();
    await expect(this.heading('Check your mail')).toBeVisible();
  }

  /** Opens the mailbox that stands in for mail on one's own machine, and the link of the mail with this subject. */
  async opensTheLinkOfTheMail(subject: string): Promise<void> {
    await this.page.getByRole('link', { name: 'Open the mailbox' }).click();
    const mail = this.page
      .getByRole('listitem')
      .filter({ hasText: `to ${this.email}` })
      .filter({ hasText: subject });
    await mail.first().getByRole('link').click();
  }

  /** Goes through the three short questions. */
  async tellsWhatToPractise(language: string): Promise<void> {
    await expect(this.heading('What do you want to practise?')).toBeVisible();
    await this.page.getByRole('button', { name: 'Next' }).click();
    await expect(this.heading('What should get better?')).toBeVisible();
    await choose(this.page.getByRole('checkbox', { name: 'Metric judgement' }));
    await this.page.getByRole('button', { name: 'Next' }).click();
    await expect(this.heading('Which languages do you speak?')).toBeVisible();
    await choose(this.page.getByRole('checkbox', { name: language }));
    await choose(this.page.getByRole('checkbox', { name: 'English' }), false);
    await this.page.getByRole('button', { name: 'Done' }).click();
    await this.isHome();
  }

  async signsIn(password = PASSWORD): Promise<void> {
    await this.page.goto('/sign-in');
    await this.triesToSignIn(password);
    await this.isHome();
  }

  async triesToSignIn(password: string): Promise<void> {
    await this.page.getByLabel('E-mail').fill(this.email);
    await this.page.getByLabel('Password', { exact: true }).fill(password);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
  }

  async signsOut(): Promise<void> {
    await this.page.getByRole('button', { name: `Menu of ${this.name}` }).click();
    await this.page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(this.heading(/Practise the interview aloud/)).toBeVisible();
  }

  async isHome(): Promise<void> {
    await expect(this.page).toHaveURL(/\/home$/);
    await expect(this.page.getByRole('button', { name: 'Practise now' })).toBeVisible();
  }

  /** Says what to practise, and waits in the queue. */
  async practises({ track, first = 'Either', length = '30 minutes a round' }: Wish): Promise<void> {
    await this.page.goto('/home');
    await this.choosesOnly(track);
    await choose(this.page.getByRole('radio', { name: length }));
    await choose(this.page.getByRole('radio', { name: first }));
    await this.page.getByRole('button', { name: 'Practise now' }).click();
    await expect(this.page).toHaveURL(/\/(queue|room)/);
  }

  /** Says yes, but from no page that would then go into the room. */
  async acceptsTheMatchAndStaysAway(): Promise<void> {
    await this.isOfferedAMatch();
    await this.page.goto('/no-such-page');
    const { request } = this.context;
    const status = routes.queueStatus.response.parse(await (await request.get(routes.queueStatus.path)).json());
    if (status.state !== 'proposed') throw new Error(`${this.name} has no match to accept.`);
    await request.post(routes.answerMatch.path.replace(':match', status.proposal.match), { data: { accept: true } });
  }

  async acceptsTheMatch(): Promise<void> {
    await this.isOfferedAMatch();
    await this.page.getByRole('dialog').getByRole('button', { name: 'Accept' }).click();
  }

  async declinesTheMatch(): Promise<void> {
    await this.isOfferedAMatch();
    await this.page.getByRole('dialog').getByRole('button', { name: 'Not now' }).click();
  }

  async isOfferedAMatch(): Promise<void> {
    await expect(this.page.getByRole('dialog', { name: 'We found a partner' })).toBeVisible({ timeout: 20_000 });
  }

  /** The room that both accepted; gives its id. */
  async isInTheRoom(): Promise<string> {
    await expect(this.page).toHaveURL(/\/room\/[\w-]+$/, { timeout: 20_000 });
    return new URL(this.page.url()).pathname.split('/')[2] ?? '';
  }

  heading(name: string | RegExp) {
    return this.page.getByRole('heading', { name, level: 1 });
  }

  /** No compile of this person's numbers is under way. */
  async hasNothingLeftToCompile(): Promise<void> {
    await expect
      .poll(async () => {
        const answer = await this.context.request.get(routes.progress.path);
        return routes.progress.response.parse(await answer.json()).pending;
      })
      .toBe(false);
  }

  /** The text of the last mail that came, read without a browser. */
  async lastMail(): Promise<string> {
    let text = '';
    await expect
      .poll(async () => {
        const answer = await this.context.request.get(routes.mailbox.path, { params: { to: this.email } });
        text = routes.mailbox.response.parse(await answer.json()).mails[0]?.text ?? '';
        return text;
      })
      .not.toBe('');
    return text;
  }

  async leaves(): Promise<void> {
    await this.context.close();
  }

  private async choosesOnly(track: string): Promise<void> {
    const tracks = this.page.getByRole('group', { name: 'What to practise' }).getByRole('checkbox');
    await expect(tracks.first()).toBeVisible();
    for (const box of await tracks.all()) await choose(box, false);
    await choose(tracks.and(this.page.getByLabel(track)));
  }
}

/** Two people find each other and are let into one room; the first of them interviews first. Gives the room's id. */
export async function meet(interviewer: Person, candidate: Person, wish: Omit<Wish, 'first'>): Promise<string> {
  await interviewer.practises({ ...wish, first: 'Interviewing' });
  await candidate.practises({ ...wish, first: 'Answering' });
  await interviewer.acceptsTheMatch();
  await candidate.acceptsTheMatch();
  const [room] = await Promise.all([interviewer.isInTheRoom(), candidate.isInTheRoom()]);
  return room;
}
