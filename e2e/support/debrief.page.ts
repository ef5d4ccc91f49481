import { expect, type Locator } from '@playwright/test';
import { routes } from '#shared/contract/http.js';
import { choose } from './choice.js';
import type { Person } from './person.js';

/** Somebody at the debrief of a past session. */
export class DebriefPage {
  constructor(
    private readonly person: Person,
    private readonly room: string,
  ) {}

  get asCandidate(): Locator {
    return this.person.page.getByRole('region', { name: 'You as candidate' });
  }

  get asInterviewer(): Locator {
    return this.person.page.getByRole('region', { name: 'You as interviewer' });
  }

  async opens(): Promise<void> {
    await this.person.page.goto(`/room/${this.room}/report`);
    await expect(this.asCandidate).toBeVisible();
  }

  async disputesTheRatingAsCandidate(reason: string, words: string): Promise<void> {
    await this.asCandidate.getByRole('button', { name: /^Dispute this rating/ }).click();
    const dialog = this.person.page.getByRole('dialog', { name: 'Dispute this rating' });
    await dialog.getByRole('button', { name: 'Dispute the rating' }).click();
    await expect(dialog.getByText('Choose what comes closest.')).toBeVisible();
    await choose(dialog.getByRole('radio', { name: reason }));
    await dialog.getByLabel(/^In your own words/).fill(words);
    await dialog.getByRole('button', { name: 'Dispute the rating' }).click();
    await expect(dialog).toBeHidden();
  }

  /** As interviewer: other words in the sheet that was given. */
  async correctsWhatToKeep(partner: string, keep: string): Promise<void> {
    await this.asInterviewer.getByRole('button', { name: /^Correct your rating/ }).click();
    const sheet = this.person.page.getByRole('form', { name: `${partner} as candidate` });
    await sheet.getByLabel(/^One thing to keep/).fill(keep);
    await sheet.getByRole('button', { name: 'Correct the rating' }).click();
    await expect(sheet).toBeHidden();
  }

  /** How many ratings of this person as candidate are in their numbers. */
  async countedRatings(): Promise<number> {
    const answer = await this.person.context.request.get(routes.progress.path);
    return routes.progress.response.parse(await answer.json()).overall.sheets;
  }
}
