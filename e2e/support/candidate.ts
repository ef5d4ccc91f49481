import { expect } from '@playwright/test';
import { RoomPage } from './room.page.js';

/** What the candidate sees and does. */
export class Candidate extends RoomPage {
  private get question() {
    return this.page.getByRole('region', { name: 'The question now' });
  }

  get pad() {
    return this.page.getByRole('textbox', { name: 'Your scratch pad' });
  }

  /** The question that stands, as it was asked. */
  async readsTheQuestion(): Promise<string> {
    await expect(this.question).toBeVisible();
    return this.question.getByRole('paragraph').innerText();
  }

  async isAskedSomethingElseThan(question: string): Promise<void> {
    await expect(this.question).toBeVisible();
    await expect(this.question).not.toContainText(question);
  }

  /** A card, a hint, a fact: words that were put to the candidate. */
  async sees(words: string): Promise<void> {
    await expect(this.asked.getByText(words)).toBeVisible();
  }

  async seesAFact(): Promise<void> {
    await expect(this.asked.getByRole('region', { name: 'Facts you were given' })).toBeVisible();
  }

  async asksForAHint(): Promise<void> {
    await this.asked.getByRole('button', { name: /^Ask for a hint/ }).click();
    await expect(this.asked.getByText(/^You asked for a hint/)).toBeVisible();
  }

  /** The hint that came; gives its words. */
  async getsAHint(): Promise<string> {
    const hint = this.asked.getByRole('listitem').filter({ hasText: /^Hint/ });
    await expect(hint).toBeVisible();
    return (await hint.innerText()).split('\n').at(-1) ?? '';
  }

  async writesOnTheScratchPad(text: string): Promise<void> {
    await this.pad.fill(text);
    await expect(this.asked.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();
  }
}
