import { expect, type Locator } from '@playwright/test';
import { choose } from './choice.js';
import type { Person } from './person.js';

export interface Pair {
  competency: string;
  score: number;
  reference: number;
}

/** Somebody at an answer whose scores are known. */
export class Rater {
  constructor(private readonly person: Person) {}

  get page() {
    return this.person.page;
  }

  get form(): Locator {
    return this.page.getByRole('form', { name: 'Your scores' });
  }

  /** The competencies that are to be rated, once the answer is there. */
  async reads(): Promise<Locator[]> {
    await expect(this.page.getByRole('region', { name: 'The answer' })).toBeVisible();
    await expect(this.form.getByRole('radiogroup').first()).toBeVisible();
    return this.form.getByRole('radiogroup').all();
  }

  score(row: number, score: number): Locator {
    return this.form
      .getByRole('radiogroup')
      .nth(row)
      .getByRole('radio', { name: String(score), exact: true });
  }

  async gives(row: number, score: number): Promise<void> {
    await choose(this.score(row, score));
  }

  /** Every score by its digit, from one row to the next with the Tab key, and sent with Enter. */
  async ratesByKeyboard(scores: number[]): Promise<void> {
    const rows = await this.reads();
    await rows[0]?.getByRole('radio').first().focus();
    for (let row = 0; row < rows.length; row += 1) {
      const score = scores[row % scores.length] ?? 3;
      await this.page.keyboard.press(String(score));
      await expect(this.score(row, score)).toBeChecked();
      await this.page.keyboard.press('Tab');
    }
    await expect(this.form.getByRole('button', { name: 'Compare with the reference' })).toBeFocused();
    await this.page.keyboard.press('Enter');
  }

  async compares(): Promise<void> {
    await this.form.getByRole('button', { name: 'Compare with the reference' }).click();
  }

  /** What the comparison says, score by score. */
  async seesTheReference(): Promise<Pair[]> {
    const cards = this.page.getByRole('article');
    await expect(cards.first()).toBeVisible();
    const pairs: Pair[] = [];
    for (const card of await cards.all()) {
      const competency = (await card.getByRole('heading').textContent())?.trim() ?? '';
      const [, reference, score] = /Reference: (\d) · you: (\d)/.exec((await card.textContent()) ?? '') ?? [];
      pairs.push({ competency, score: Number(score), reference: Number(reference) });
    }
    return pairs;
  }
}
