import { expect, type Page } from '@playwright/test';
import type { Person } from './person.js';

/** The studio as somebody uses it. */
export class StudioPage {
  constructor(readonly person: Person) {}

  get page(): Page {
    return this.person.page;
  }

  get findings() {
    return this.page.getByRole('region', { name: 'Findings' });
  }

  get console() {
    return this.page.getByRole('region', { name: 'The interviewer sees' });
  }

  get asked() {
    return this.page.getByRole('region', { name: 'The candidate sees' });
  }

  async opens(): Promise<void> {
    await this.page.goto('/home');
    await this.page.getByRole('button', { name: `Menu of ${this.person.name}` }).click();
    await this.page.getByRole('menuitem', { name: 'Studio' }).click();
    await expect(this.person.heading('Studio')).toBeVisible();
  }

  async beginsFromTheTemplate(): Promise<void> {
    await this.page.getByRole('button', { name: 'New flow' }).click();
    await expect(this.page).toHaveURL(/\/studio\/[\w-]+$/);
    await this.hasNothingToCorrect();
  }

  async hasNothingToCorrect(): Promise<void> {
    await expect(this.findings.getByRole('status')).toHaveText('Nothing to correct');
  }

  async hasNoErrors(): Promise<void> {
    await expect(this.findings.getByRole('status')).toHaveText(/^(Nothing to correct|\d+ warnings?)$/);
  }

  /** Puts the cursor at the end of the first line that has these words, and types there after so many deletions. */
  async changesTheLine(words: string, deletions: number, text: string): Promise<void> {
    await this.page.locator('.cm-line', { hasText: words }).first().click();
    await this.page.keyboard.press('End');
    await this.deletes(deletions);
    await this.page.keyboard.type(text);
    await this.page.keyboard.press('Escape');
  }

  async deletes(characters: number): Promise<void> {
    for (let n = 0; n < characters; n++) await this.page.keyboard.press('Backspace');
  }

  async isSaved(): Promise<void> {
    await expect(this.page.getByRole('status').filter({ hasText: /^Saved$/ })).toBeVisible();
  }

  async shows(part: 'Write' | 'Both seats' | 'Play through'): Promise<void> {
    await this.page.getByRole('tab', { name: part }).click();
  }

  async publishes(version: number): Promise<void> {
    await this.page.getByRole('button', { name: 'Publish…' }).click();
    await this.page.getByRole('button', { name: `Publish version ${version}` }).click();
    await expect(this.page.getByText(`Version ${version} is published.`)).toBeVisible();
  }
}
