import { expect } from '@playwright/test';
import { Candidate } from './candidate.js';

/** Longer than a seat is held. */
const HOLD_MS = 200_000;

/** What somebody sees and does who goes on without their partner. */
export class Rehearser extends Candidate {
  override get asked() {
    return this.page.getByRole('complementary', { name: 'Your rehearsal' });
  }

  async waitsUntilTheSeatIsHeldNoLonger(): Promise<void> {
    await expect(this.page.getByRole('alert').filter({ hasText: /has not come back/ })).toBeVisible({
      timeout: HOLD_MS,
    });
  }

  async turnsTheTimeIntoARehearsal(): Promise<void> {
    await this.page.getByRole('button', { name: 'Rehearse alone' }).click();
    await expect(this.asked).toBeVisible();
  }

  /** The words of the card that came, by its key. */
  async drawsACard(): Promise<string> {
    const cards = this.asked.getByRole('region', { name: 'Follow-ups so far' }).getByRole('listitem');
    const before = await cards.count();
    await this.page.keyboard.press('d');
    await expect(cards).toHaveCount(before + 1);
    return (await cards.first().innerText()).split('\n').at(-1) ?? '';
  }

  async drawsUntilNoneIsLeft(): Promise<string[]> {
    const cards = this.asked.getByRole('region', { name: 'Follow-ups so far' }).getByRole('listitem');
    const none = this.asked.getByText('No follow-up is left for this step.');
    const button = this.asked.getByRole('button', { name: /^Draw a card/ });
    while (!(await none.isVisible())) {
      await button.click();
      await expect(button.and(this.page.locator(':not([aria-busy=true])'))).toBeVisible();
    }
    await expect(button).toBeDisabled();
    const texts = await cards.allInnerTexts();
    return texts.map((text) => text.split('\n').at(-1) ?? '');
  }

  async goesOn(): Promise<void> {
    await this.asked.getByRole('button', { name: /^Next step/ }).click();
  }

  async endsTheRehearsal(): Promise<void> {
    await this.asked.getByRole('button', { name: 'End the rehearsal' }).click();
    await this.page.getByRole('dialog').getByRole('button', { name: 'End and rate yourself' }).click();
    await this.isRating();
  }

  /** Nothing on the page pretends that somebody else is there. */
  async isAlone(partner: string): Promise<void> {
    await expect(this.page.getByText(`You are alone here: ${partner} did not come back.`)).toBeVisible();
    await expect(this.page.getByRole('textbox', { name: /^Message to/ })).toHaveCount(0);
    await expect(this.page.getByRole('complementary', { name: 'People' }).getByRole('figure')).toHaveCount(1);
  }
}
