import { expect, type Page } from '@playwright/test';
import type { Person } from './person.js';

/** A room as one of its two sees it, and what both seats can do there. */
export class RoomPage {
  constructor(readonly person: Person) {}

  get page(): Page {
    return this.person.page;
  }

  get console() {
    return this.page.getByRole('complementary', { name: 'Console' });
  }

  get asked() {
    return this.page.getByRole('complementary', { name: 'What you were asked' });
  }

  get notes() {
    return this.page.getByRole('textbox', { name: 'Shared notes' });
  }

  /** The partner is in the room too, by what the page says of them. */
  async isInTheBriefing(): Promise<void> {
    await expect(this.page.getByRole('button', { name: /I’ve read it, begin|I’m ready/ })).toBeVisible();
  }

  async isReady(): Promise<void> {
    await this.page.getByRole('button', { name: /I’ve read it, begin|I’m ready/ }).click();
    // Whoever interviews is shown the questions about the brief once, unless they have passed them before.
    const anyway = this.page.getByRole('button', { name: 'Begin without the questions' });
    const console = this.page.getByRole('complementary', { name: 'Console' });
    const begun = this.page.getByText('You are ready').or(this.asked).or(console);
    await expect(anyway.or(begun).first()).toBeVisible();
    if (await anyway.isVisible()) await anyway.click();
  }

  async says(text: string): Promise<void> {
    await this.triesToSay(text);
    await this.reads(text);
  }

  async triesToSay(text: string): Promise<void> {
    const field = this.page.getByRole('textbox', { name: /^Message to/ });
    await field.fill(text);
    await field.press('Enter');
  }

  async reads(text: string): Promise<void> {
    await expect(this.page.getByRole('list', { name: 'Messages' }).getByText(text)).toHaveCount(1);
  }

  /** An address that somebody wrote leads there, beside the room. */
  async canFollow(address: string): Promise<void> {
    const link = this.page.getByRole('list', { name: 'Messages' }).getByRole('link', { name: address });
    await expect(link).toHaveAttribute('href', address);
    await expect(link).toHaveAttribute('target', '_blank');
  }

  async opensTheSharedNotes(): Promise<void> {
    await this.page.getByRole('tab', { name: /^Shared notes/ }).click();
    await expect(this.notes).toBeVisible();
  }

  async writesInTheNotes(text: string): Promise<void> {
    await this.notes.focus();
    await this.page.keyboard.press('Control+End');
    await this.page.keyboard.insertText(text);
  }

  async seesInTheNotes(text: string): Promise<void> {
    await expect(this.notes).toContainText(text);
  }

  async hasEmptyNotes(): Promise<void> {
    await expect(this.notes).toHaveText('Write here; you both see it');
    await expect(
      this.page
        .getByRole('status')
        .filter({ hasText: /^Saved$/ })
        .first(),
    ).toBeVisible();
  }

  async chooses(item: string): Promise<void> {
    await this.page.getByRole('button', { name: 'More of this session' }).click();
    await this.page.getByRole('menuitem', { name: item }).click();
  }

  async proposesToEndTheInterview(): Promise<void> {
    await this.chooses('Propose to end the interview');
    await expect(this.page.getByText(/^You propose to end the interview/)).toBeVisible();
  }

  async agreesToEnd(): Promise<void> {
    await this.page.getByRole('button', { name: 'Agree', exact: true }).click();
  }

  async isRating(): Promise<void> {
    await expect(this.page.getByRole('button', { name: 'Submit for good' })).toBeVisible();
  }

  async finishes(): Promise<void> {
    await this.page.getByRole('button', { name: 'Finish' }).click();
    await expect(
      this.page.getByText('You are done', { exact: true }).or(this.page.getByText('That was your session')),
    ).toBeVisible();
  }

  async isClosed(title: string): Promise<void> {
    await expect(this.page.getByRole('heading', { name: title })).toBeVisible();
  }

  /** The notice that the partner is away, while their seat is held. */
  get absence() {
    return this.page.getByRole('alert').filter({ hasText: /is not here\. The seat is held/ });
  }

  /** The line is there: what is pressed arrives. */
  async isConnected(): Promise<void> {
    await expect(this.page.getByText('Connected', { exact: true })).toBeAttached();
  }

  async hasLostTheLine(): Promise<void> {
    await expect(this.page.getByText('The connection is lost. We are getting it back.')).toBeVisible();
  }
}

/** Both end the interview of their round, and both are asked to rate. */
export async function endInterview(one: RoomPage, other: RoomPage): Promise<void> {
  await one.proposesToEndTheInterview();
  await other.agreesToEnd();
  await Promise.all([one.isRating(), other.isRating()]);
}

/** Both say that they are ready, and the interview begins. */
export async function beginInterview(interviewer: RoomPage, candidate: RoomPage): Promise<void> {
  await Promise.all([interviewer.isInTheBriefing(), candidate.isInTheBriefing()]);
  await Promise.all([interviewer.isReady(), candidate.isReady()]);
  await Promise.all([expect(interviewer.console).toBeVisible(), expect(candidate.asked).toBeVisible()]);
}
