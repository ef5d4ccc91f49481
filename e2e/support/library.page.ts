import { expect, type Locator, type Page } from '@playwright/test';
import { choose } from './choice.js';
import type { FlowFile } from './flow.words.js';
import type { Person } from './person.js';

/** The library as somebody looks through it and reads in it. */
export class LibraryPage {
  constructor(readonly person: Person) {}

  get page(): Page {
    return this.person.page;
  }

  /** By the navigation that stands above every page. */
  async opens(): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Library' }).click();
    await this.isOpen();
  }

  /** From a flow, to what was looked for before. */
  async goesBack(): Promise<void> {
    await this.page.getByRole('main').getByRole('link', { name: 'Library' }).click();
    await this.isOpen();
  }

  async isOpen(): Promise<void> {
    await expect(this.person.heading(/flows/)).toBeVisible();
  }

  async searches(words: string): Promise<void> {
    await this.page.getByRole('searchbox', { name: 'Search' }).fill(words);
  }

  async filters(group: string, option: string): Promise<void> {
    const box = this.page.getByRole('group', { name: group });
    await box.getByText(option, { exact: true }).click();
    await expect(box.getByLabel(option)).toBeChecked();
  }

  async finds(words: RegExp): Promise<void> {
    await expect(this.page.getByRole('status').filter({ hasText: 'flows' })).toHaveText(words);
  }

  flow(title: string): Locator {
    return this.page.getByRole('listitem').filter({ has: this.page.getByRole('link', { name: title }) });
  }

  async looksAt(title: string): Promise<void> {
    await this.page.getByRole('link', { name: title }).click();
    await expect(this.person.heading(title)).toBeVisible();
  }

  async isWarned(): Promise<Locator> {
    await this.page.getByRole('button', { name: 'Read the brief' }).click();
    const dialog = this.page.getByRole('dialog', { name: 'Open this brief?' });
    await expect(dialog).toContainText('counts as seen');
    return dialog;
  }

  async opensTheBrief(): Promise<void> {
    await (await this.isWarned()).getByRole('button', { name: 'Open the brief' }).click();
    await expect(this.page.getByRole('heading', { name: 'The brief' })).toBeVisible();
    await expect(this.page.getByRole('heading', { name: 'The check' })).toBeVisible();
  }

  /** Answers all three, the last one wrongly where that is wanted; gives the orders in which the options stood. */
  async answers({ checks }: FlowFile, how: 'rightly' | 'once wrongly'): Promise<string[]> {
    const orders: string[] = [];
    for (const [index, { question, options, answer }] of checks.entries()) {
      const group = this.page.getByRole('group', { name: question });
      const wrong = how === 'once wrongly' && index === checks.length - 1;
      const option = options[wrong ? (answer + 1) % options.length : answer] ?? '';
      await choose(group.getByRole('radio', { name: option, exact: true }));
      orders.push((await group.locator('label').allInnerTexts()).join(' | '));
    }
    await this.page.getByRole('button', { name: 'Check my answers' }).click();
    return orders;
  }

  /** The document of an earned flow. */
  part(title: string): Locator {
    return this.page.getByRole('region', { name: title });
  }
}
