import { expect, type Locator } from '@playwright/test';
import { choose } from './choice.js';
import type { Person } from './person.js';

export type Score = '1' | '2' | '3' | '4' | '5' | 'Not seen';

export interface Words {
  keep: string;
  change: string;
  /** What stands on the timeline and is to be attached, where it is offered. */
  rests?: string;
}

/** Where somebody rates: themself, the candidate, the interviewer. */
export class RatingDesk {
  constructor(private readonly person: Person) {}

  /** The sheet that is open, by its title: "You as candidate", "Bob as interviewer". */
  sheet(title: string): Locator {
    return this.person.page.getByRole('form', { name: title });
  }

  async ratesThemself(scores: Score[]): Promise<void> {
    await this.fillsInAboutThemself(scores);
    await this.submitsTheSheet('You as candidate');
  }

  async fillsInAboutThemself(scores: Score[]): Promise<void> {
    await this.scores(this.sheet('You as candidate'), scores, 'Said it aloud while thinking');
  }

  /** As interviewer: scores with what they rest on, the judgement as a whole, one thing to keep and one to change. */
  async ratesTheCandidate(name: string, scores: Score[], words: Words): Promise<void> {
    await this.fillsInAboutTheCandidate(name, scores, words);
    await this.submitsTheSheet(`${name} as candidate`);
  }

  async fillsInAboutTheCandidate(name: string, scores: Score[], { keep, change, rests }: Words): Promise<void> {
    const sheet = this.sheet(`${name} as candidate`);
    await this.scores(sheet, scores, 'As I heard it', rests);
    await choose(sheet.getByRole('radio', { name: 'Yes', exact: true }));
    await sheet.getByLabel(/^One thing to keep/).fill(keep);
    await sheet.getByLabel(/^One thing to change/).fill(change);
  }

  async ratesTheInterviewer(name: string, scores: Score[]): Promise<void> {
    const sheet = this.sheet(`${name} as interviewer`);
    await this.scores(sheet, scores, null);
    await this.submitsTheSheet(`${name} as interviewer`);
  }

  async isDone(): Promise<void> {
    await expect(this.person.page.getByText(/Yours (is|are) in, and sealed/)).toBeVisible();
  }

  private async scores(sheet: Locator, scores: Score[], words: string | null, wish = ''): Promise<void> {
    const rows = sheet.getByRole('radiogroup');
    await expect(rows.first()).toBeVisible();
    const evidence = sheet.getByRole('group', { name: /^What it rests on/ });
    for (const [index, row] of (await rows.all()).entries()) {
      const before = await evidence.count();
      const score = scores[index % scores.length] ?? '3';
      await choose(row.getByRole('radio', { name: score, exact: true }));
      const needsWords = score === '1' || score === '2' || score === '5';
      if (!words || !needsWords) continue;
      await expect.poll(() => evidence.count()).toBeGreaterThan(before);
      await this.rests(evidence.last(), words, wish);
    }
  }

  /** On what is wished for, where the timeline offers it, else on words. */
  private async rests(evidence: Locator, words: string, wish: string): Promise<void> {
    const offered = evidence.getByRole('button', { name: wish, pressed: false });
    if (wish && (await offered.first().isVisible())) await offered.first().click();
    else await evidence.getByRole('textbox').fill(words);
  }

  /** Submits for good, and sees that it is taken. */
  async submitsTheSheet(title: string): Promise<void> {
    await this.triesToSubmit(title);
    await expect(this.sheet(title)).toHaveCount(0);
  }

  async triesToSubmit(title: string): Promise<void> {
    await this.sheet(title).getByRole('button', { name: 'Submit for good' }).click();
    await this.person.page.getByRole('dialog').getByRole('button', { name: 'Submit for good' }).click();
  }

  async isSaved(): Promise<void> {
    await expect(this.person.page.getByText(/^Saved\./)).toBeVisible();
  }

  async isKeptOnThisDevice(): Promise<void> {
    await expect(this.person.page.getByText(/^Kept on this device/)).toBeVisible();
  }
}
